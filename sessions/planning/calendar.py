"""Sessions for somebody's own calendar, as .ics (S6)."""

from collections.abc import Iterable
from datetime import UTC
from typing import Any

from django.utils import timezone
from icalendar import Calendar, Event

from sessions.planning.models import Session

# Neutral on purpose: calendars are shared with colleagues and stay on phones (privacy.md, road 22).
SUMMARY = "Buurtbalans-bijeenkomst"


def ics(session: Session, address: str) -> bytes:
    """The session as a calendar of one event. `address` is the whole address of the agenda."""
    return calendar([(session, address)])


def calendar(sessions: Iterable[tuple[Session, str]]) -> bytes:
    """Sessions as a calendar, each with the whole address of its agenda.

    The UID of a session stays the same and SEQUENCE goes up with every change of date, time or place, so that
    a calendar takes over the newest (RFC 5545).
    """
    made: Any = Calendar()
    made.add("prodid", "-//Buurtbalans//NL")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    for session, address in sessions:
        made.add_component(_event(session, address))
    made.add_missing_timezones()
    content: bytes = made.to_ical()
    return content


def _event(session: Session, address: str) -> Any:
    event: Any = Event()
    event.add("uid", f"{session.pk}-{session.created_at.astimezone(UTC):%Y%m%dT%H%M%SZ}@buurtbalans")
    event.add("sequence", session.sequence)
    event.add("dtstamp", timezone.now().astimezone(UTC))
    event.add("dtstart", session.start)
    event.add("dtend", session.end)
    event.add("summary", SUMMARY)
    if session.place:
        event.add("location", session.place)
    event.add("url", address)
    event.add("status", "CONFIRMED")
    return event
