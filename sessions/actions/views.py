"""Pages of actions and homework: the list, one action, agreeing on one and telling how it went."""

import uuid as uuids
from collections.abc import Sequence
from copy import copy
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from buurtbalans import htmx
from buurtbalans.accounts.models import User
from buurtbalans.accounts.requests import Request, sent
from buurtbalans.once import saved_once
from buurtbalans.uploads import as_attachment
from privacy import access
from privacy.doors.finding import Door
from privacy.questions import Given, Question
from sessions.actions import services
from sessions.actions.forms import ActionEditForm, ActionForm, ReportForm
from sessions.actions.history import lines_of
from sessions.actions.listing import EMPTY, Asked
from sessions.actions.models import Action, ActionFile, Decision
from sessions.actions.rows import FIELDS, Row, rows
from sessions.actions.together_form import TogetherForm
from sessions.agenda.models import AgendaItem
from trajects.traject import editing, page
from trajects.traject.models import Traject

ROW = "sessions/actions/_rows.html"
ACTION_PAGE = "sessions/actions/detail.html"


@Question
def _traject(user: User, pk: Given) -> QuerySet[Traject]:
    return access.visible(user, Traject.objects.filter(pk=pk))


@require_safe
def action_list(request: Request, traject_pk: int) -> HttpResponse:
    """Everything that was agreed and that this person may see, filtered and sorted by the address."""
    traject = _traject.one(request.user, pk=traject_pk)
    asked = Asked(traject, request.user, request.GET.dict())
    more = {"asked": asked, "rows": _shown(asked), "empty": EMPTY[asked.view]}
    if asked.picks:
        more["form"] = TogetherForm(None, traject=traject, user=request.user)
    return render(request, "sessions/actions/list.html", page.context(request.user, traject, "actions", **more))


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def action_add(request: Request, traject_pk: int) -> HttpResponse:
    """Agree on an action; any partner may."""
    traject = access.fetch(request.user, "add_action", Traject.objects.all(), traject_pk)
    seat = access.seat(request.user, traject.pk)
    initial = {"partner": seat.partner_id if seat else None}
    door = Door(request.user, traject_pk)
    form = ActionForm(sent(request), initial=initial, traject=traject, user=request.user, door=door)
    about = editing.FormPage("Actie toevoegen", _list_url(traject_pk), "actions", "Actie toevoegen")
    if not form.is_valid():
        return editing.show(request, traject, form, about)
    form.keep_decisions(services.add_action(traject, by=request.user, **form.changes()))
    return editing.saved(request, about.back_url, "Actie toegevoegd.")


@require_http_methods(["GET", "HEAD", "POST"])
def action_edit(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Change what was agreed; the kernteam may, for everybody."""
    row = access.fetch(request.user, "edit_action", Action.objects.in_traject(traject_pk), pk)
    door = Door(request.user, traject_pk)
    form = ActionEditForm(sent(request), instance=row, traject=row.traject, user=request.user, door=door)
    about = editing.FormPage(f"{row.get_kind_display()} wijzigen", row.get_absolute_url(), "actions")

    def save(seen_version: int, changes: dict[str, Any]) -> bool:
        return services.change_action(row, seen_version, by=request.user, **changes)

    return editing.edit(request, row.traject, form, about, save, lambda: _last_change(row))


@require_safe
def action(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """One action or piece of homework: the question, why it is asked, and how it went."""
    row = access.fetch(request.user, "see", Action.objects.in_traject(traject_pk), pk)
    form = ReportForm(instance=row)
    return editing.show(request, row.traject, form, _action_page(row), **_around(request, row))


@require_POST
def action_report(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Tell that it is done, or that it is not possible and why."""
    row = access.fetch(request.user, "report_action", Action.objects.in_traject(traject_pk), pk)
    # The form writes into a copy: what the page shows, and the status before, stay what they were.
    form = ReportForm(request.POST, request.FILES, instance=copy(row), door=Door(request.user, traject_pk))

    def save(seen_version: int, changes: dict[str, Any]) -> bool:
        file = form.cleaned_data["file"]
        return services.report(row, by=request.user, seen_version=seen_version, file=file, **changes)

    around, about = _around(request, row), _action_page(row)
    return editing.edit(request, row.traject, form, about, save, lambda: _last_change(form.instance), **around)


@require_POST
def action_tick(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Tick off in the list, or open again."""
    row = access.fetch(request.user, "report_action", Action.objects.in_traject(traject_pk), pk)
    done = request.POST.get("klaar") == "1"
    services.tick(row, by=request.user, done=done)
    # The list's own filters come along as text; they only ever stand behind our own path.
    query = request.POST.get("lijst", "")
    url = f"{_list_url(traject_pk)}{query}" if query.startswith("?") else row.get_absolute_url()
    message = "Afgevinkt." if done else "Weer geopend."
    this_row = Action.objects.filter(pk=row.pk)
    values = access.visible(request.user, this_row).values_list(*FIELDS)
    shown = rows(traject_pk, values, access.seat(request.user, traject_pk))
    context = {"rows": shown, "list_query": query}
    return htmx.changed(request, ROW, context, url, message=message, focus=f"vink-{row.pk}")


@require_safe
def action_file(request: Request, traject_pk: int, uuid: uuids.UUID) -> FileResponse:
    """A file that came with a report, as a download."""
    stored = access.fetch(request.user, "see", ActionFile.objects.filter(action__traject_id=traject_pk), uuid)
    return as_attachment(stored.file, stored.filename)


def _shown(asked: Asked) -> Sequence[Decision | Row]:
    if asked.shows_decisions:
        return list(asked.decisions())
    values = asked.values()
    ticked = {pk for pk, *_ in values} if asked.picks == "alles" else ()
    return rows(asked.traject.pk, values, access.seat(asked.user, asked.traject.pk), ticked=ticked)


def _list_url(traject_pk: int) -> str:
    return reverse("sessions:action-list", args=[traject_pk])


def _action_page(row: Action) -> editing.FormPage:
    return editing.FormPage(row.title, row.get_absolute_url(), "actions", template=ACTION_PAGE)


def _around(request: Request, row: Action) -> dict[str, Any]:
    items = AgendaItem.objects.on_agenda().select_related("session")
    return {
        "row": row,
        "files": row.files.all(),
        "item": access.visible(request.user, items.filter(pk=row.item_id)).first() if row.item_id else None,
        "history": lines_of(row, request.user),
        "may_report": access.may(request.user, "report_action", row),
    }


def _last_change(row: Action) -> editing.Change:
    return editing.Change(row.changed_by, row.changed_at)
