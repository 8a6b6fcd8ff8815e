"""Sessions for somebody's own calendar, as .ics (S6).

Neutral on purpose: calendars are shared with colleagues and stay on phones (privacy.md, road 22). No title, no
traject, no organisation, and of the people nobody but the one whose calendar it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event, vCalAddress

from sessions.planning.models import Answer, Session, SessionStatus

SUMMARY = "Buurtbalans-bijeenkomst"
STATUS = {SessionStatus.DRAFT: "TENTATIVE", SessionStatus.CANCELLED: "CANCELLED"}
PARTSTAT = {Answer.ACCEPTED: "ACCEPTED", Answer.DECLINED: "DECLINED", Answer.SUBSTITUTE: "DECLINED"}


@dataclass(frozen=True)
class Attendee:
    """Whose calendar it is, and what his organisation answered."""

    email: str
    answer: str = ""


def ics(session: Session, address: str) -> bytes:
    """The session as a calendar of one event. `address` is the whole address of the agenda."""
    return calendar([(session, address)])


def calendar(sessions: Iterable[tuple[Session, str]]) -> bytes:
    """Sessions as a calendar, each with the whole address of its agenda.

    The UID of a session stays the same and SEQUENCE goes up with every change of date, time or place, so that
    a calendar takes over the newest (RFC 5545).
    """
    return _written("PUBLISH", [_event(session, address) for session, address in sessions])


def request(session: Session, address: str, attendee: Attendee) -> bytes:
    """The session as something to attend, for the calendar of one person (RFC 5546, REQUEST).

    No reply is asked of the calendar: the answer is given for the organisation, by the link in the mail.
    """
    event = _event(session, address)
    _add_people(event, attendee, PARTSTAT.get(Answer(attendee.answer), "NEEDS-ACTION"))
    return _written("REQUEST", [event])


def cancellation(session: Session, told: dict[str, Any], attendee: Attendee) -> bytes:
    """Takes the session off the calendar of one person, who may not know its present day and place.

    `told` is what that person last heard (RFC 5546, CANCEL).
    """
    day = date.fromisoformat(told["date"])
    starts, ends = (
        timezone.make_aware(datetime.combine(day, time.fromisoformat(told[name]))) for name in ("starts_at", "ends_at")
    )
    event = _bare_event(session, starts, ends)
    event.add("status", "CANCELLED")
    _add_people(event, attendee, "NEEDS-ACTION")
    return _written("CANCEL", [event])


def _written(method: str, events: list[Any]) -> bytes:
    made: Any = Calendar()
    made.add("prodid", "-//Buurtbalans//NL")
    made.add("version", "2.0")
    made.add("method", method)
    for event in events:
        made.add_component(event)
    made.add_missing_timezones()
    content: bytes = made.to_ical()
    return content


def _event(session: Session, address: str) -> Any:
    event = _bare_event(session, session.start, session.end)
    if session.place:
        event.add("location", session.place)
    event.add("url", address)
    event.add("status", STATUS.get(SessionStatus(session.status), "CONFIRMED"))
    return event


def _bare_event(session: Session, starts: datetime, ends: datetime) -> Any:
    event: Any = Event()
    event.add("uid", f"{session.pk}-{session.created_at.astimezone(UTC):%Y%m%dT%H%M%SZ}@buurtbalans")
    event.add("sequence", session.sequence)
    event.add("dtstamp", timezone.now().astimezone(UTC))
    event.add("dtstart", starts)
    event.add("dtend", ends)
    event.add("summary", SUMMARY)
    return event


def _add_people(event: Any, attendee: Attendee, partstat: str) -> None:
    """Our own address as organiser, so that nobody's calendar tells who asked whom."""
    name, sender = parseaddr(settings.DEFAULT_FROM_EMAIL)
    organizer = vCalAddress(f"mailto:{sender}")
    organizer.params["CN"] = name or "Buurtbalans"
    event.add("organizer", organizer)
    person = vCalAddress(f"mailto:{attendee.email}")
    person.params.update({"ROLE": "REQ-PARTICIPANT", "PARTSTAT": partstat, "RSVP": "FALSE"})
    event.add("attendee", person)
