"""The logbook: what happened, notes, and the shared folder of documents."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from buurtbalans import uploads
from buurtbalans.accounts.requests import Request
from buurtbalans.once import saved_once
from privacy import access
from privacy.doors.finding import Door
from trajects.logbook import services
from trajects.logbook.forms import DocumentForm, FilterForm, NoteForm
from trajects.logbook.kinds import LogKind
from trajects.logbook.models import Document, LogEntry
from trajects.logbook.timeline import PER_PAGE, by_day
from trajects.traject import editing, page
from trajects.traject.editing import FormPage
from trajects.traject.models import Traject


@require_safe
def logbook(request: Request, traject_pk: int) -> HttpResponse:
    """What happened, as far as this person may know, and the shared folder."""
    traject = access.fetch(request.user, "view_traject", Traject.objects.all(), traject_pk)
    return _page(request, traject)


@require_POST
@saved_once
def note_add(request: Request, traject_pk: int) -> HttpResponse:
    """Write a note by hand."""
    traject = access.fetch(request.user, "edit_logbook", Traject.objects.all(), traject_pk)
    form = NoteForm(request.POST, door=Door(request.user, traject_pk))
    if not form.is_valid():
        return _page(request, traject, form=form, note_form=form)
    form.keep_decisions(services.record(traject, request.user, LogKind.NOTE, form.cleaned_data["text"]))
    return editing.saved(request, _url(traject_pk), "De notitie staat in het logboek.")


@require_POST
@saved_once
def document_add(request: Request, traject_pk: int) -> HttpResponse:
    """Put a file in the shared folder."""
    traject = access.fetch(request.user, "add_document", Traject.objects.all(), traject_pk)
    form = DocumentForm(request.POST, request.FILES, door=Door(request.user, traject_pk))
    if not form.is_valid():
        return _page(request, traject, form=form, document_form=form)
    form.keep_decisions(services.add_document(traject, by=request.user, **form.cleaned_data))
    return editing.saved(request, f"{_url(traject_pk)}#documenten", "Het document is toegevoegd.")


@require_safe
def document(request: Request, traject_pk: int, pk: UUID) -> FileResponse:
    """Download a file of the shared folder."""
    found = access.fetch(request.user, "see", Document.objects.filter(traject_id=traject_pk), pk)
    return uploads.as_attachment(found.file, found.filename)


@require_http_methods(["GET", "HEAD", "POST"])
def document_delete(request: Request, traject_pk: int, pk: UUID) -> HttpResponse:
    """Take a document away, after asking: the kernteam any, others their own."""
    found = access.fetch(request.user, "see", Document.objects.filter(traject_id=traject_pk), pk)
    if not (found.uploaded_by == request.user or access.may(request.user, "edit_logbook", found)):
        raise PermissionDenied
    url = f"{_url(traject_pk)}#documenten"
    if request.method == "POST":
        services.remove_document(found, by=request.user)
        return editing.saved(request, url, "Het document is verwijderd.")
    about = FormPage("Document verwijderen?", url, tab="logbook", submit="Verwijderen")
    text = f"{found.title}\nNiemand kan het daarna nog openen."
    return editing.confirm(request, found.traject, about, text)


def _page(request: Request, traject: Traject, **forms: Any) -> HttpResponse:
    """The whole page; 422 when one of its forms comes back with errors."""
    chosen = FilterForm(request.GET)
    entries = access.visible(request.user, LogEntry.objects.filter(traject=traject))
    if kinds := chosen.kinds():
        entries = entries.filter(kind__in=kinds)
    shown = Paginator(entries.select_related("actor", "session"), PER_PAGE).get_page(request.GET.get("pagina"))
    documents = access.visible(request.user, Document.objects.filter(traject=traject))
    more: dict[str, Any] = {
        "filter": chosen,
        "filtered": bool(kinds),
        "entries": shown,
        "days": by_day(shown),
        "documents": documents.select_related("uploaded_by"),
        "note_form": NoteForm(),
        "document_form": DocumentForm(),
        **forms,
    }
    context = page.context(request.user, traject, "logbook", **more)
    return render(request, "trajects/logbook/page.html", context, status=422 if forms else 200)


def _url(traject_pk: int) -> str:
    return reverse("trajects:logbook", args=[traject_pk])
