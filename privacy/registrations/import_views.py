"""Bringing a table of counts: upload, look, and add all of it or nothing. Nobody else sees what waits."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from buurtbalans import spreadsheets
from buurtbalans.accounts.requests import Request, sent
from buurtbalans.once import SAVED_BEFORE, saved_once
from buurtbalans.spreadsheet_reading import rows_of
from privacy import access
from privacy.doors.finding import Door
from privacy.periods import label
from privacy.registrations import importing, small_counts
from privacy.registrations.file_form import TableForm
from privacy.registrations.import_rows import COLUMNS, EXAMPLE, MOST_ROWS, Found, parse
from privacy.registrations.models import About, RegistrationImport
from privacy.registrations.owning import list_url, own_partner
from privacy.registrations.sharing_forms import AudienceForAllForm
from trajects.traject import editing
from trajects.traject.models import Traject

TAB = "registrations"
MOST_FAULTS = 20
PREVIEWED = ("Onderwerp", "Waarover", "Aantal", "Anderen lezen", "Periode", "Gebied", "Thema", "Bron")


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def import_new(request: Request, traject_pk: int) -> HttpResponse:
    """Bring a table; what was read from it is shown before anything is added."""
    traject = access.fetch(request.user, "add_registration", Traject.objects.all(), traject_pk)
    form = TableForm(request.POST, request.FILES) if request.method == "POST" else TableForm()
    faults = []
    if form.is_valid():
        found = _read(form, traject, Door(request.user, traject_pk))
        if found and not found.faults:
            brought = importing.bring(own_partner(request, traject), found.rows, by=request.user)
            return HttpResponseRedirect(reverse("privacy:registration-import", args=[traject_pk, brought.uuid]))
        faults = found.faults if found else []
    about = editing.FormPage(
        "Aantallen inlezen", list_url(traject_pk), TAB, "Inlezen", "privacy/registrations/import_new.html"
    )
    more = {"faults": faults[:MOST_FAULTS], "left_out": len(faults[MOST_FAULTS:]), "columns": COLUMNS}
    return editing.show(request, traject, form, about, **more)


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def import_preview(request: Request, traject_pk: int, uuid: UUID) -> HttpResponse:
    """What was read, for who brought it: add all of it with one audience."""
    brought = _brought(request, traject_pk, uuid)
    doubts = importing.doubts(brought)
    form = AudienceForAllForm(sent(request), traject=brought.traject, partner_id=brought.partner_id, doubts=doubts)
    if form.is_valid():
        answer = form.sharing(brought.traject, brought.partner_id)
        number = importing.add_all(brought, answer, by=request.user, stays=form.cleaned_data.get("stays", ""))
        message = f"{number} aantallen toegevoegd." if number else SAVED_BEFORE
        return editing.saved(request, list_url(traject_pk), message)
    about = editing.FormPage(
        "Klopt dit?", list_url(traject_pk), TAB, "Alles toevoegen", "privacy/registrations/import_preview.html"
    )
    more = {"rows": _preview(brought), "doubtful": doubts, "brought": brought, "headings": PREVIEWED}
    return editing.show(request, brought.traject, form, about, **more)


@require_POST
def import_cancel(request: Request, traject_pk: int, uuid: UUID) -> HttpResponse:
    """Forget what was read."""
    importing.put_away(_brought(request, traject_pk, uuid))
    return editing.saved(request, list_url(traject_pk), "Niets toegevoegd. Wat je inlas, is weg.")


@require_safe
def import_example(request: Request, traject_pk: int) -> HttpResponse:
    """A table with the right columns, to fill in."""
    access.fetch(request.user, "add_registration", Traject.objects.all(), traject_pk)
    note = "Voorbeeld. Vervang de regels onder de kolomnamen door je eigen aantallen."
    return spreadsheets.xlsx("Voorbeeld aantallen", COLUMNS, EXAMPLE, note=note)


def _brought(request: Request, traject_pk: int, uuid: UUID) -> RegistrationImport:
    rows = RegistrationImport.objects.fresh().filter(traject_id=traject_pk).select_related("traject")
    return access.fetch(request.user, "add_registration", rows, uuid)


def _read(form: TableForm, traject: Traject, door: Door) -> Found | None:
    try:
        found = parse(rows_of(form.cleaned_data["file"], MOST_ROWS + 1), traject, door)
    except ValidationError as refusal:
        form.add_error("file", refusal)
        return None
    if found.faults:
        form.add_error("file", "Er klopt iets niet in dit bestand. Er is niets toegevoegd.")
    return found


def _preview(brought: RegistrationImport) -> list[dict[str, object]]:
    return [
        {
            "title": row["title"],
            "about": About(row["about"]).label,
            "value": row["value"],
            "outside": small_counts.outside(row["about"], row["value"]),
            "period": label(row["period"], row["year"]),
            "area": row["area"],
            "theme": row["theme"],
            "text": row["text"],
            "source": row["source"],
            "doubts": kept.get("doubts", []),
        }
        for row, kept in zip(importing.contents(brought), brought.rows, strict=True)
    ]
