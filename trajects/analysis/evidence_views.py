"""What speaks for and against an assumption, and the causes that a measure works on (D6)."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from buurtbalans.accounts.requests import Request, sent
from buurtbalans.addresses import address
from buurtbalans.once import saved_once
from privacy import access
from privacy.doors.finding import Door
from trajects.analysis import testing
from trajects.analysis.assumption_views import ALL_READ, TAB, one_url, own_partner
from trajects.analysis.models import Assumption, Evidence
from trajects.analysis.testing_forms import EvidenceEditForm, EvidenceForm, MeasureCausesForm
from trajects.plan.models import Measure
from trajects.traject import editing
from trajects.traject.editing import FormPage

OF_SESSION = "Alleen wie bij de bijeenkomst hoort waar dit vandaan komt, leest dit."
# What a link from elsewhere may choose beforehand: name in the address → field.
CHOSEN = {"bevinding": "finding", "document": "document", "uitkomst": "outcome"}


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def evidence_add(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Bring something for or against an assumption; any partner may."""
    row = access.fetch(request.user, "add_assumption", Assumption.objects.filter(traject=traject_pk), pk)
    traject = row.traject
    form = EvidenceForm(
        sent(request),
        initial={field: request.GET.get(name) for name, field in CHOSEN.items()},
        traject=traject,
        user=request.user,
        door=Door(request.user, traject_pk),
    )
    if not form.is_valid():
        about = FormPage("Onderbouwing toevoegen", one_url(row), TAB)
        return editing.show(request, traject, form, about, intro=f"Bij de aanname: {row.text} {ALL_READ}")
    partner = own_partner(request, traject)
    form.keep_decisions(testing.add_evidence(row, by=request.user, partner=partner, **form.changes()))
    return editing.saved(request, one_url(row), "Onderbouwing toegevoegd.")


@require_http_methods(["GET", "HEAD", "POST"])
def evidence_edit(request: Request, traject_pk: int, uuid: UUID) -> HttpResponse:
    """Write it in other words: the organisation that brought it, or the kernteam."""
    rows = Evidence.objects.filter(assumption__traject=traject_pk).select_related("assumption__traject")
    row = access.fetch(request.user, "edit_evidence", rows, uuid)
    return editing.edit(
        request,
        row.assumption.traject,
        EvidenceEditForm(sent(request), instance=row, door=Door(request.user, traject_pk)),
        FormPage("Onderbouwing wijzigen", one_url(row.assumption), TAB),
        save=lambda seen, changes: testing.change_evidence(row, seen, **changes),
        intro=OF_SESSION if row.session_id else ALL_READ,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def evidence_delete(request: Request, traject_pk: int, uuid: UUID) -> HttpResponse:
    """Take it away, after asking."""
    rows = Evidence.objects.filter(assumption__traject=traject_pk).select_related("assumption__traject")
    row = access.fetch(request.user, "edit_evidence", rows, uuid)
    if request.method == "POST":
        testing.remove_evidence(row)
        return editing.saved(request, one_url(row.assumption), "Verwijderd.")
    about = FormPage("Onderbouwing verwijderen?", one_url(row.assumption), TAB, submit="Verwijderen")
    return editing.confirm(request, row.assumption.traject, about, row.text or row.get_stance_display())


@require_http_methods(["GET", "HEAD", "POST"])
def measure_causes(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Tick the causes that a measure works on."""
    measure = access.fetch(request.user, "edit_plan", Measure.objects.filter(line__plan__traject=traject_pk), pk)
    return editing.edit(
        request,
        measure.line.plan.traject,
        MeasureCausesForm(sent(request), instance=measure, door=Door(request.user, traject_pk)),
        FormPage("Oorzaken van een maatregel", address("pages:measure-why", traject_pk, pk)),
        save=lambda seen, changes: testing.name_causes(measure, seen, by=request.user, **changes),
        intro=measure.title,
    )
