"""What one person holds: seats, groups, and what those groups may do in each traject.

The gate puts these questions into a page's own SQL as subqueries. A page that is only read asks them a
dozen times over, so while it is read they are answered once and written into its SQL as ids. Nothing is
remembered in a request that changes something, in a job or in a command: there the database is asked
each time. What was shared or admitted is never remembered.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.apps import apps
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import RawSQL

from buurtbalans.accounts.models import User
from privacy.tables import ResidentsTrackGroupPermission, TrajectGroupPermission
from privacy.written import Kept

PROFESSIONALS, RESIDENTS = "professionals", "residents"

Ids = QuerySet[Any, Any] | Sequence[int]
"""Ids for an `__in`: as part of the query, or already known."""


@dataclass(frozen=True)
class Held:
    """What one person holds; `seats` and `actions` by the traject's id.

    `sits_with_residents` says only that a seat among residents may exist; what it gives is always asked.
    """

    seats: Mapping[int, Any]
    groups: Sequence[int]
    actions: Mapping[int, frozenset[str]]
    sits_with_residents: bool

    def trajects(self, *actions: str) -> list[int]:
        """Where this person has a seat and may do all of these actions."""
        return [pk for pk in self.seats if self.actions.get(pk, frozenset()).issuperset(actions)]

    @property
    def partners(self) -> list[int]:
        """For whom this person surely sits, other than as their back office."""
        return [seat.partner_id for seat in self.seats.values() if seat.confirmed_at and seat.role != "reader"]

    @property
    def represented(self) -> list[int]:
        """For whom this person surely sits, also as their back office."""
        return [seat.partner_id for seat in self.seats.values() if seat.confirmed_at]


class _Memory:
    """What a person holds, asked when it is first needed."""

    def __init__(self, user: User) -> None:
        self.user = user

    @cached_property
    def held(self) -> Held:
        """Two queries, however many trajects."""
        mine: set[int] = set()
        may: dict[int, set[str]] = {}
        for group_id, traject_id, codename in _grants(user_id=self.user.pk):
            mine.add(group_id)
            # A circle is given sessions and registrations, and holds nothing in a traject itself.
            if codename:
                may.setdefault(traject_id, set()).add(codename)
        seats = _seats(user_id=self.user.pk)
        professional = [seat for seat in seats if seat.track == PROFESSIONALS]
        return Held(
            {seat.traject_id: seat for seat in professional},
            sorted(mine),
            {traject_id: frozenset(codenames) for traject_id, codenames in may.items()},
            len(seats) > len(professional),
        )


def remember(user: User) -> None:
    """Keep what this person holds for as long as this user object lives; for a request that only reads."""
    user.__dict__["_memory"] = _Memory(user)


def remembered(user: User) -> Held | None:
    """What is kept for this request, None where the database is to be asked."""
    memory: _Memory | None = user.__dict__.get("_memory")
    return memory.held if memory else None


def live_seats(user: User) -> "QuerySet[Any, Any]":
    """The seats among professionals that a person holds now.

    Who went to another organisation, or whose organisation closed, holds none there: from the next request on,
    whoever changed that and by which road.
    """
    return _live_seats(user.pk)


def tracks(user: User, *actions: str) -> "QuerySet[Any, Any]":
    """The residents' tracks on which a person has a seat and may do all of these actions. Never remembered."""
    track = apps.get_model("trajects", "ResidentsTrack")
    seats = _seats_among_residents(user)
    rows: QuerySet[Any, Any] = track._default_manager.filter(traject__in=seats.values("traject_id"))
    for action in actions:
        grants = ResidentsTrackGroupPermission.objects.filter(permission=permission(action), group__in=groups(user))
        rows = rows.filter(pk__in=grants.values("content_object_id"))
    return rows.values("pk")


