"""How a session goes from draft to settled minutes (S7): what may follow what, and what that sets."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from buurtbalans.accounts.models import User
from privacy import access
from sessions.planning.models import Session, SessionStatus
from sessions.planning.services import open_to_invited
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import record

FOLLOWS: Mapping[str, frozenset[str]] = {
    SessionStatus.DRAFT: frozenset({SessionStatus.INVITED, SessionStatus.RUNNING, SessionStatus.CANCELLED}),
    SessionStatus.INVITED: frozenset({SessionStatus.RUNNING, SessionStatus.CANCELLED}),
    SessionStatus.RUNNING: frozenset({SessionStatus.MINUTES}),
    # A session that was ended by mistake goes on.
    SessionStatus.MINUTES: frozenset({SessionStatus.FINAL, SessionStatus.RUNNING}),
    SessionStatus.FINAL: frozenset(),
    SessionStatus.CANCELLED: frozenset({SessionStatus.DRAFT}),
}

LOGGED: Mapping[str, LogKind] = {
    SessionStatus.RUNNING: LogKind.SESSION_STARTED,
    SessionStatus.MINUTES: LogKind.SESSION_ENDED,
    SessionStatus.FINAL: LogKind.MINUTES_SETTLED,
    SessionStatus.CANCELLED: LogKind.SESSION_CANCELLED,
}


class WrongMomentError(Exception):
    """A session in this state cannot go to that one."""


@transaction.atomic
def advance(session: Session, to: str, *, by: User) -> bool:
    """Bring a session to its next state; False when it was there already, so that a second click does no harm.

    Starting one that was never sent opens it to the invited. Raises WrongMomentError.
    """
    row = Session.objects.select_for_update().select_related("traject").get(pk=session.pk)
    if row.status == to:
        session.refresh_from_db()
        return False
    if to not in FOLLOWS[row.status]:
        raise WrongMomentError
    if to in (SessionStatus.INVITED, SessionStatus.RUNNING) and row.sent_at is None:
        open_to_invited(row)
    row.status = to
    _note_the_moment(row, to)
    row.save()
    if to in LOGGED:
        record(row.traject, by, LOGGED[to], row.title, session_id=row.pk)
    session.refresh_from_db()
    return True


def _note_the_moment(session: Session, to: str) -> None:
    now = timezone.now()
    if to == SessionStatus.RUNNING:
        session.started_at, session.ended_at = session.started_at or now, None
    elif to == SessionStatus.MINUTES:
        session.ended_at = now
    elif to == SessionStatus.CANCELLED:
        session.cancelled_at, session.sequence = now, session.sequence + 1
    elif to == SessionStatus.DRAFT:
        # The kernteam's own again: who was told that it is off hears of it when its agenda is sent anew.
        session.cancelled_at, session.sequence, session.sent_at = None, session.sequence + 1, None
        access.admit(session, [])
