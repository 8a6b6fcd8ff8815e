"""The screen of the room: what everybody may read who is invited, and nothing to press (S4)."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from buurtbalans import htmx
from buurtbalans.accounts.requests import Request
from buurtbalans.accounts.web_session.limits import background
from buurtbalans.addresses import address
from sessions.planning.models import Session, SessionStatus
from sessions.room import codes, page
from sessions.room.board import board
from sessions.room.models import Phase
from sessions.room.views import how_it_stands


@require_safe
def room_screen(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """What the beamer shows. A confidential item shows that it is one."""
    session = page.fetch(request, traject_pk, pk)
    if session.status != SessionStatus.RUNNING:
        return page.not_running(request, session)
    page.keep_signed_in(request, session)
    shown = _context(request, session)
    return render(request, "sessions/room/screen.html", shown | page.way_in(request, shown["code"]))


@background
@require_safe
def room_screen_state(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """What changed since the version `v` that the screen shows: nothing (204), or its parts anew."""
    rows = how_it_stands.alone(request.user, traject=traject_pk, session=pk)
    if not rows:
        raise Http404
    if request.GET.get("v") == str(rows[0][0]) and rows[0][1] == SessionStatus.RUNNING:
        return HttpResponse(status=204)
    session = page.fetch(request, traject_pk, pk)
    page.keep_signed_in(request, session)
    if session.status != SessionStatus.RUNNING:
        return htmx.elsewhere(request, address("sessions:room-screen", traject_pk, pk))
    return render(request, "sessions/room/_screen_parts.html", _context(request, session) | {"oob": True})


def _context(request: Request, session: Session) -> dict[str, Any]:
    shown = board(request.user, session, timezone.now())
    if shown is None:
        raise Http404
    hidden = shown.item is not None and shown.item.is_confidential
    return {
        "session": session,
        "traject": session.traject,
        "board": shown,
        "hidden": hidden,
        "Phase": Phase,
        "code": codes.shown(shown.room),
        "version": shown.room.state_version,
    }
