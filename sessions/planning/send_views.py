"""Sending an agenda or a change of it, and calling a session off: first who hears of it, then the button."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from buurtbalans import htmx
from buurtbalans.accounts.requests import Request, sent
from buurtbalans.once import saved_once
from privacy import access
from sessions.planning import notices
from sessions.planning.forms import SendForm
from sessions.planning.models import NoticeKind, Session, SessionPartner
from sessions.planning.sending import (
    ConfidentialError,
    NobodyInvitedError,
    cancel_session,
    has_confidential,
    reopen_session,
    send_agenda,
)
from sessions.planning.states import WrongMomentError
from trajects.traject import page

SEND_PAGE = "sessions/planning/send.html"
CANCEL_PAGE = "sessions/planning/cancel.html"
REOPENED = "De bijeenkomst staat weer in concept. Verstuur de agenda opnieuw, dan weet iedereen dat hij doorgaat."
WRONG_MOMENT = "Dit kan nu niet meer: de bijeenkomst is intussen begonnen, geweest of afgelast."


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def agenda_send(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Show who will get the agenda or hear of a change, and send it."""
    session = _fetch(request, traject_pk, pk)
    if not session.is_to_send:
        return _wrong_moment(request, session)
    form = SendForm(sent(request), confidential=has_confidential(session))
    if not form.is_valid():
        return render(request, SEND_PAGE, _send_context(request, session, form))
    try:
        count = send_agenda(session, by=request.user, site=request.build_absolute_uri("/"), **form.cleaned_data)
    except (NobodyInvitedError, ConfidentialError):
        form = SendForm(confidential=has_confidential(session))
        return render(request, SEND_PAGE, _send_context(request, session, form, refused=True), status=422)
    except WrongMomentError:
        return _wrong_moment(request, session)
    opened = " Wie is uitgenodigd, ziet de bijeenkomst nu ook hier."
    message = f"De mail gaat naar {_people(count)}.{opened}" if count else f"Er gaat nu geen mail uit.{opened}"
    return htmx.changed(request, "", {}, session.get_absolute_url(), message=message)


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def session_cancel(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Ask whether it is really off, and say who hears of it; then call it off."""
    session = _fetch(request, traject_pk, pk)
    if request.method != "POST":
        names = [letter.seat.user.name for letter in notices.farewells(session)]
        more = {"session": session, "heading": "Bijeenkomst afgelasten", "names": names}
        return render(request, CANCEL_PAGE, page.context(request.user, session.traject, "sessions", **more))
    try:
        count = cancel_session(session, by=request.user, site=request.build_absolute_uri("/"))
    except WrongMomentError:
        return _wrong_moment(request, session)
    told = f" De afzegging gaat per mail naar {_people(count)}." if count else ""
    message = f"De bijeenkomst is afgelast.{told}"
    return htmx.changed(request, "", {}, session.get_absolute_url(), message=message)


@require_POST
def session_reopen(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Undo calling off."""
    session = _fetch(request, traject_pk, pk)
    try:
        reopen_session(session, by=request.user)
    except WrongMomentError:
        return _wrong_moment(request, session)
    return htmx.changed(request, "", {}, session.get_absolute_url(), message=REOPENED)


def _fetch(request: Request, traject_pk: int, pk: int) -> Session:
    sessions = Session.objects.filter(traject_id=traject_pk).select_related("traject")
    return access.fetch(request.user, "prepare_session", sessions, pk)


def _wrong_moment(request: Request, session: Session) -> HttpResponse:
    """Back to the agenda, where stands what can be done now."""
    return htmx.changed(request, "", {}, session.get_absolute_url(), message=WRONG_MOMENT)


def _people(count: int) -> str:
    return "1 persoon" if count == 1 else f"{count} mensen"


def _send_context(request: Request, session: Session, form: SendForm, *, refused: bool = False) -> dict[str, Any]:
    invited = access.visible(request.user, SessionPartner.objects.filter(session=session))
    partners = invited.select_related("partner__organisation").order_by("partner__organisation__folded")
    letters = notices.letters(session)
    seats: dict[int, list[str]] = {}
    for seat in notices.recipients(session):
        seats.setdefault(int(seat.partner_id or 0), []).append(seat.user.name)
    again = notices.is_open_to(session)
    more = {
        "session": session,
        "form": form,
        "heading": "Wijziging versturen" if again else "Agenda versturen",
        "again": again,
        "rows": [(row.partner.organisation.name, seats.get(row.partner_id, []), row) for row in partners],
        "changes": next((letter.changes for letter in letters if letter.kind == NoticeKind.CHANGE), ()),
        "groups": [(words, names) for kind, words in GROUPS if (names := _names(letters, kind))],
        "people": len(letters),
        "refused": refused,
        "items": session.items.on_agenda().count(),
    }
    return page.context(request.user, session.traject, "sessions", **more)


GROUPS = (
    (NoticeKind.INVITATION, "krijgt een uitnodiging"),
    (NoticeKind.CHANGE, "hoort wat er is gewijzigd"),
    (NoticeKind.CANCELLATION, "hoort dat de uitnodiging is ingetrokken"),
)


def _names(letters: list[notices.Letter], kind: NoticeKind) -> list[str]:
    return [f"{letter.seat.user.name} ({letter.seat.partner})" for letter in letters if letter.kind == kind]
