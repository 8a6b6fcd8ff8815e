"""A registration as evidence for or against an assumption: its own organisation writes it (D6, V3)."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from buurtbalans.accounts.requests import Request, sent
from buurtbalans.addresses import address
from buurtbalans.once import saved_once
from privacy import access
from privacy.access_events.models import AccessAction
from privacy.doors.finding import Door
from privacy.registrations import evidence
from privacy.registrations.evidence_form import RegistrationEvidenceEditForm, RegistrationEvidenceForm
from privacy.registrations.models import Registration, RegistrationEvidence
from privacy.registrations.owning import own_partner
from privacy.registrations.reading import read
from trajects.analysis.models import Assumption
from trajects.traject import editing

TAB = "picture"
WHO = "Wie de registratie mag zien, leest ook deze onderbouwing. Voor alle anderen bestaat zij niet."
FORM_PAGE = "privacy/registrations/form.html"
ALONG = ("assumption__traject", "registration")


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def evidence_add(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Choose a registration of one's own organisation that speaks for or against an assumption."""
    assumption = access.fetch(request.user, "add_registration", Assumption.objects.filter(traject=traject_pk), pk)
    partner = own_partner(request, assumption.traject)
    rows = access.visible(request.user, Registration.objects.in_traject(traject_pk).filter(partner=partner))
    readings = {one.uuid: one for one in read(rows, request.user, traject_id=traject_pk, action=AccessAction.LIST)}
    if not readings:
        return redirect("privacy:registration-new", traject_pk)
    door = Door(request.user, traject_pk)
    form = RegistrationEvidenceForm(sent(request), rows=rows, readings=readings, door=door)
    if not form.is_valid():
        about = _about(assumption, "Onderbouwen met een registratie")
        return editing.show(request, assumption.traject, form, about, intro=f"Bij de aanname: {assumption.text} {WHO}")
    form.keep_decisions(evidence.bring(assumption, by=request.user, **form.changes()))
    return editing.saved(request, _url(assumption), "Onderbouwing toegevoegd.")


@require_http_methods(["GET", "HEAD", "POST"])
def evidence_edit(request: Request, traject_pk: int, uuid: UUID) -> HttpResponse:
    """Write it in other words."""
    rows = RegistrationEvidence.objects.filter(registration__traject=traject_pk).select_related(*ALONG)
    row = access.fetch(request.user, "manage_registration", rows, uuid)
    return editing.edit(
        request,
        row.assumption.traject,
        RegistrationEvidenceEditForm(sent(request), instance=row, door=Door(request.user, traject_pk)),
        _about(row.assumption, "Onderbouwing wijzigen"),
        save=lambda seen, changes: evidence.change(row, seen, **changes),
        intro=WHO,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def evidence_delete(request: Request, traject_pk: int, uuid: UUID) -> HttpResponse:
    """Take it away, after asking; the registration stays."""
    rows = RegistrationEvidence.objects.filter(registration__traject=traject_pk).select_related(*ALONG)
    row = access.fetch(request.user, "manage_registration", rows, uuid)
    if request.method == "POST":
        evidence.remove(row)
        return editing.saved(request, _url(row.assumption), "Verwijderd.")
    about = editing.FormPage("Onderbouwing verwijderen?", _url(row.assumption), TAB, "Verwijderen")
    text = f"{row.text or row.get_stance_display()}\n\nDe registratie zelf blijft staan."
    return editing.confirm(request, row.assumption.traject, about, text)


def _about(assumption: Assumption, heading: str) -> editing.FormPage:
    return editing.FormPage(heading, _url(assumption), TAB, template=FORM_PAGE)


def _url(assumption: Assumption) -> str:
    return address("pages:assumption", assumption.traject_id, assumption.pk)
