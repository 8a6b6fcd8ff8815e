"""One assumption with its evidence, and from a measure back to why it is there (D6)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from buurtbalans.accounts.requests import Request
from buurtbalans.pages.evidence import pieces_for, sides
from privacy import access
from trajects.analysis import chain
from trajects.analysis.findings import OPPORTUNITY, PROBLEM, finding_links
from trajects.analysis.models import Assumption
from trajects.plan.models import Measure
from trajects.plan.sourcing import sources_of
from trajects.traject import page


@require_safe
def assumption(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """One assumption: what testing showed, what speaks for and against it, and what leans on it."""
    found = Assumption.objects.filter(traject=traject_pk)
    rows = found.select_related("traject", "partner__organisation", "verdict_by__organisation")
    row = access.fetch(request.user, "view_traject", rows, pk)
    pieces = pieces_for(request.user, [row], traject_pk)[row.pk]
    leaning = [
        *finding_links(row.problems.all(), PROBLEM),
        *finding_links(row.opportunities.all(), OPPORTUNITY),
    ]
    is_open = not row.is_tested or access.may(request.user, "edit_traject", row)
    may_edit = is_open and access.may(request.user, "edit_evidence", row)
    context = page.context(
        request.user, row.traject, "picture", row=row, sides=sides(pieces), leaning=leaning, may_edit=may_edit
    )
    context["sources"] = sources_of(request.user, traject_pk)
    return render(request, "pages/assumption.html", context)


@require_safe
def measure_why(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Why a measure is there: goal, causes, problems and opportunities, assumptions with their evidence."""
    rows = Measure.objects.filter(line__plan__traject=traject_pk).select_related("line__goal", "line__plan__traject")
    measure = access.fetch(request.user, "view_traject", rows, pk)
    why = chain.why(measure)
    pieces = pieces_for(request.user, why.assumptions, traject_pk)
    tested = [(row, sides(pieces[row.pk])) for row in why.assumptions]
    context = page.context(request.user, measure.line.plan.traject, "plan", measure=measure, why=why, tested=tested)
    context["sources"] = sources_of(request.user, traject_pk)
    return render(request, "pages/measure_why.html", context)
