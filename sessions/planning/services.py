"""Planning a session and inviting partners to it (S1, P5)."""

from collections.abc import Iterable
from datetime import date, time
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from buurtbalans.accounts.models import User
from buurtbalans.locking import update_if_unchanged
from privacy import access
from sessions.planning.models import PreparationTask, Session, SessionPartner, SessionStatus
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import record
from trajects.partners.models import Partner
from trajects.steps.models import Step
from trajects.traject.models import Traject

MOMENT = {"date", "starts_at", "ends_at"}
IN_CALENDARS = MOMENT | {"place"}


class TooLateError(Exception):
    """The session has begun, or does not take place; there is nothing left to answer."""


@transaction.atomic
def plan_session(
    traject: Traject,
    *,
    by: User,
    title: str,
    day: date,
    starts_at: time,
    ends_at: time,
    place: str = "",
    steps: Iterable[Step] = (),
    partners: Iterable[Partner] = (),
) -> Session:
    """Make a session in draft, seen by the kernteam only, with the steps' preparation list (S3)."""
    session = Session.objects.create(
        traject=traject,
        title=title,
        date=day,
        starts_at=starts_at,
        ends_at=ends_at,
        place=place,
        created_by=by,
    )
    chosen = list(steps)
    session.steps.set(chosen)
    set_invited(session, partners)
    tasks = [text for step in chosen for text in step.preparation]
    PreparationTask.objects.bulk_create(
        PreparationTask(session=session, title=text[:300], position=position)
        for position, text in enumerate(dict.fromkeys(tasks), start=1)
    )
    access.admit(session, _admitted(session))
    record(traject, by, LogKind.SESSION_PLANNED, session.title, session_id=session.pk)
    return session


@transaction.atomic
def change_session(
    session: Session,
    *,
    by: User,
    seen_version: int,
    steps: Iterable[Step],
    partners: Iterable[Partner],
    **changes: Any,
) -> bool:
    """Change a session; False, with nothing written, when somebody else changed it first.

    Another date, time or place counts the calendar's sequence up.
    """
    moved = {name for name, value in changes.items() if getattr(session, name, value) != value}
    if moved & IN_CALENDARS:
        changes["sequence"] = F("sequence") + 1
    if moved & MOMENT:
        changes["moved_at"] = timezone.now()
    if not update_if_unchanged(session, seen_version, **changes):
        return False
    session.steps.set(steps)
    set_invited(session, partners)
    record(session.traject, by, LogKind.SESSION_CHANGED, session.title, session_id=session.pk)
    return True


@transaction.atomic
def set_invited(session: Session, partners: Iterable[Partner]) -> None:
    """Exactly these partners are invited; they see the session once the agenda is sent.

    Whoever is not invited any more takes it off his calendar, which asks a higher sequence (RFC 5546).
    """
    wanted = {partner.pk for partner in partners}
    gone, _ = session.invited.exclude(partner__in=wanted).delete()
    if gone and session.sent_at is not None:
        Session.objects.filter(pk=session.pk).update(sequence=F("sequence") + 1)
        session.refresh_from_db(fields=["sequence"])
    SessionPartner.objects.bulk_create(
        (SessionPartner(session=session, partner_id=pk) for pk in sorted(wanted)), ignore_conflicts=True
    )
    access.admit(session, _admitted(session))


@transaction.atomic
def open_to_invited(session: Session) -> None:
    """From draft to invited: from now on the invited partners see the session and its agenda."""
    session.status = SessionStatus.INVITED
    session.sent_at = timezone.now()
    session.save(update_fields=["status", "sent_at"])
    access.admit(session, _admitted(session))


def _admitted(session: Session) -> list[int]:
    if session.sent_at is None:
        return []
    return list(session.invited.values_list("partner_id", flat=True))


@transaction.atomic
def give_answer(invitation: SessionPartner, *, answer: str, note: str) -> None:
    """Answer for an organisation; may be done again until the session begins. Raises TooLateError."""
    # Who starts the session at this moment waits here, or is waited for.
    session = Session.objects.select_for_update().get(pk=invitation.session_id)
    if not session.awaits_answers:
        raise TooLateError
    invitation.answer, invitation.answer_note, invitation.answered_at = answer, note, timezone.now()
    invitation.save(update_fields=["answer", "answer_note", "answered_at"])
