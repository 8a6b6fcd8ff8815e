"""The context of the page on which a session is led, and the answers to what is done on it."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from buurtbalans import htmx
from buurtbalans.accounts.requests import Request
from buurtbalans.accounts.web_session.limits import keep_until
from buurtbalans.addresses import address
from privacy import access
from sessions.outcomes.models import OutcomeKind
from sessions.planning.models import Attendance, Session, SessionPartner, SessionStatus
from sessions.room import codes, qr
from sessions.room.board import HERE, Board, board, invited_of, outcomes_of, partners_of
from sessions.room.forms import GroupForm, OutcomeForm, OwnerForm, RoomNoteForm
from sessions.room.models import Phase
from sessions.room.rounds import BECOMES
from trajects.partners.models import Partner
from trajects.traject import page as traject_page

PAGE, PARTS = "sessions/room/page.html", "sessions/room/_parts.html"
NOT_RUNNING = "sessions/room/not_running.html"
OVER = "Deze bijeenkomst is niet bezig. Je tekst is niet bewaard; kopieer hem eerst als je hem nodig hebt."


def fetch(request: Request, traject_pk: int, pk: int) -> Session:
    """The session for who leads it. Raises as the gate does."""
    sessions = Session.objects.filter(traject_id=traject_pk).select_related("traject")
    return access.fetch(request.user, "prepare_session", sessions, pk)


def keep_signed_in(request: Request, session: Session) -> None:
    """Who leads a running session stays logged in until its end and a quarter of an hour (privacy.md section 7)."""
    end = session.end if session.status == SessionStatus.RUNNING else session.ended_at
    if end is not None:
        keep_until(request.session, end + codes.AFTER_END)


def context(request: Request, session: Session, **more: Any) -> dict[str, Any]:
    """What the parts of the page show, and its forms. Raises Http404 when the session is not being held."""
    shown = board(request.user, session, timezone.now())
    if shown is None:
        raise Http404
    invited = invited_of(request.user, session)
    return traject_page.context(
        request.user,
        session.traject,
        "sessions",
        session=session,
        board=shown,
        Phase=Phase,
        invited=invited,
        here=sum(one.attendance in HERE for one in invited),
        phones=shown.room.seats.count(),
        attendances=Attendance.choices,
        outcomes=_outcomes(request, session),
        kinds=OutcomeKind.choices,
        becomes=BECOMES.items(),
        code=codes.shown(shown.room),
        **{**_forms(shown, invited), **more},
    )


def whole(request: Request, session: Session, **more: Any) -> dict[str, Any]:
    """Everything on the page: the parts, and the code as a picture."""
    shown = context(request, session, **more)
    return shown | way_in(request, shown["code"])


def way_in(request: Request, code: str) -> dict[str, Any]:
    """How a phone comes in: the address as people read and type it, and the picture with the code."""
    url = request.build_absolute_uri(address("sessions:phone"))
    # The code stands after the #, which no server ever hears.
    picture = qr.picture(f"{url}#{code.replace(' ', '')}")
    return {"phone_address": url.partition("//")[2], "qr": picture}


def not_running(request: Request, session: Session, *, status: int = 200) -> HttpResponse:
    """The page before and after: begin, go on, or to the minutes."""
    shown = traject_page.context(
        request.user, session.traject, "sessions", session=session, minutes_url=minutes_url(session)
    )
    return render(request, NOT_RUNNING, shown, status=status)


def changed(request: Request, session: Session, message: str = "", *, focus: str = "", **more: Any) -> HttpResponse:
    """Answer to something that was done: the parts of the page anew, or the page again."""
    url = address("sessions:room", session.traject_id, session.pk)
    if not htmx.is_htmx(request):
        if message:
            messages.success(request, message)
        return HttpResponseRedirect(url)
    return htmx.changed(request, PARTS, context(request, session, **more), url, message=message, focus=focus)


def refused(request: Request, session: Session, part: str, *, status: int = 422, **more: Any) -> HttpResponse:
    """Answer to a form that is not right: the form with what was typed, or the whole page."""
    shown = context(request, session, **more) if htmx.is_htmx(request) else whole(request, session, **more)
    return htmx.refused(request, part, PAGE, {**shown, "oob": True}, status=status)


def over(request: Request, session: Session) -> HttpResponse:
    """Answer to something done on a page of a session that is not being held any more: 409."""
    if not htmx.is_htmx(request):
        return not_running(request, session, status=409)
    response = render(request, "_melding.html", {"text": OVER}, status=409)
    response["HX-Retarget"], response["HX-Reswap"] = "#bb-melding", "innerHTML"
    return response


def minutes_url(session: Session) -> str:
    """Where one goes on after the end."""
    return address("sessions:minutes", session.traject_id, session.pk)


def choices(rows: Iterable[Partner]) -> list[tuple[int, str]]:
    """Organisations to choose from, by name."""
    return sorted(((row.pk, row.organisation.name) for row in rows), key=lambda pair: pair[1].casefold())


def _forms(shown: Board, invited: Sequence[SessionPartner]) -> dict[str, Any]:
    initial = {"once": uuid4(), "item": shown.room.item_id}
    return {
        "note_form": RoomNoteForm(
            partners=choices(one.partner for one in invited), initial=initial, auto_id="geeltje_%s"
        ),
        "outcome_form": OutcomeForm(initial=initial, auto_id="vast_%s"),
        "group_form": GroupForm(initial=initial, auto_id="kop_%s"),
    }


def _outcomes(request: Request, session: Session) -> list[Any]:
    """What was recorded; an open action with the form for who does it and by when."""
    rows: list[Any] = outcomes_of(request.user, session)
    actions = [row for row in rows if row.action is not None and row.action.is_open]
    partners = choices(partners_of(request.user, session)) if actions else []
    for row in actions:
        initial = {"partner": row.action.partner_id, "due": row.action.due, "version": row.action.version}
        row.owner_form = OwnerForm(partners=partners, initial=initial, auto_id=f"actie{row.pk}_%s")
    return rows
