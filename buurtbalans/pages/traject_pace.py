"""The pace of a traject, from the sessions that the reader may see."""

from collections.abc import Sequence
from datetime import date

from sessions.planning.models import Session
from trajects.traject.pace import Pace, judge


def following_of(sessions: Sequence[Session], today: date) -> Session | None:
    """The first session today or later; `sessions` stand in order of date."""
    return next((session for session in sessions if session.date >= today), None)


def pace_of(sessions: Sequence[Session], today: date, pace_days: int) -> Pace:
    """How the traject keeps going (T7). A session that the reader may not see does not count."""
    following = following_of(sessions, today)
    last = max((session.date for session in sessions if session.date < today), default=None)
    return judge(last=last, following=following.date if following else None, today=today, pace_days=pace_days)
