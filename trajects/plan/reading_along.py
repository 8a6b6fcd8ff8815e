"""Asking a colleague of one's own organisation to read along with a submitted version (L3, docs/adr/0037)."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from buurtbalans.accounts.requests import Request, sent
from buurtbalans.once import saved_once
from privacy import access
from privacy.doors.finding import Door
from trajects.partners import invitations
from trajects.partners.models import Partner, Role
from trajects.partners.people import site_of
from trajects.plan.commenting_forms import ReaderForm
from trajects.plan.models import PlanVersion
from trajects.traject import editing
from trajects.traject.editing import FormPage

WHAT_HAPPENS = (
    "Je collega krijgt een mail met een link en leest de voorgelegde versies, en verder niets van het traject. Hij of "
    "zij kan opmerkingen plaatsen en zeggen wat jullie organisatie kan inzetten."
)


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def reader_ask(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Who may vouch for a colleague asks him by mail; his seat needs nobody else's word."""
    version = access.fetch(request.user, "read_submitted_plan", PlanVersion.objects.of_traject(traject_pk), pk)
    seat = access.seat(request.user, traject_pk)
    rows = Partner.objects.filter(traject=traject_pk).select_related("organisation", "traject")
    partner = access.fetch(request.user, "confirm_colleague", rows, seat.partner_id if seat else 0)
    form = ReaderForm(partner, sent(request), door=Door(request.user, traject_pk))
    back = reverse("trajects:plan-submitted", args=[traject_pk, version.pk])
    if not form.is_valid():
        about = FormPage(f"Een collega van {partner} laten meelezen", back, submit="Vraag versturen")
        return editing.show(request, partner.traject, form, about, intro=WHAT_HAPPENS)
    invited = invitations.invite(
        partner, by=request.user, role=Role.READER, functions=(), site=site_of(request), **form.cleaned_data
    )
    form.keep_decisions(invited)
    return editing.saved(request, back, f"De vraag aan {invited.name} is onderweg.")
