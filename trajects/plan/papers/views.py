"""The papers of the plan, each made for who asks for it."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from buurtbalans import pdf
from buurtbalans.accounts.requests import Request
from privacy import access
from trajects.plan.models import PlanVersion
from trajects.plan.papers.choosing import Chosen, kept_for, living, organisation_of
from trajects.plan.papers.document import TEMPLATE, file_name, plan_context
from trajects.traject.models import Traject


@require_safe
def plan_pdf(request: Request, traject_pk: int) -> HttpResponse:
    """The whole plan as it is now, as a tagged PDF."""
    traject = access.fetch(request.user, "view_traject", Traject.objects.all(), traject_pk)
    return _pdf(request, living(traject, organisation_of(request, traject)))


@require_safe
def submitted_pdf(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """One submitted version as a tagged PDF, with for whom and when it was made (V7)."""
    version = access.fetch(request.user, "read_submitted_plan", PlanVersion.objects.of_traject(traject_pk), pk)
    return _pdf(request, kept_for(request, version))


def _pdf(request: Request, chosen: Chosen) -> HttpResponse:
    context = plan_context(chosen.text, chosen.stamp)
    return pdf.respond(request, TEMPLATE, context, name=file_name(chosen.text))
