"""When somebody logged in before this time: kept in the web session, so that reading a page writes nothing."""

from datetime import datetime

from django.contrib.sessions.backends.base import SessionBase

from buurtbalans.accounts.models import User

PREVIOUS = "previous_visit"


def remember_previous(session: SessionBase, user: User) -> None:
    """Keep when this person logged in before, while he logs in now."""
    if user.last_login:
        session[PREVIOUS] = user.last_login.isoformat()


def previous_visit(session: SessionBase) -> datetime | None:
    """The moment of logging in before; None the first time, and for who came in by an invitation."""
    kept = session.get(PREVIOUS)
    return datetime.fromisoformat(kept) if kept else None
