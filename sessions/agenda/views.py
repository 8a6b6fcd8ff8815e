"""The agenda of a session: reading it, filling it, ordering it and adding to it (S2)."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from buurtbalans import htmx
from buurtbalans.accounts.models import User
from buurtbalans.accounts.requests import Request
from privacy import access
from privacy.doors.finding import Door
from privacy.questions import Given, Question
from sessions.agenda import page
from sessions.agenda.board import board
from sessions.agenda.forms import ADDING_ID, AddItemForm
from sessions.agenda.models import ITEMS_MAX, AgendaItem
from sessions.agenda.services import (
    POINT_LENGTH,
    POINT_MINUTES,
    TITLE_LENGTH,
    AgendaFullError,
    OrderChangedError,
    add_item,
    fill_from_example,
    reorder,
)
from sessions.planning.models import Session

# A key is a bigint; Python refuses to read a number of thousands of digits.
KEY_DIGITS = 19
FULL = f"Een agenda heeft hooguit {ITEMS_MAX} onderdelen. Verwijder er eerst een, of plan een tweede bijeenkomst."


@Question
def _session(user: User, traject: Given, pk: Given) -> QuerySet[Session]:
    return access.visible(user, Session.objects.filter(traject_id=traject, pk=pk).select_related("traject"))


@require_safe
def agenda(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """The agenda: the kernteam prepares it here, the invited read it."""
    session = _session.one(request.user, traject=traject_pk, pk=pk)
    return render(request, page.PAGE, page.context(request, session))


@require_POST
def agenda_fill(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Fill an empty agenda from the example of its steps."""
    sessions = Session.objects.filter(traject_id=traject_pk).select_related("traject")
    session = access.fetch(request.user, "prepare_session", sessions, pk)
    count = fill_from_example(session, by=request.user)
    message = f"{count} onderdelen uit het voorbeeld staan op de agenda." if count else "Er staat al een agenda."
    return page.changed(request, session, message=message, focus="agenda")


@require_POST
def agenda_order(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Put the items in another order, as dragging does."""
    sessions = Session.objects.filter(traject_id=traject_pk).select_related("traject")
    session = access.fetch(request.user, "prepare_session", sessions, pk)
    seen, wanted = _keys(request.POST.get("seen", "")), _keys(request.POST.get("order", ""))
    try:
        reorder(session, seen=seen, wanted=wanted)
    except OrderChangedError:
        return page.changed_meanwhile(request, session)
    moved = _moved(seen, wanted)
    message = page.place_in_words(board(session), moved) if moved else "De volgorde is hetzelfde gebleven."
    return page.changed(request, session, message=message)


def _keys(text: str) -> list[int]:
    return [int(key) for key in text.split(",") if key.isascii() and key.isdigit() and len(key) <= KEY_DIGITS]


def _moved(seen: list[int], wanted: list[int]) -> int | None:
    """Which item was dragged; None when nothing moved."""
    places = [place for place, (old, new) in enumerate(zip(seen, wanted, strict=True)) if old != new]
    if not places:
        return None
    first, last = places[0], places[-1]
    return wanted[first] if wanted[first] == seen[last] else wanted[last]


@require_POST
def item_add(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Add an item at the end."""
    sessions = Session.objects.filter(traject_id=traject_pk).select_related("traject")
    session = access.fetch(request.user, "prepare_session", sessions, pk)
    form = AddItemForm(request.POST, auto_id=ADDING_ID, door=Door(request.user, traject_pk))
    item = _added(session, request.user, form)
    if item is None:
        part, context = "sessions/agenda/_add_form.html", page.context(request, session, add_form=form)
        return htmx.refused(request, part, page.PAGE, context, focus=f"nieuw_{next(iter(form.errors))}")
    message, part = page.place_in_words(board(session), item.pk), "sessions/agenda/_added.html"
    return page.changed(request, session, message=message, part=part, focus="nieuw_title", anchor="#toevoegen")


def _added(session: Session, user: User, form: AddItemForm) -> AgendaItem | None:
    """The new item; None when the form is not right or the agenda is full, which the form then tells."""
    if not form.is_valid():
        return None
    try:
        item = add_item(session, by=user, **form.cleaned_data)
    except AgendaFullError:
        form.add_error("title", FULL)
        return None
    form.keep_decisions(item)
    return item


@require_POST
def point_add(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Put a discussion point of a step on the agenda."""
    sessions = Session.objects.filter(traject_id=traject_pk).select_related("traject")
    session = access.fetch(request.user, "prepare_session", sessions, pk)
    point = next((point for point in board(session).points if point.key == request.POST.get("point")), None)
    if point is None:
        return page.changed_meanwhile(request, session)
    if not point.on_agenda:
        title, text = point.text[:TITLE_LENGTH], point.text[:POINT_LENGTH]
        try:
            add_item(session, by=request.user, title=title, minutes=POINT_MINUTES, point=text)
        except AgendaFullError:
            return page.changed(request, session, message=FULL, focus="bespreekpunten-kop")
    return page.changed(request, session, message=f"Op de agenda gezet: {point.text}", focus="bespreekpunten-kop")
