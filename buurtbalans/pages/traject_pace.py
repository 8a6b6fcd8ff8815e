"""The pace of a traject, from the sessions that the reader may see."""

from collections.abc import Sequence
from datetime import date

from sessions.planning.models import Session, SessionStatus
from trajects.traject.pace import Pace, judge

# A draft whose day went by never opened to anybody, and one that is off was not held.
NOT_HELD = (SessionStatus.DRAFT, SessionStatus.CANCELLED)
OVER = (SessionStatus.MINUTES, SessionStatus.FINAL)
BEGUN = (SessionStatus.RUNNING, *OVER)
NOT_TO_COME = (*OVER, SessionStatus.CANCELLED)


def following_of(sessions: Sequence[Session], today: date) -> Session | None:
    """The first session today or later that is still to come; `sessions` stand in order of date."""
    return next((session for session in sessions if session.date >= today and session.status not in NOT_TO_COME), None)


def pace_of(sessions: Sequence[Session], today: date, pace_days: int) -> Pace:
    """How the traject keeps going (T7). A session that the reader may not see does not count.

    One that is being held now is the last one, not the one that follows.
    """
    following = following_of([session for session in sessions if session.status != SessionStatus.RUNNING], today)
    return judge(
        last=max((session.date for session in sessions if _was_held(session, today)), default=None),
        following=following.date if following else None,
        today=today,
        pace_days=pace_days,
    )


def _was_held(session: Session, today: date) -> bool:
    return session.status in BEGUN or (session.date < today and session.status not in NOT_HELD)
