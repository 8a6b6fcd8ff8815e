"""The gate: the only way to data (docs/architecture.md).

A view fetches through the gate, acts, answers. What a person may not see does not exist (404); 403 is
only for an action on something one may see. Nobody has a back door: the flags of a superuser or an
administrator are never asked, only groups and the active seat beside them.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.db import models, transaction
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.utils import timezone

from buurtbalans.accounts.models import User
from privacy import held, policy
from privacy.agreements.condition import accepted
from privacy.agreements.models import RESIDENTS
from privacy.agreements.publishing import publish_template
from privacy.closing import give_roles
from privacy.early import early
from privacy.refusals import AgreementNeeded, Hidden, NotAllowed
from privacy.tables import (
    Circle,
    Level,
    RegistrationGroupPermission,
    RoleGroup,
    SessionGroupPermission,
)

M = TypeVar("M", bound=models.Model)
Rows = TypeVar("Rows", bound="models.QuerySet[Any, Any]")
Person = User | AnonymousUser


@dataclass(frozen=True)
class Seat:
    """What one person is and may do in one traject."""

    membership_id: int
    partner_id: int
    role: str
    actions: frozenset[str]
    is_confirmed: bool


def visible(user: Person, queryset: Rows) -> Rows:
    """The rows of a guarded model that this person may see, as part of the query's own SQL.

    A model without a road is invisible to everybody.
    """
    road = policy.ROADS.get(queryset.model._meta.label_lower)
    if road is None or not user.is_authenticated or not user.is_active:
        return queryset.none()
    return queryset.filter(_may_see(user, road))


def fetch(user: Person, action: str, queryset: "models.QuerySet[M]", pk: Any = None) -> M:
    """One row for one action.

    `action` is a name of policy.TRAJECT_ACTIONS or TRACK_ACTIONS, or "see" for looking only. `pk` is matched against
    the primary key, or against `uuid` when it is a UUID; without it the queryset itself names the row. Raises
    Hidden (404) when this person may not see the row, NotAllowed (403) when he may see it but not do this,
    and AgreementNeeded, which the middleware turns into a redirect, when only his agreement is lacking.
    """
    rows = visible(user, queryset)
    if pk is not None:
        rows = rows.filter(**_by(pk))
    row = rows.first()
    if row is None or not isinstance(user, User):
        raise _hidden(user, queryset, pk)
    if action != "see" and not may(user, action, row):
        raise NotAllowed(queryset.model._meta.label_lower, pk)
    return row


def awaits_agreement(user: User, queryset: "models.QuerySet[Any, Any]") -> bool:
    """Is there something among these rows that this person would see after accepting the newest agreement?"""
    return _awaiting(user, queryset).exists()


def fetch_by_link(queryset: "models.QuerySet[M]", token: str) -> M | None:
    """The second door: the row that a mailed link opens, None when the link is unknown or ended.

    The link stands for its one addressee and one purpose; `queryset` holds the rows that a link still opens.
    Only the hash of its secret is stored.
    """
    return queryset.filter(token_hash=link_hash(token)).first()


def link_hash(token: str) -> str:
    """What is stored of the secret in a mailed link."""
    return hashlib.sha256(token.encode()).hexdigest()


def may(user: User, action: str, row: models.Model) -> bool:
    """May this person do this to a row that he may see?"""
    road = policy.ROADS[row._meta.label_lower]
    if road.carrier == "track":
        return _may_on_track(user, action, row, road)
    own = seat(user, _follow_id(row, road.traject))
    if own is None or action not in own.actions:
        return False
    if action in policy.OWN_ROWS_ONLY:
        lifted_by = policy.OWN_ROWS_ONLY[action]
        return lifted_by in own.actions or _follow_id(row, road.partner) == own.partner_id
    return True


def seat(user: User, traject_id: int) -> Seat | None:
    """This person's professional seat in a traject, None without one. Asked once per request."""
    if not user.is_active:
        return None
    # The user object lives as long as the request, so this memory ends with it.
    known: dict[int, Seat | None] = user.__dict__.setdefault("_seats", {})
    if traject_id not in known:
        known[traject_id] = _look_up_seat(user, traject_id)
    return known[traject_id]


def sits_elsewhere(user: User, traject_id: int) -> bool:
    """May this person hold a seat in another traject as well? Where nothing is remembered the answer is yes."""
    known = held.remembered(user)
    return known is None or any(pk != traject_id for pk in known.seats)


def open_traject(traject: models.Model, *, by: User) -> None:
    """Make the groups of a new traject, give each role its permissions, and publish its first agreement."""
    publish_template(traject.pk, by=by, today=timezone.localdate())
    groups = Group.objects.bulk_create(Group(name=f"traject {traject.pk} {role}") for role in policy.ROLES)
    RoleGroup.objects.bulk_create(
        RoleGroup(traject_id=traject.pk, role=role, group=group)
        for role, group in zip(policy.ROLES, groups, strict=True)
    )
    give_roles(traject.pk)


