"""How long one stays logged in: half an hour without doing anything, eight hours at most (privacy.md section 7).

The web session holds two moments: when it began, and when its person last did something. The second is written
at most once a minute, so a request costs no query of its own. Who leads a running session is not interrupted:
that web session lasts until the end of the meeting and a quarter of an hour.
"""

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse

BEGAN, ACTIVE, KEPT_UNTIL = "began", "active", "kept_until"
WRITTEN_EVERY = 60
JUST = 5 * 60


def background(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a view that a page asks by itself: it does not count as doing something."""
    view.is_background = True  # type: ignore[attr-defined]  # set on the object itself
    return view


def seconds_left(session: SessionBase) -> tuple[int, bool]:
    """How long until this session ends, and whether doing something makes it longer."""
    now = int(time.time())
    # The moment of doing something may be written a minute late: that minute is given.
    idle = int(session.get(ACTIVE, now)) + settings.SESSION_IDLE_SECONDS + WRITTEN_EVERY - now
    whole = int(session.get(BEGAN, now)) + settings.SESSION_COOKIE_AGE - now
    kept = int(session.get(KEPT_UNTIL, now)) - now
    return max(min(idle, whole), kept, 0), max(whole, kept) > settings.SESSION_IDLE_SECONDS


def keep_until(session: SessionBase, moment: datetime) -> None:
    """Let somebody who leads a running session stay logged in until this moment, whatever the clock says."""
    until = int(moment.timestamp())
    if session.get(KEPT_UNTIL) != until:
        session[KEPT_UNTIL] = until


def began_just_now(session: SessionBase) -> bool:
    """Did its person log in within the last five minutes?"""
    return int(time.time()) - int(session.get(BEGAN, 0)) < JUST


def warning(request: HttpRequest) -> dict[str, int]:
    """Context of every page: how many seconds before the end it asks whether its reader stays.

    How long is left stands in no page: two pages about the same thing are the same to the byte.
    """
    if BEGAN not in getattr(request, "session", ()):
        return {}
    return {"session_warning": settings.SESSION_WARNING_SECONDS}


class SessionLimitsMiddleware:
    """Ends a web session that lasted too long, and keeps its moments."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """End it before anything is shown; begin it after whatever door let somebody in."""
        if SESSION_KEY in request.session and seconds_left(request.session)[0] == 0:
            logout(request)
        response = self.get_response(request)
        if SESSION_KEY in request.session and BEGAN not in request.session:
            request.session[BEGAN] = request.session[ACTIVE] = int(time.time())
            UserSession.objects.create_from_request(request)
        return response

    def process_view(self, request: HttpRequest, view: Any, *arguments: Any) -> None:
        """Note that somebody did something, at most once a minute."""
        if BEGAN not in request.session or getattr(view, "is_background", False):
            return
        now = int(time.time())
        if now - int(request.session.get(ACTIVE, 0)) >= WRITTEN_EVERY:
            request.session[ACTIVE] = now
