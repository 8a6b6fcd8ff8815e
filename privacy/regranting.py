"""After a new version: every group of a role holds again exactly what the policy of that version says.

What a role may do is written into rows when its traject is made. So a policy that changes would reach new trajects
only; this brings all others along.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import models, transaction

from privacy import policy
from privacy.tables import ResidentsTrackGroupPermission, RoleGroup, TrajectGroupPermission

Roles = Mapping[str, frozenset[str]]
Places = Mapping[int, tuple[int, frozenset[str] | None]]
"""By traject: the object that carries the permissions, and what closing leaves; None while it is open."""
Grant = tuple[int, int, int]
"""A group, a permission and the traject or residents' track it holds that for, by their ids."""


@dataclass(frozen=True)
class Regranted:
    """How much was not as the policy says: groups that were lacking, permissions that were given and taken."""

    groups: int
    given: int
    taken: int

    def __add__(self, other: "Regranted") -> "Regranted":
        return Regranted(self.groups + other.groups, self.given + other.given, self.taken + other.taken)


@transaction.atomic
def regrant() -> Regranted:
    """Bring the groups of all roles in all trajects to what the policy says; done twice, it changes nothing.

    A closed traject keeps what closing leaves. Seats and circles stay as they are, and so does what was admitted or
    shared. The same number of queries however many trajects there are.
    """
    # Whoever closes or reopens one of them meanwhile waits, so that nothing is given back that closing takes.
    trajects = apps.get_model("trajects", "Traject")._default_manager.order_by("pk").select_for_update()
    ends = dict(trajects.values_list("pk", "ended_on"))
    closed = {pk for pk, ended_on in ends.items() if ended_on}
    tracks = dict(apps.get_model("trajects", "ResidentsTrack")._default_manager.values_list("traject_id", "pk"))
    return _bring(
        TrajectGroupPermission,
        policy.ROLES,
        {pk: (pk, policy.LEFT_AFTER_CLOSING if pk in closed else None) for pk in ends},
        "traject {} {}",
    ) + _bring(
        ResidentsTrackGroupPermission,
        policy.TRACK_ROLES,
        {pk: (track_id, policy.LEFT_TO_RESIDENTS if pk in closed else None) for pk, track_id in tracks.items()},
        "bewonersspoor {} {}",
    )


def _bring(table: type[models.Model], roles: Roles, places: Places, name: str) -> Regranted:
    """Make one table of permissions equal to the policy, and the groups of roles that the policy got since."""
    groups = _open_groups(roles, places, name)
    wanted = set(_wanted(table, roles, places))
    rows: Any = table._default_manager.all()
    found = {tuple(grant): pk for pk, *grant in rows.values_list("pk", "group", "permission", "content_object")}
    extra = [pk for grant, pk in found.items() if grant not in wanted]
    lacking = sorted(wanted - found.keys())
    rows.filter(pk__in=extra).delete()
    rows.bulk_create(
        table(group_id=group, permission_id=permission, content_object_id=place) for group, permission, place in lacking
    )
    return Regranted(groups, len(lacking), len(extra))


def _open_groups(roles: Roles, places: Places, name: str) -> int:
    known = set(RoleGroup.objects.values_list("traject_id", "role"))
    lacking = [(pk, role) for pk in places for role in roles if (pk, role) not in known]
    groups = Group.objects.bulk_create(Group(name=name.format(places[pk][0], role)) for pk, role in lacking)
    RoleGroup.objects.bulk_create(
        RoleGroup(traject_id=pk, role=role, group=group) for (pk, role), group in zip(lacking, groups, strict=True)
    )
    return len(lacking)


def _wanted(table: type[models.Model], roles: Roles, places: Places) -> Iterator[Grant]:
    carrier: Any = table._meta.get_field("content_object").related_model
    actions = Permission.objects.filter(
        content_type__app_label="trajects", content_type__model=carrier._meta.model_name
    )
    numbers = dict(actions.values_list("codename", "pk"))
    for row in RoleGroup.objects.filter(role__in=roles, traject__in=places):
        place, left = places[row.traject_id]
        for action in roles[row.role]:
            if left is None or action in left:
                yield row.group_id, numbers[action], place
