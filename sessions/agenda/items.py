"""One item of the agenda: its minutes, its place, its text, and taking it away with a way back."""

from copy import copy
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from buurtbalans import htmx
from buurtbalans.accounts.requests import Request, sent
from privacy import access
from privacy.doors.finding import Door
from sessions.agenda import files, page
from sessions.agenda.board import board
from sessions.agenda.forms import ItemForm, MinutesForm
from sessions.agenda.models import AgendaItem
from sessions.agenda.services import OrderChangedError, change_item, delete_item, move, restore_item
from trajects.traject import editing

ROW_SAVED = "sessions/agenda/_row_saved.html"
DIRECTIONS = {"omhoog": -1, "omlaag": 1}


def _fetch(request: Request, traject_pk: int, pk: int, item_pk: int) -> AgendaItem:
    items = AgendaItem.objects.filter(session=pk, session__traject=traject_pk)
    return access.fetch(request.user, "prepare_session", items.select_related("session__traject"), item_pk)


@require_safe
def item(request: Request, traject_pk: int, pk: int, item_pk: int) -> HttpResponse:
    """The row of an item as it is now, after a choice for somebody else's version."""
    shown = _fetch(request, traject_pk, pk, item_pk)
    if not htmx.is_htmx(request) or shown.deleted_at:
        return redirect(f"{shown.session.get_absolute_url()}#onderdeel-{shown.pk}")
    return _row(request, shown, "Je houdt de versie van de ander.", focus=f"minuten-{shown.pk}")


@require_POST
def item_minutes(request: Request, traject_pk: int, pk: int, item_pk: int) -> HttpResponse:
    """Change how long an item takes."""
    changing = _fetch(request, traject_pk, pk, item_pk)
    if changing.deleted_at:
        return page.changed_meanwhile(request, changing.session)
    form = MinutesForm(request.POST)
    if not form.is_valid():
        part, context = "sessions/agenda/_row.html", _row_context(request, changing, minutes_form=form)
        return htmx.refused(request, part, page.PAGE, context)
    minutes, version = form.cleaned_data["minutes"], form.cleaned_data["version"]
    if minutes == changing.minutes:
        return _row(request, changing, "")
    if change_item(changing, by=request.user, seen_version=version, minutes=minutes):
        # Who chose between two versions pressed a button that is gone now.
        chosen = f"minuten-{changing.pk}" if request.POST.get("chosen") else ""
        return _row(request, changing, "Opgeslagen.", focus=chosen)
    return _minutes_conflict(request, changing, minutes)


def _minutes_conflict(request: Request, changing: AgendaItem, minutes: int) -> HttpResponse:
    """The row with both numbers, or the page without JavaScript."""
    changing.refresh_from_db()
    mine, theirs = [("minutes", minutes)], [("Minuten", changing.minutes)]
    context = _conflict(changing, "Minuten wijzigen", request.path, mine=mine, theirs=theirs)
    if htmx.is_htmx(request):
        context |= _row_context(request, changing)
    part, focus = "sessions/agenda/_row_conflict.html", f"conflict-{changing.pk}"
    return htmx.refused(request, part, "409.html", context, status=409, focus=focus)


@require_POST
def item_move(request: Request, traject_pk: int, pk: int, item_pk: int) -> HttpResponse:
    """Move an item one place; the focus stays on its button, or goes to the other one at the end."""
    moving = _fetch(request, traject_pk, pk, item_pk)
    direction = request.POST.get("direction", "")
    try:
        move(moving, DIRECTIONS.get(direction, 0))
    except OrderChangedError:
        return page.changed_meanwhile(request, moving.session)
    shown = board(moving.session)
    row = shown.row(moving.pk)
    ends = {"omhoog": row.is_first, "omlaag": row.is_last}
    other = {"omhoog": "omlaag", "omlaag": "omhoog"}.get(direction, "")
    return page.changed(
        request,
        moving.session,
        message=page.place_in_words(shown, moving.pk),
        focus=f"{other}-{moving.pk}" if ends.get(direction) and len(shown.rows) > 1 else "",
        anchor=f"#onderdeel-{moving.pk}",
    )


@require_POST
def item_delete(request: Request, traject_pk: int, pk: int, item_pk: int) -> HttpResponse:
    """Take an item off the agenda; the status message holds the way back."""
    deleting = _fetch(request, traject_pk, pk, item_pk)
    place = deleting.position or 1
    delete_item(deleting)
    rows = board(deleting.session).rows
    neighbour = rows[min(place, len(rows)) - 1].item.pk if rows else None
    part, focus = "sessions/agenda/_deleted.html", f"weg-{neighbour}" if neighbour else "agenda"
    undo = f"{deleting.title} is verwijderd. Onder de agenda kun je dat ongedaan maken."
    message = "" if htmx.is_htmx(request) else undo
    return page.changed(request, deleting.session, message=message, part=part, focus=focus, gone=deleting)


@require_POST
def item_restore(request: Request, traject_pk: int, pk: int, item_pk: int) -> HttpResponse:
    """Put a deleted item back where it was."""
    back = _fetch(request, traject_pk, pk, item_pk)
    try:
        restore_item(back)
    except OrderChangedError:
        return page.changed_meanwhile(request, back.session)
    message = page.place_in_words(board(back.session), back.pk)
    anchor = f"#onderdeel-{back.pk}"
    return page.changed(request, back.session, message=message, focus=f"titel-{back.pk}", anchor=anchor)


@require_http_methods(["GET", "HEAD", "POST"])
def item_edit(request: Request, traject_pk: int, pk: int, item_pk: int) -> HttpResponse:
    """Change everything about an item; its files stand under it."""
    editing_item = _fetch(request, traject_pk, pk, item_pk)
    if editing_item.deleted_at:
        return page.changed_meanwhile(request, editing_item.session)
    door = Door(request.user, traject_pk)
    # The form writes into a copy: the page around it shows the item as it is.
    form = ItemForm(sent(request), instance=copy(editing_item), user=request.user, door=door)

    def save(seen_version: int, changes: dict[str, Any]) -> bool:
        return change_item(form.instance, by=request.user, seen_version=seen_version, **changes)

    def last_change() -> editing.Change:
        return editing.Change(form.instance.changed_by, timezone.localtime(form.instance.changed_at))

    traject = editing_item.session.traject
    around = files.around(editing_item)
    return editing.edit(request, traject, form, files.item_page(editing_item), save, last_change, **around)


def _row_context(request: Request, shown: AgendaItem, **more: Any) -> dict[str, Any]:
    """The context of one row, also enough for the whole page."""
    context = page.context(request, shown.session, changed_pk=shown.pk, **more)
    return {**context, "row": context["board"].row(shown.pk)}


def _row(request: Request, shown: AgendaItem, message: str, *, focus: str = "") -> HttpResponse:
    url = f"{shown.session.get_absolute_url()}#onderdeel-{shown.pk}"
    return htmx.changed(request, ROW_SAVED, _row_context(request, shown), url, message=message, focus=focus)


def _conflict(
    now: AgendaItem, heading: str, action_url: str, *, mine: list[tuple[str, Any]], theirs: list[tuple[str, Any]]
) -> dict[str, Any]:
    """Both lengths of an item: `mine` as form fields, `theirs` as people read them."""
    return {
        "heading": heading,
        "who": now.changed_by,
        "when": timezone.localtime(now.changed_at),
        "mine": [("Minuten", value) for _, value in mine],
        "theirs": theirs,
        "keep_fields": [*mine, ("version", now.version)],
        "action_url": action_url,
        "back_url": now.session.get_absolute_url(),
    }
