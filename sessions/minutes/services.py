"""Writing the minutes, sending them round, and settling them (S5, S7). Nothing here asks rights; the views do."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import transaction
from django.utils import timezone

from buurtbalans.accounts.models import User
from buurtbalans.locking import update_if_unchanged
from sessions.agenda.models import AgendaItem, Treatment
from sessions.minutes.carrying import carry_on, mark_what_is_left
from sessions.minutes.contents import contents, digest, frozen
from sessions.minutes.letters import mail_minutes
from sessions.minutes.models import Minutes, MinutesCorrection, MinutesNote, MinutesPart, Verdict
from sessions.planning.models import Attendance, Session, SessionPartner, SessionStatus
from sessions.planning.notices import recipients
from sessions.planning.states import WrongMomentError, advance
from sessions.room.services import close
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import record
from trajects.partners.models import Partner

NOT_THERE = (Attendance.APOLOGY, Attendance.ABSENT)


class SettledError(Exception):
    """The minutes were settled meanwhile, so their words no longer change."""


class ChangedSinceReadError(Exception):
    """The minutes are no longer as they were read by who settles them."""


@transaction.atomic
def begin(session: Session, *, by: User) -> bool:
    """Bring a session that was held to its minutes; False when they were there already.

    Where nothing was run live every item counts as discussed, until somebody says otherwise. Raises WrongMomentError
    for a session that is still to come.
    """
    if session.date > timezone.localdate():
        raise WrongMomentError
    if session.status == SessionStatus.MINUTES:
        return False
    if session.status == SessionStatus.RUNNING:
        close(session, by=by)
        return True
    advance(session, SessionStatus.RUNNING, by=by)
    advance(session, SessionStatus.MINUTES, by=by)
    session.items.filter(deleted_at=None, treatment=Treatment.OPEN).update(treatment=Treatment.DISCUSSED)
    return True


@transaction.atomic
def write_part(session: Session, item: AgendaItem | None, seen_version: int, *, by: User, text: str) -> bool:
    """Write what was said at an item, or about the whole (None); False, with nothing written, when somebody was first.

    The same words again change nothing. Raises SettledError.
    """
    _lock_draft(session)
    row = MinutesPart.objects.filter(session=session, item=item, **({} if item else {"item_title": ""})).first()
    if row is None:
        MinutesPart.objects.create(
            session=session, item=item, item_title=item.title if item else "", text=text, changed_by=by.name
        )
        return True
    return rewrite_part(row, seen_version, by=by, text=text)


@transaction.atomic
def rewrite_part(part: MinutesPart, seen_version: int, *, by: User, text: str) -> bool:
    """Change a text that is there already, also when its item is gone; False when somebody else was first."""
    _lock_draft(part.session)
    part.refresh_from_db()
    if part.text == text:
        return True
    return update_if_unchanged(part, seen_version, text=text, changed_by=by.name, changed_at=timezone.now())


@transaction.atomic
def treat(item: AgendaItem, treatment: str) -> None:
    """Say what became of an item: discussed, carried over, parked or closed. Raises SettledError."""
    _lock_draft(item.session)
    AgendaItem.objects.filter(pk=item.pk).update(treatment=treatment)


@contextmanager
def writing(session: Session) -> Iterator[None]:
    """Change what the minutes are read from, in one transaction, while they are a draft. Raises SettledError."""
    with transaction.atomic():
        _lock_draft(session)
        yield


@transaction.atomic
def note_attendance(row: SessionPartner, seen: str, attendance: str) -> bool:
    """Write whether an organisation was there; False when somebody else wrote something else meanwhile."""
    _lock_draft(row.session)
    same = SessionPartner.objects.filter(pk=row.pk, attendance__in={seen, attendance})
    return same.update(attendance=attendance) == 1


@transaction.atomic
def send(session: Session, *, by: User, deadline: date, site: str) -> int | None:
    """Send the draft round for corrections until the end of `deadline`; returns to how many people.

    None when it was sent before: nobody gets two mails. Raises SettledError.
    """
    minutes = _lock_draft(session)
    if minutes.sent_at is not None:
        return None
    minutes.sent_at, minutes.deadline = timezone.now(), deadline
    minutes.save(update_fields=["sent_at", "deadline"])
    record(session.traject, by, LogKind.MINUTES_SENT, session.title, session_id=session.pk)
    return _mail(session, by, site)


@transaction.atomic
def correct(session: Session, item: AgendaItem | None, *, by: User, partner: Partner, text: str) -> MinutesCorrection:
    """Add what an organisation wants said or changed. Raises SettledError."""
    _lock_draft(session)
    return MinutesCorrection.objects.create(
        session=session, item=item, item_title=item.title if item else "", partner=partner, text=text, created_by=by
    )


@transaction.atomic
def answer(correction: MinutesCorrection, seen_version: int, *, by: User, verdict: str, line: str) -> bool:
    """Say what became of a correction; False when somebody else did already. Raises SettledError."""
    _lock_draft(correction.session)
    return update_if_unchanged(
        correction,
        seen_version,
        verdict=verdict,
        answer=line,
        answered_by=by.name,
        answered_at=None if verdict == Verdict.OPEN else timezone.now(),
    )


@transaction.atomic
def settle(session: Session, seen: str, *, by: User, site: str) -> bool:
    """Keep the minutes word for word, and take what is left to the next agenda; False when they were settled already.

    `seen` is the fingerprint of what was read (contents.digest). Who was never sent a draft gets his one mail now.
    Raises ChangedSinceReadError, and WrongMomentError for a session without minutes.
    """
    row = Session.objects.select_for_update().select_related("traject").get(pk=session.pk)
    if row.status == SessionStatus.FINAL:
        return False
    if row.status != SessionStatus.MINUTES:
        raise WrongMomentError
    if digest(contents(by, row)) != seen:
        raise ChangedSinceReadError
    mark_what_is_left(row)
    words, minutes = contents(by, row), minutes_of(row)
    # Kept as a number of its own, so that a later change of the words would show.
    minutes.contents, minutes.sha256 = frozen(words), digest(words)
    minutes.settled_at, minutes.settled_by = timezone.now(), by.name
    minutes.save()
    advance(row, SessionStatus.FINAL, by=by)
    if minutes.sent_at is None:
        _mail(row, by, site)
    carry_on(row, by=by)
    session.refresh_from_db()
    return True


def add_note(session: Session, *, by: User, text: str) -> MinutesNote:
    """Put a dated note under settled minutes: the only way to say more afterwards. Raises WrongMomentError."""
    if session.status != SessionStatus.FINAL:
        raise WrongMomentError
    return MinutesNote.objects.create(session=session, by_name=by.name, created_by=by, text=text)


def minutes_of(session: Session) -> Minutes:
    """The row of these minutes; made the first time."""
    return Minutes.objects.get_or_create(session=session)[0]


def may_correct(session: Session, minutes: Minutes | None, partner_id: int) -> bool:
    """May this organisation add something now? It was invited and not away, and the round is open."""
    if minutes is None or minutes.deadline is None or session.status != SessionStatus.MINUTES:
        return False
    there = session.invited.filter(partner=partner_id).exclude(attendance__in=NOT_THERE)
    return minutes.deadline >= timezone.localdate() and there.exists()


def _lock_draft(session: Session) -> Minutes:
    """Nobody settles while something is written, and nothing is written once they are settled."""
    row = Session.objects.select_for_update().only("status").get(pk=session.pk)
    if row.status != SessionStatus.MINUTES:
        raise SettledError
    return minutes_of(session)


def _mail(session: Session, by: User, site: str) -> int:
    people = list(recipients(session).values_list("pk", flat=True))
    for membership_id in people:
        mail_minutes.defer(session_id=session.pk, membership_id=membership_id, by_id=by.pk, site=site)
    return len(people)
