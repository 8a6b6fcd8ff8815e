"""The plan: reading it, writing its parts, beginning a new version."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from buurtbalans.accounts.requests import Request, sent
from privacy import access
from privacy.doors.finding import Door
from trajects.plan import services
from trajects.plan.conversation import said_beside, talked_about
from trajects.plan.forms import PartForm
from trajects.plan.models import PlanPart
from trajects.plan.outline import outline
from trajects.plan.parts import PART_QUESTION, Part
from trajects.plan.sourcing import sources_of
from trajects.plan.standing import standing_of
from trajects.traject import editing, page
from trajects.traject.editing import Change, FormPage
from trajects.traject.models import Traject


@require_safe
def plan(request: Request, traject_pk: int) -> HttpResponse:
    """The whole plan, with what is still open."""
    traject = access.fetch(request.user, "view_traject", Traject.objects.all(), traject_pk)
    found = outline(traject)
    context = page.context(request.user, traject, "plan", outline=found)
    newest = next(iter(found.submitted), None)
    context |= {"standing": standing_of(request.user, newest), "talks": talked_about(request.user, traject_pk)}
    context["sources"] = sources_of(request.user, traject.pk)
    return render(request, "trajects/plan/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def part_edit(request: Request, traject_pk: int, part: str) -> HttpResponse:
    """Write one part of the plan."""
    traject = access.fetch(request.user, "edit_plan", Traject.objects.all(), traject_pk)
    rows = PlanPart.objects.filter(plan__traject=traject, part__in={part} & set(Part.values))
    row = get_object_or_404(access.visible(request.user, rows))
    known = next(view.is_known for view in outline(traject).parts if view.name == part)
    return editing.edit(
        request,
        traject,
        PartForm(sent(request), instance=row, door=Door(request.user, traject_pk)),
        FormPage(
            Part(part).label,
            f"{reverse('trajects:plan', args=[traject_pk])}#onderdeel-{part}",
            template="trajects/plan/part_edit.html",
        ),
        save=lambda seen, changes: services.write_part(row, seen, by=request.user, is_known=known, **changes),
        last_change=lambda: Change(str(row.changed_by or ""), row.changed_at),
        intro=PART_QUESTION[part],
        comments=said_beside(request.user, traject_pk, part),
    )


@require_POST
def version_add(request: Request, traject_pk: int) -> HttpResponse:
    """Begin the next draft of the plan."""
    traject = access.fetch(request.user, "edit_plan", Traject.objects.all(), traject_pk)
    plan = traject.plan
    is_seen = request.POST.get("seen") == plan.label
    if is_seen and services.new_version(plan, plan.draft_number, by=request.user):
        messages.success(request, f"Je werkt nu aan {traject.plan.label}.")
    else:
        messages.warning(request, "Iemand anders is al een nieuwe versie begonnen. Je ziet hem nu.")
    return redirect("trajects:plan", traject_pk)
