"""What somebody is mailed about a session: an invitation, what changed, or that he is not expected any more (S6).

Which of these it is follows from what this person heard before, not from which button was pressed: so a mail
that went astray, waited for an hour or was overtaken by a next change still says what is true now.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.formats import date_format, time_format

from sessions.planning.models import Notice, NoticeKind, Session, SessionStatus
from trajects.partners.models import Membership, Role, Track


@dataclass(frozen=True)
class Change:
    """One thing that changed, with how it was and is where a mail may say so."""

    label: str
    old: str = ""
    new: str = ""


def recipients(session: Session) -> QuerySet[Membership]:
    """Everybody who sits for an invited organisation now; who only reads along gets no mail."""
    return (
        session.traject.memberships.active()
        .filter(track=Track.PROFESSIONALS, partner__session_invitations__session=session, user__is_active=True)
        .exclude(role=Role.READER)
        .select_related("user", "partner__organisation")
    )


def as_told(session: Session) -> dict[str, Any]:
    """What a mail about this session tells, or only says the change of: the agenda as a fingerprint."""
    items = session.items.on_agenda().values_list("title", "minutes", "lead", "working_form", "purpose", "is_break")
    return {
        "date": session.date.isoformat(),
        "starts_at": session.starts_at.strftime("%H:%M"),
        "ends_at": session.ends_at.strftime("%H:%M"),
        "place": session.place,
        "steps": sorted(session.steps.values_list("pk", flat=True)),
        "agenda": hashlib.sha256(json.dumps(list(items)).encode()).hexdigest(),
    }


def changes(told: dict[str, Any], now: dict[str, Any]) -> list[Change]:
    """What is different from what somebody heard before, in neutral words; nothing of what is on the agenda."""
    shown = [("Datum", _day), ("Tijd", _hours), ("Plaats", _place)]
    found = [Change(label, words(told), words(now)) for label, words in shown if words(told) != words(now)]
    hidden = [("De stappen die aan bod komen", "steps"), ("De agenda", "agenda")]
    return found + [Change(label) for label, name in hidden if told.get(name) != now[name]]


def _day(told: dict[str, Any]) -> str:
    return date_format(date.fromisoformat(told["date"]), "l j F Y")


def _hours(told: dict[str, Any]) -> str:
    starts, ends = (time_format(time.fromisoformat(told[name]), "H.i") for name in ("starts_at", "ends_at"))
    return f"{starts}–{ends} uur"


def _place(told: dict[str, Any]) -> str:
    return told["place"] or "nog niet bekend"


@dataclass(frozen=True)
class Letter:
    """One mail that somebody should get now."""

    seat: Membership
    kind: NoticeKind
    changes: tuple[Change, ...] = ()


def letters(session: Session) -> list[Letter]:
    """Who should hear something about this session now, and what. Nobody whom nothing changed for."""
    now, heard = as_told(session), _heard(session)
    seats = [] if session.is_cancelled else list(recipients(session))
    found = [letter for seat in seats if (letter := _about(seat, heard.get(seat.pk), now))]
    return found + _farewells(set(heard) - {seat.pk for seat in seats})


def farewells(session: Session) -> list[Letter]:
    """Who would hear that a session is off, if it were."""
    return _farewells(set(_heard(session)))


def _farewells(seats: set[int]) -> list[Letter]:
    rows = Membership.objects.active().filter(pk__in=seats, user__is_active=True)
    expected = rows.select_related("user", "partner__organisation").order_by("pk")
    return [Letter(seat, NoticeKind.CANCELLATION) for seat in expected]


def letter_to(session: Session, seat: Membership, notice: Notice) -> Letter | None:
    """What this one person should hear now; None when he knows it all."""
    heard = None if notice.kind in ("", NoticeKind.CANCELLATION) else notice
    if not session.is_cancelled and recipients(session).filter(pk=seat.pk).exists():
        return _about(seat, heard, as_told(session))
    return Letter(seat, NoticeKind.CANCELLATION) if heard else None


def _about(seat: Membership, heard: Notice | None, now: dict[str, Any]) -> Letter | None:
    if heard is None:
        return Letter(seat, NoticeKind.INVITATION)
    found = changes(heard.told, now)
    return Letter(seat, NoticeKind.CHANGE, tuple(found)) if found else None


def _heard(session: Session) -> dict[int, Notice]:
    """Who believes to be expected, by seat."""
    told = session.notices.filter(~Q(kind="") & ~Q(kind=NoticeKind.CANCELLATION))
    return {notice.membership_id: notice for notice in told}


def remember(session: Session, seats: Iterable[Membership]) -> None:
    """Keep that these people were invited to the session as it is now, by another way than our mail."""
    told = as_told(session)
    Notice.objects.bulk_create(
        Notice(session=session, membership=seat, kind=NoticeKind.INVITATION, told=told, sent_at=session.sent_at)
        for seat in seats
    )


def is_open_to(session: Session) -> bool:
    """Do the invited know of it? A draft is the kernteam's own."""
    return session.status != SessionStatus.DRAFT
