"""The files of an agenda item: what people read before it. They go in cleaned and out as downloads only."""

import uuid as uuids
from typing import Any

from django.http import FileResponse, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from buurtbalans.accounts.requests import Request
from buurtbalans.once import saved_once
from buurtbalans.uploads import as_attachment
from privacy import access
from privacy.doors.finding import Door
from sessions.agenda.board import file_url
from sessions.agenda.forms import AgendaFileForm, ItemForm
from sessions.agenda.models import AgendaFile, AgendaItem
from sessions.agenda.services import attach, detach
from trajects.traject import editing

ITEM_PAGE = "sessions/agenda/item_form.html"


def item_page(item: AgendaItem) -> editing.FormPage:
    """The page on which an item is changed."""
    back_url = f"{item.session.get_absolute_url()}#onderdeel-{item.pk}"
    return editing.FormPage("Onderdeel wijzigen", back_url, "sessions", template=ITEM_PAGE)


def around(item: AgendaItem, file_form: AgendaFileForm | None = None) -> dict[str, Any]:
    """What stands around the form of an item: its session, and its files with where each is."""
    files = [(stored, file_url(item.session, stored.uuid)) for stored in item.files.all()]
    return {"session": item.session, "item": item, "files": files, "file_form": file_form or AgendaFileForm()}


@require_POST
@saved_once
def file_add(request: Request, traject_pk: int, pk: int, item_pk: int) -> HttpResponse:
    """Put a file with an item."""
    items = AgendaItem.objects.filter(session=pk, session__traject=traject_pk, deleted_at=None)
    item = access.fetch(request.user, "prepare_session", items.select_related("session__traject"), item_pk)
    form = AgendaFileForm(request.POST, request.FILES, door=Door(request.user, traject_pk))
    about = item_page(item)
    if form.is_valid():
        form.keep_decisions(attach(item, form.cleaned_data["file"], by=request.user))
        return editing.saved(request, about.back_url, "Het bestand is toegevoegd.")
    item_form = ItemForm(instance=item, user=request.user)
    response = editing.show(request, item.session.traject, item_form, about, **around(item, form))
    response.status_code = 422
    return response


@require_safe
def file(request: Request, traject_pk: int, uuid: uuids.UUID) -> FileResponse:
    """A file of an item, as a download, for who may see the session."""
    stored = access.fetch(request.user, "see", AgendaFile.objects.filter(item__session__traject=traject_pk), uuid)
    return as_attachment(stored.file, stored.filename)


@require_POST
def file_delete(request: Request, traject_pk: int, uuid: uuids.UUID) -> HttpResponse:
    """Take a file away."""
    files = AgendaFile.objects.filter(item__session__traject=traject_pk).select_related("item__session")
    stored = access.fetch(request.user, "prepare_session", files, uuid)
    name, back_url = stored.filename, item_page(stored.item).back_url
    detach(stored)
    return editing.saved(request, back_url, f"Verwijderd: {name}")