def open_circle(partner: models.Model) -> None:
    """Make the group of a new partner: whom its organisation is given things as."""
    Circle.objects.create(partner_id=partner.pk, group=Group.objects.create(name=f"kring {partner.pk}"))


def join(membership: Any) -> None:
    """Put the person of a seat in the group of its role and in its partner's circle."""
    roles = {membership.policy_role}
    groups = list(Group.objects.filter(role_group__traject=membership.traject_id, role_group__role__in=roles))
    if membership.partner_id and membership.confirmed_at and membership.role != "reader":
        groups += Group.objects.filter(circle__partner=membership.partner_id)
    membership.user.groups.add(*groups)
    membership.user.__dict__.pop("_seats", None)


def leave(membership: Any) -> None:
    """Take the person of a seat out of the groups of its side; effective with the next request."""
    roles = policy.ROLES if membership.partner_id else policy.TRACK_ROLES
    mine = Q(role_group__traject=membership.traject_id, role_group__role__in=list(roles))
    if membership.partner_id:  # without it every group that is no circle would match
        mine |= Q(circle__partner=membership.partner_id)
    groups = Group.objects.filter(mine)
    membership.user.groups.remove(*groups)
    membership.user.__dict__.pop("_seats", None)


@transaction.atomic
def admit(session: Any, partner_ids: Iterable[int]) -> None:
    """Let exactly these partners and the kernteam see a session (P5)."""
    permission = Permission.objects.get(codename=policy.SEE_SESSION)
    groups = Group.objects.filter(
        Q(role_group__traject=session.traject_id, role_group__role__in=["kernteam", "gebiedsmakelaar"])
        | Q(circle__partner__in=list(partner_ids), circle__partner__traject=session.traject_id)
    )
    wanted = set(groups.values_list("pk", flat=True))
    SessionGroupPermission.objects.filter(content_object_id=session.pk).exclude(group__in=wanted).delete()
    SessionGroupPermission.objects.bulk_create(
        (
            SessionGroupPermission(group_id=group, permission=permission, content_object_id=session.pk)
            for group in sorted(wanted)
        ),
        ignore_conflicts=True,
    )


@transaction.atomic
def share(
    registration: Any,
    partner_ids: Iterable[int],
    *,
    by: User,
    level: str = Level.ROUNDED,
    valid_to: date | None = None,
) -> None:
    """Let exactly these partners see a registration, besides its own; an empty list withdraws it (V3).

    `level` says whether they read its number rounded or exact; never exact for persons.
    """
    permission = Permission.objects.get(codename=policy.SEE_REGISTRATION)
    circles = Circle.objects.filter(partner__in=list(partner_ids), partner__traject=registration.traject_id)
    wanted = set(circles.exclude(partner=registration.partner_id).values_list("group_id", flat=True))
    rows = RegistrationGroupPermission.objects.filter(content_object_id=registration.pk)
    rows.exclude(group__in=wanted).delete()
    rows.update(valid_to=valid_to, level=level)
    RegistrationGroupPermission.objects.bulk_create(
        (
            RegistrationGroupPermission(
                group_id=group,
                permission=permission,
                content_object_id=registration.pk,
                granted_by=by,
                level=level,
                valid_to=valid_to,
            )
            for group in sorted(wanted)
        ),
        ignore_conflicts=True,
    )


def audience(registration: Any) -> list[int]:
    """The ids of the partners that see a registration beside its own. For its owner only."""
    rows = RegistrationGroupPermission.objects.filter(content_object_id=registration.pk)
    return list(Circle.objects.filter(group__in=rows.values("group_id")).values_list("partner_id", flat=True))


def is_entrusted(partner: Any) -> bool:
    """Did anybody share a registration with this partner's circle, which a newcomer would read too?"""
    return RegistrationGroupPermission.objects.filter(group__circle__partner=partner.pk).exists()


def _may_see(user: User, road: policy.Road) -> Q:
    """The gate's condition for one road: active seat, and the carrier's permission."""
    if road.carrier == "track":
        return _may_see_on_track(user, road)
    needs = [road.needs, road.opens if road.carrier in ("traject", "registration") else ""]
    here = Q(**{_path(road.traject, "in"): held.trajects(user, *filter(None, needs))})
    condition = (here | _own(user, road) if road.own_opens else here) & Q(**dict(road.only))
    if road.person:
        condition &= Q(**{road.person: user.pk})
    if road.carrier == "traject":
        return condition
    if road.carrier == "registration":
        own = Q(**{_path(road.partner, "in"): held.partners(user)})
        agreed = Q(**{_path(road.traject, "in"): accepted(user)})
        return condition & (own if road.own_only else own | (_given(user, road) & agreed))
    seen = Q(**{_path(road.path, "in"): _sessions_given(user)})
    if road.or_traject:
        lifted = Q(**{_path(road.path, "isnull"): True})
        seen |= lifted & Q(**{_path(road.traject, "in"): held.trajects(user, "view_traject")})
    return condition & seen


