"""The context of the agenda page and of its parts, for who reads and for who prepares."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import time_format

from buurtbalans import htmx
from buurtbalans.accounts.requests import Request
from sessions.agenda.board import Board, board
from sessions.agenda.forms import blank_add_fields
from sessions.inviting.missing import still_missing
from sessions.minutes.topics import brought
from sessions.planning.answers import answers_of
from sessions.planning.before import homework_of, preparation_of
from sessions.planning.models import Session
from trajects.traject import page

PAGE = "sessions/agenda/page.html"
CHANGED_MEANWHILE = "De agenda is intussen gewijzigd. Je ziet nu de nieuwste agenda. Doe je wijziging nog eens."


def part_context(request: Request, session: Session, **more: Any) -> dict[str, Any]:
    """What the agenda itself shows: enough for a part."""
    shown = board(session)
    return page.context(
        request.user,
        session.traject,
        "sessions",
        session=session,
        board=shown,
        blank_add_fields=blank_add_fields(),
        **more,
    )


def context(request: Request, session: Session, **more: Any) -> dict[str, Any]:
    """Everything on the page: the agenda, who comes, what is prepared and the homework."""
    user = request.user
    answers = answers_of(user, session)
    shown = part_context(
        request,
        session,
        answers=answers,
        own_answer=next((answer for answer in answers if answer.is_own), None),
        preparation=preparation_of(user, session),
        homework=homework_of(user, session),
        missing=still_missing(user, session),
        **more,
    )
    return {**shown, "brought": brought(user, session, [row.item for row in shown["board"].rows])}


def changed(
    request: Request,
    session: Session,
    *,
    message: str,
    part: str = "sessions/agenda/_changed.html",
    focus: str = "",
    anchor: str = "#agenda",
    **more: Any,
) -> HttpResponse:
    """Answer to a change of the agenda: its parts, or the page again."""
    url = f"{session.get_absolute_url()}{anchor}"
    shown = part_context(request, session, message=message, **more)
    return htmx.changed(request, part, shown, url, message=message, focus=focus)


def changed_meanwhile(request: Request, session: Session) -> HttpResponse:
    """Answer to a change of an agenda that is no longer as its author saw it: the newest one, 409."""
    if not htmx.is_htmx(request):
        messages.warning(request, CHANGED_MEANWHILE)
        return render(request, PAGE, context(request, session), status=409)
    shown = part_context(request, session, text=CHANGED_MEANWHILE)
    response = htmx.refused(request, "sessions/agenda/_changed_meanwhile.html", PAGE, shown, status=409)
    # The row that was acted on may be gone; the whole agenda comes in its place.
    response["HX-Retarget"], response["HX-Reswap"] = "#agenda-deel", "outerHTML"
    return response


def place_in_words(shown: Board, item_pk: int) -> str:
    """Where an item stands now, as the status region says it."""
    row = shown.row(item_pk)
    begins = time_format(row.begins_at, "H.i")
    return f"{row.item.title} staat nu op plaats {row.place} van {len(shown.rows)}, begint om {begins} uur."
