"""The plan: reading it, beginning a new version."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from buurtbalans.accounts.models import User
from buurtbalans.accounts.requests import Request
from privacy import access
from privacy.questions import Given, Question
from trajects.plan import services
from trajects.plan.aside_rows import beside
from trajects.plan.page_reading import read_together
from trajects.plan.pages import length_of
from trajects.plan.part_rows import parts, table_of_contents
from trajects.traject import page
from trajects.traject.models import Traject


@Question
def _traject(user: User, pk: Given) -> QuerySet[Traject]:
    return access.visible(user, Traject.objects.filter(pk=pk).select_related("plan__changed_by"))


@require_safe
def plan(request: Request, traject_pk: int) -> HttpResponse:
    """The whole plan, with what is still open."""
    traject = _traject.one(request.user, pk=traject_pk)
    context = page.context(request.user, traject, "plan")
    read = read_together(request.user, traject, context["can"])
    found, standing = read.outline, read.standing
    context |= {"outline": found, "standing": standing, "talks": read.talks, "length": length_of(found)}
    context |= {"parts": parts(found, read.reader), "contents": table_of_contents(found.parts)}
    context["beside"] = beside(found, standing, request.user.pk)
    return render(request, "trajects/plan/page.html", context)


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
