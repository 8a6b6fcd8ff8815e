"""The plan on paper: a PDF that one can lay before a board (L4, V7)."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from buurtbalans import pdf
from buurtbalans.accounts.requests import Request
from privacy import access
from trajects.partners.models import Partner
from trajects.plan.outline import Outline, kernteam_names, outline
from trajects.traject.models import Traject

AUDIENCE = "Zichtbaar voor: alle partners in dit traject"


@dataclass(frozen=True)
class Imprint:
    """The corners of every page: which traject, which version, for whom, made when and for which organisation."""

    traject: str
    version: str
    audience: str
    made: str


@require_safe
def plan_pdf(request: Request, traject_pk: int) -> HttpResponse:
    """The whole plan as a tagged PDF."""
    traject = access.fetch(request.user, "view_traject", Traject.objects.all(), traject_pk)
    seats = Partner.objects.filter(traject=traject, memberships__user=request.user, memberships__valid_to=None)
    own = access.visible(request.user, seats).get()
    found = outline(traject)
    context = {
        "imprint": imprint(traject, found, own.organisation.name),
        "traject": traject,
        "outline": found,
        "areas": list(traject.areas.all()),
        "kernteam": kernteam_names(traject),
        "audience": "Alle partners in dit traject",
    }
    name = f"plan van aanpak {traject.name} {found.plan.label}".replace(".", "-")
    return pdf.respond(request, "pdf/plan.html", context, name=name)


def imprint(traject: Traject, found: Outline, organisation: str) -> Imprint:
    """What stands in the margins of the plan."""
    today = date_format(timezone.localdate(), "j F Y")
    return Imprint(
        traject=f"Buurtagenda {traject.name}",
        version=f"{found.plan.label} – {today}",
        audience=AUDIENCE,
        made=f"Gemaakt op {today} voor {organisation}",
    )
