"""Files with a registration: whoever sees the registration may download them, of a count about persons in its time."""

from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.utils import formats, timezone
from django.views.decorators.http import require_http_methods, require_safe

from buurtbalans import uploads
from buurtbalans.accounts.requests import Request
from buurtbalans.once import saved_once
from privacy import access
from privacy.access_events import recording
from privacy.access_events.models import AccessAction
from privacy.doors.finding import Door
from privacy.registrations import services
from privacy.registrations.file_form import FileForm
from privacy.registrations.models import Registration, RegistrationFile, RegistrationKind
from privacy.registrations.owning import own
from privacy.registrations.reading import early_until
from trajects.partners.people import site_of
from trajects.traject import editing

TAB = "registrations"
AS_IT_IS = "Wie de registratie mag zien, kan het bestand downloaden zoals het is. Getallen erin worden niet afgerond."
NOT_YET = " Andere organisaties zien het bestand net als het getal pas na {}."
READ_AGAIN = " Een collega leest het signaal met het bestand eerst; tot dan ziet niemand buiten je organisatie het."


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def file_add(request: Request, traject_pk: int, uuid: UUID) -> HttpResponse:
    """Put a file with a registration of one's own organisation."""
    row = own(request, traject_pk, uuid)
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = FileForm(*given, door=Door(request.user, traject_pk))
    if form.is_valid():
        stored = services.attach(row, form.cleaned_data["file"], by=request.user, site=site_of(request))
        form.keep_decisions(stored)
        return editing.saved(request, row.get_absolute_url(), "Het bestand is toegevoegd.")
    about = editing.FormPage(
        "Bestand toevoegen", row.get_absolute_url(), TAB, "Toevoegen", "privacy/registrations/form.html"
    )
    return editing.show(request, row.traject, form, about, intro=_who_sees_it(row))


@require_safe
def file(request: Request, traject_pk: int, uuid: UUID) -> FileResponse:
    """Download a file of a registration that one sees."""
    rows = RegistrationFile.objects.filter(registration__traject_id=traject_pk).select_related("registration")
    stored = access.fetch(request.user, "see", rows, uuid)
    recording.record(request.user, AccessAction.DOWNLOAD, [stored.registration], traject_id=traject_pk, channel="file")
    return uploads.as_attachment(stored.file, stored.filename)


@require_http_methods(["GET", "HEAD", "POST"])
def file_delete(request: Request, traject_pk: int, uuid: UUID) -> HttpResponse:
    """Take a file of one's own organisation away, after asking once."""
    rows = RegistrationFile.objects.filter(registration__traject_id=traject_pk).select_related("registration__traject")
    stored = access.fetch(request.user, "manage_registration", rows, uuid)
    row = stored.registration
    about = editing.FormPage("Bestand verwijderen", row.get_absolute_url(), TAB, "Verwijderen")
    if request.method == "POST":
        services.detach(stored)
        return editing.saved(request, about.back_url, "Het bestand is verwijderd.")
    text = f"{stored.filename}\n\nNiemand kan het daarna nog downloaden. Dit kan niet ongedaan worden."
    return editing.confirm(request, row.traject, about, text)


def _who_sees_it(row: Registration) -> str:
    waits_until = early_until(row, timezone.localdate())
    if waits_until is not None:
        return AS_IT_IS + NOT_YET.format(formats.date_format(waits_until, "j F Y"))
    is_read_again = row.kind == RegistrationKind.SIGNAL and access.audience(row)
    return AS_IT_IS + (READ_AGAIN if is_read_again else "")