def track_actions(user: User, track_id: int) -> frozenset[str]:
    """What a person with a seat on one residents' track may do there."""
    grants = ResidentsTrackGroupPermission.objects.filter(
        content_object__in=tracks(user).filter(pk=track_id), group__in=groups(user)
    )
    return frozenset(grants.values_list("permission__codename", flat=True))


def groups(user: User) -> Ids:
    """The groups of a person."""
    known = remembered(user)
    return known.groups if known else _groups(user.pk).values("group_id")


def trajects(user: User, *actions: str) -> Ids:
    """The trajects in which a person has a seat and may do all of these actions."""
    known = remembered(user)
    if known:
        return known.trajects(*actions)
    seats = live_seats(user)
    for action in actions:
        grants = TrajectGroupPermission.objects.filter(permission=permission(action), group__in=groups(user))
        seats = seats.filter(traject__in=grants.values("content_object_id"))
    return seats.values("traject_id")


def partners(user: User) -> Ids:
    """The partners for whom a person surely sits, other than as their back office."""
    known = remembered(user)
    if known:
        return known.partners
    return live_seats(user).filter(confirmed_at__isnull=False).exclude(role="reader").values("partner_id")


def represented(user: User) -> Ids:
    """The partners for whom a person surely sits, also as their back office."""
    known = remembered(user)
    if known:
        return known.represented
    return live_seats(user).filter(confirmed_at__isnull=False).values("partner_id")


def permission(codename: str) -> RawSQL:
    """The id of a permission, for in a query: right in every database whatever its ids."""
    # As SQL, because Django takes longer over a subquery of its own than the database over the answer.
    return RawSQL("SELECT id FROM auth_permission WHERE codename = %s LIMIT 1", [codename])


def seat_in(user: User, traject_id: int) -> Any:
    """The seat (Membership) of a person in one traject, None without one."""
    known = remembered(user)
    return known.seats.get(traject_id) if known else live_seats(user).filter(traject_id=traject_id).first()


def actions(user: User, traject_id: int) -> frozenset[str]:
    """What the groups of a person may do in one traject."""
    known = remembered(user)
    if known:
        return known.actions.get(traject_id, frozenset())
    rows = TrajectGroupPermission.objects.filter(content_object_id=traject_id, group__in=groups(user))
    return frozenset(rows.values_list("permission__codename", flat=True))


def _groups(user_id: Any) -> "QuerySet[Any, Any]":
    return User.groups.through.objects.filter(user_id=user_id)


def _live_seats(user_id: Any) -> "QuerySet[Any, Any]":
    membership = apps.get_model("trajects", "Membership")
    seats: QuerySet[Any, Any] = membership._default_manager.filter(
        user_id=user_id,
        valid_to=None,
        track="professionals",
        partner__organisation=F("user__organisation"),
        partner__organisation__is_active=True,
    )
    return seats.order_by()


def _any_seats(user_id: Any) -> "QuerySet[Any, Any]":
    """The live seats on both sides."""
    membership = apps.get_model("trajects", "Membership")
    professional = Q(pk__in=_live_seats(user_id).values("pk"))
    seats: QuerySet[Any, Any] = membership._default_manager.filter(user_id=user_id, valid_to=None)
    return seats.filter(professional | Q(track=RESIDENTS)).order_by()


def _seats_among_residents(user: User) -> "QuerySet[Any, Any]":
    """A guide holds a seat among residents for as long as the one among professionals is live."""
    membership = apps.get_model("trajects", "Membership")
    seats: QuerySet[Any, Any] = membership._default_manager.filter(user_id=user.pk, valid_to=None, track=RESIDENTS)
    professional = Q(traject__in=_live_seats(user.pk).values("traject_id"))
    return seats.filter(Q(role="resident") | professional).order_by()


@Kept
def _grants(user_id: Any) -> "QuerySet[Any, Any]":
    grants = "group__trajectgrouppermission"
    return _groups(user_id).values_list("group_id", f"{grants}__content_object_id", f"{grants}__permission__codename")


_seats = Kept(_any_seats)
