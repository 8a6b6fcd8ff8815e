"""Leading a session that is held: beginning, the item, the clock, who is there, and the end (S4, S8)."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from buurtbalans.accounts.models import User
from privacy.access import link_hash
from privacy.written import Kept
from sessions.agenda.models import AgendaItem, Treatment
from sessions.planning.models import Attendance, Session, SessionPartner, SessionStatus
from sessions.planning.states import WrongMomentError, advance
from sessions.room import codes
from sessions.room.models import Phase, Room, RoomNote, RoomSeat, Round

MORE_SECONDS = 5 * 60


@contextmanager
def at_work(session_id: int) -> Iterator[Room]:
    """One change at a time in the room of a running session, in one transaction; counts it for who asks again.

    Raises WrongMomentError when the session is not being held.
    """
    with transaction.atomic():
        room = next(iter(_locked(session=session_id)), None)
        # Read after the lock: whoever waited for it sees that the session has ended.
        session = next(iter(_running(session=session_id)), None)
        if room is None or session is None:
            raise WrongMomentError
        room.session, phones = session, room.phone_version
        yield room
        room.state_version += 1
        room.save(update_fields=["state_version"] if room.phone_version == phones else None)


@Kept
def _locked(session: Any) -> Any:
    """The room of a session, for nobody else to change in this transaction."""
    return Room.objects.select_for_update().filter(session=session)


@Kept
def _running(session: Any) -> Any:
    """The session itself, while it is being held."""
    return Session.objects.filter(pk=session, status=SessionStatus.RUNNING)


def shown_to_phones(room: Room) -> None:
    """Count a change that phones show too; within `at_work`."""
    room.phone_version += 1


@transaction.atomic
def start(session: Session, *, by: User) -> Room:
    """Begin a session, or go on with one that was ended by mistake. Raises WrongMomentError."""
    began = advance(session, SessionStatus.RUNNING, by=by)
    now = timezone.now()
    first = session.items.on_agenda().first()
    room, is_new = Room.objects.get_or_create(
        session=session,
        defaults={"item": first, "item_started_at": now if first else None, **codes.fresh(session, now)},
    )
    if began and not is_new:
        renew_code(session)
    return room


def renew_code(session: Session) -> None:
    """Make a new code; the old one works no more, who has a seat keeps it."""
    with at_work(session.pk) as room:
        for name, value in codes.fresh(session, timezone.now()).items():
            setattr(room, name, value)
        shown_to_phones(room)


def go_to(session: Session, item: AgendaItem) -> None:
    """Make an item of this session's agenda the current one, with a fresh clock; again does nothing.

    An item that one leaves for a later one was discussed; one that one goes back to is open again.
    """
    with at_work(session.pk) as room:
        if room.item_id == item.pk:
            return
        left = room.item
        if left is not None and left.treatment == Treatment.OPEN and (left.position or 0) < (item.position or 0):
            _treat(left, Treatment.DISCUSSED)
        if item.treatment == Treatment.DISCUSSED:
            _treat(item, Treatment.OPEN)
        room.item, room.item_started_at = item, timezone.now()
        room.paused_at, room.paused_seconds, room.extra_seconds = None, 0, 0
        shown_to_phones(room)


def pause(session: Session) -> None:
    """Stop the clock; again does nothing."""
    with at_work(session.pk) as room:
        if room.item_started_at is not None:
            room.paused_at = room.paused_at or timezone.now()
        shown_to_phones(room)


def resume(session: Session) -> None:
    """Let the clock go on; again does nothing."""
    with at_work(session.pk) as room:
        if room.paused_at is not None:
            room.paused_seconds += round((timezone.now() - room.paused_at) / timedelta(seconds=1))
            room.paused_at = None
        shown_to_phones(room)


def give_more_time(session: Session, *, seen: int | None) -> None:
    """Five minutes more, by who saw `seen` extra seconds: the same button pressed twice gives five, not ten."""
    with at_work(session.pk) as room:
        if room.extra_seconds == seen:
            room.extra_seconds += MORE_SECONDS
        shown_to_phones(room)


def note_attendance(invited: SessionPartner, attendance: str) -> None:
    """Write down whether an organisation is there."""
    with at_work(invited.session_id):
        invited.attendance = attendance
        invited.save(update_fields=["attendance"])


def take_seat(room: Room, partner_id: int, *, secret: str = "") -> str:
    """Give a device a seat for one invited organisation; returns the secret for its cookie.

    A device that has a seat in this room keeps it, and its votes, when it chooses another organisation. Raises
    SessionPartner.DoesNotExist when that organisation is not invited, and WrongMomentError.
    """
    with at_work(room.session_id):
        invited = SessionPartner.objects.get(session=room.session_id, partner=partner_id)
        known = RoomSeat.objects.filter(room=room, secret_hash=link_hash(secret)).update(partner_id=partner_id)
        if not known:
            secret = secrets.token_urlsafe(32)
            RoomSeat.objects.create(room=room, partner_id=partner_id, secret_hash=link_hash(secret))
        if invited.attendance == Attendance.UNKNOWN:
            invited.attendance = Attendance.PRESENT
            invited.save(update_fields=["attendance"])
    return secret


def close(session: Session, *, by: User) -> None:
    """End a session: its minutes begin. What was left of the agenda stays as it is.

    Whose device stuck which note is forgotten. Notes that were not opened are opened now: the minutes hold them.
    Raises WrongMomentError; again does nothing.
    """
    with transaction.atomic():
        room = Room.objects.select_for_update().filter(session=session).first()
        if not advance(session, SessionStatus.MINUTES, by=by) or room is None:
            return
        if room.item is not None and room.item.treatment == Treatment.OPEN:
            _treat(room.item, Treatment.DISCUSSED)
        RoomNote.objects.filter(session=session).update(seat=None, is_revealed=True)
        Round.objects.filter(item__session=session, phase=Phase.WRITING).update(phase=Phase.REVEALED)
        room.state_version += 1
        room.phone_version += 1
        room.save(update_fields=["state_version", "phone_version"])


def _treat(item: AgendaItem, treatment: Treatment) -> None:
    item.treatment = treatment
    item.save(update_fields=["treatment"])