def _own(user: User, road: policy.Road) -> Q:
    """What the organisation of this person wrote itself, where that is all he may reach."""
    here = Q(**{_path(road.traject, "in"): held.trajects(user, road.own_opens)})
    return here & Q(**{_path(road.partner, "in"): held.represented(user)})


def _given(user: User, road: policy.Road) -> Q:
    """Shared with this person's organisation, by one that still exists, and not past the day it chose."""
    taking_part = Q(**{f"{road.partner}__organisation__is_active": True})
    expires_on = f"{road.path}__expires_on" if road.path else "expires_on"
    lasting = Q(**{expires_on: None}) | Q(**{f"{expires_on}__gte": timezone.localdate()})
    given = Q(**{_path(road.path, "in"): _registrations_given(user)}) & taking_part & lasting
    return given & ~early(road.path, timezone.localdate()) if road.waits else given


def _awaiting(user: User, queryset: "models.QuerySet[Any, Any]") -> "models.QuerySet[Any, Any]":
    """The rows that others shared and that wait for this person's acceptance; not to be shown."""
    road = policy.ROADS[queryset.model._meta.label_lower]
    if road.carrier != "registration" or road.own_only or not user.is_active:
        return queryset.none()
    here = Q(**{_path(road.traject, "in"): held.trajects(user, "view_traject")}) & Q(**dict(road.only))
    return queryset.filter(here & _given(user, road)).exclude(**{_path(road.traject, "in"): accepted(user)})


def _hidden(user: Person, queryset: "models.QuerySet[Any, Any]", pk: Any) -> Hidden:
    """Why a row was not found, as far as this person may know."""
    label = queryset.model._meta.label_lower
    if isinstance(user, User) and label in policy.ROADS:
        rows = _awaiting(user, queryset)
        row = (rows.filter(**_by(pk)) if pk is not None else rows).first()
        if row is not None:
            return AgreementNeeded(label, pk, _follow_id(row, policy.ROADS[label].traject))
    return Hidden(label, pk)


def _by(pk: Any) -> dict[str, Any]:
    return {"uuid" if isinstance(pk, UUID) else "pk": pk}


def _may_see_on_track(user: User, road: policy.Road) -> Q:
    needs = [road.needs] if road.needs else []
    condition = Q(**{_path(road.path, "in"): held.tracks(user, "view_residents", *needs)})
    if not road.agreed:
        return condition
    agreed = Q(**{_path(road.traject, "in"): accepted(user, RESIDENTS)})
    return condition & (agreed | Q(**{road.author: user.pk}) if road.author else agreed)


def _may_on_track(user: User, action: str, row: models.Model, road: policy.Road) -> bool:
    actions = held.track_actions(user, _follow_id(row, road.path)) if user.is_active else frozenset()
    if action not in actions or action not in policy.OWN_ROWS_ONLY:
        return action in actions
    return policy.OWN_ROWS_ONLY[action] in actions or getattr(row, f"{road.author}_id") == user.pk


def _path(path: str, lookup: str) -> str:
    return f"{path}__{lookup}" if path else f"pk__{lookup}"


def _sessions_given(user: User) -> RawSQL:
    # As SQL, because nearly every page asks it a few times and Django takes long over a subquery of its own.
    return RawSQL(
        "SELECT content_object_id FROM privacy_sessiongrouppermission"
        " WHERE permission_id = (SELECT id FROM auth_permission WHERE codename = %s LIMIT 1)"
        " AND group_id IN (SELECT group_id FROM accounts_user_groups WHERE user_id = %s)",
        [policy.SEE_SESSION, user.pk],
    )


def _registrations_given(user: User) -> "models.QuerySet[Any, Any]":
    return (
        RegistrationGroupPermission.objects.filter(
            permission=held.permission(policy.SEE_REGISTRATION), group__in=held.groups(user)
        )
        .filter(Q(valid_to=None) | Q(valid_to__gte=timezone.localdate()))
        .values("content_object_id")
    )


def _look_up_seat(user: User, traject_id: int) -> Seat | None:
    membership = held.seat_in(user, traject_id)
    if membership is None:
        return None
    is_confirmed = membership.confirmed_at is not None
    actions = held.actions(user, traject_id) - (frozenset() if is_confirmed else policy.CONFIRMED_ONLY)
    return Seat(membership.pk, membership.partner_id, membership.policy_role, actions, is_confirmed)


def _follow_id(row: models.Model, path: str) -> int:
    """The primary key at the end of a road, walking the row's foreign keys; 0 where it leads nowhere."""
    *steps, last = path.split("__") if path else [""]
    for step in steps:
        row = getattr(row, step)
    return int((getattr(row, f"{last}_id") if last else row.pk) or 0)
