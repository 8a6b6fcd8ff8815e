"""What ends when an organisation or a traject closes."""

from collections.abc import Iterable

from django.apps import apps
from django.contrib.auth.models import Permission
from django.db import transaction
from django.db.models import Q

from privacy import policy, wall
from privacy.tables import RegistrationGroupPermission, RoleGroup, SessionGroupPermission, TrajectGroupPermission


@transaction.atomic
def close_circles(partner_ids: Iterable[int]) -> None:
    """Take back what these partners' circles were given, and what these partners shared with others.

    The registrations stay sealed with the partner until the term for keeping them ends (privacy.md road 45);
    without an organisation they are nobody's, not everybody's.
    """
    closing = list(partner_ids)
    SessionGroupPermission.objects.filter(group__circle__partner__in=closing).delete()
    RegistrationGroupPermission.objects.filter(
        Q(group__circle__partner__in=closing) | Q(content_object__partner__in=closing)
    ).delete()
    # What would be shared once it is read again is taken back too.
    wanted = apps.get_model("privacy", "SecondReading").wanted.through._default_manager
    wanted.filter(Q(partner__in=closing) | Q(secondreading__registration__partner__in=closing)).delete()


@transaction.atomic
def give_roles(traject_id: int) -> None:
    """Give each role of a traject what the policy says it may do there, as far as it does not hold that yet."""
    actions = Permission.objects.filter(content_type__app_label="trajects", content_type__model="traject")
    numbers = dict(actions.values_list("codename", "pk"))
    TrajectGroupPermission.objects.bulk_create(
        (
            TrajectGroupPermission(group_id=row.group_id, permission_id=numbers[action], content_object_id=traject_id)
            for row in RoleGroup.objects.filter(traject=traject_id, role__in=policy.ROLES)
            for action in sorted(policy.ROLES[row.role])
        ),
        ignore_conflicts=True,
    )


@transaction.atomic
def leave_reading(traject_id: int) -> None:
    """Take from everybody in a traject what one may not do there once it is closed (T13)."""
    rows = TrajectGroupPermission.objects.filter(content_object_id=traject_id)
    rows.exclude(permission__codename__in=policy.LEFT_AFTER_CLOSING).delete()
    track_id = wall.track_of(traject_id)
    if track_id:
        wall.leave_residents_reading(track_id)


@transaction.atomic
def give_back(traject_id: int) -> None:
    """Give everybody in a traject back what its role may do: it goes on."""
    give_roles(traject_id)
    track_id = wall.track_of(traject_id)
    if track_id:
        wall.give_track_roles(traject_id, track_id)
