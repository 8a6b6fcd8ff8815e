"""The residents' side of the gate: who sits there, who guides them, and what each role may do (V4, B6).

A seat among residents is a separate question from a seat among professionals: neither opens anything of the
other. Rows on the residents' side go through privacy.access like all others, along the road of their track.
"""

from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.db import models
from django.db.models import Q
from django.utils import timezone

from buurtbalans.accounts.models import User
from privacy import held, policy
from privacy.agreements.models import RESIDENTS, AgreementAcceptance, AgreementDraft, PrivacyAgreement
from privacy.agreements.publishing import publish_for_residents
from privacy.refusals import Hidden, NotAllowed
from privacy.tables import ResidentsTrackGroupPermission, RoleGroup

M = TypeVar("M", bound=models.Model)
Rows = TypeVar("Rows", bound="models.QuerySet[Any, Any]")


def may_sit_with_residents(user: User) -> bool:
    """May this person hold a seat among residents? Where nothing is remembered the answer is yes."""
    known = held.remembered(user)
    return known is None or known.sits_with_residents


def guides(user: User, traject_id: int) -> bool:
    """Does this person guide the residents of a traject?"""
    tracks = held.tracks(user, "guide_residents")
    return user.is_active and tracks.filter(traject=traject_id).exists()


def require_guide(user: User, traject_id: int) -> None:
    """For what only the guide does on a page that others see too. Raises NotAllowed (403) for those others."""
    if not guides(user, traject_id):
        raise NotAllowed("trajects.residentstrack", traject_id)


def resident_seat(user: User, seats: "models.QuerySet[M]", pk: int) -> "M":
    """One seat among residents, for who guides them or whose own it is. Raises Hidden (404) for others."""
    row = residents_of(user, seats).filter(pk=pk).first()
    if row is None:
        raise Hidden("trajects.membership", pk)
    return row


def guides_of(user: User | AnonymousUser, traject_id: int) -> "models.QuerySet[User]":
    """Who guides the residents of a traject: all that who sees the traject is told of their side (V4)."""
    if not isinstance(user, User) or not user.is_active:
        return User.objects.none()
    seat_holds = {"track": "residents", "role": "guide", "valid_to": None, "traject": traject_id}
    may_know = Q(memberships__traject__in=held.trajects(user, "view_traject")) | Q(
        memberships__traject__residents_track__in=held.tracks(user, "view_residents")
    )
    return User.objects.filter(may_know, **{f"memberships__{name}": value for name, value in seat_holds.items()})


def residents_of(user: User, seats: Rows) -> Rows:
    """The seats among residents for who guides them, and one's own; professionals do not even see their number."""
    if not user.is_active:
        return seats.none()
    mine = Q(user=user.pk, traject__residents_track__in=held.tracks(user, "view_residents"))
    guided = Q(traject__residents_track__in=held.tracks(user, "guide_residents"))
    return seats.filter(mine | guided, track="residents", role="resident")


def agreement(track: Any) -> PrivacyAgreement:
    """The newest agreement of a residents' track that the gate gave."""
    return PrivacyAgreement.objects.of_residents(track.traject_id)[0]


def agreement_draft(user: User, track: Any) -> AgreementDraft:
    """The residents' next agreement as their guide writes it. Raises NotAllowed (403) for the residents themselves."""
    require_guide(user, track.traject_id)
    drafts = AgreementDraft.objects.select_related("changed_by")
    return drafts.get(traject_id=track.traject_id, track=RESIDENTS)


def has_agreed(user: User, track: Any) -> bool:
    """Did this person accept the newest agreement of the residents' track?"""
    return AgreementAcceptance.objects.filter(agreement=agreement(track), user=user).exists()


def open_residents_track(track: Any, *, by: User) -> None:
    """Make the groups of a new residents' track, give each role its permissions there, and publish its agreement."""
    for role in policy.TRACK_ROLES:
        group = Group.objects.create(name=f"bewonersspoor {track.pk} {role}")
        RoleGroup.objects.create(traject_id=track.traject_id, role=role, group=group)
    give_track_roles(track.traject_id, track.pk)
    publish_for_residents(track.traject_id, by=by, today=timezone.localdate())


def give_track_roles(traject_id: int, track_id: int) -> None:
    """Give each role of a residents' track what the policy says it may do, as far as it does not hold that yet."""
    actions = Permission.objects.filter(content_type__app_label="trajects", content_type__model="residentstrack")
    numbers = dict(actions.values_list("codename", "pk"))
    ResidentsTrackGroupPermission.objects.bulk_create(
        (
            ResidentsTrackGroupPermission(
                group_id=row.group_id, permission_id=numbers[action], content_object_id=track_id
            )
            for row in RoleGroup.objects.filter(traject=traject_id, role__in=policy.TRACK_ROLES)
            for action in sorted(policy.TRACK_ROLES[row.role])
        ),
        ignore_conflicts=True,
    )


def track_of(traject_id: int) -> int | None:
    """The number of the residents' track of a traject, None where there is none."""
    grants = ResidentsTrackGroupPermission.objects.filter(content_object__traject=traject_id)
    return grants.values_list("content_object_id", flat=True).first()


def leave_residents_reading(track_id: int) -> None:
    """Take from residents and their guide what they may not do once the traject is closed (T13)."""
    rows = ResidentsTrackGroupPermission.objects.filter(content_object_id=track_id)
    rows.exclude(permission__codename__in=policy.LEFT_TO_RESIDENTS).delete()


def actions(user: User, track: Any) -> frozenset[str]:
    """What a person may do on one residents' track (policy.TRACK_ACTIONS), nothing without a seat there."""
    return held.track_actions(user, track.pk) if user.is_active else frozenset()
