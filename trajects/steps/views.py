"""A step: what it is for, what it should bring, and how far it is (T5, T6)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from buurtbalans import htmx
from buurtbalans.accounts.requests import Request, sent
from buurtbalans.locking import update_if_unchanged
from privacy import access
from privacy.doors.finding import Door
from trajects.steps import services
from trajects.steps.forms import StepTextsForm
from trajects.steps.models import ResultReached, Step, StepResult
from trajects.traject import editing, page


@require_safe
def step(request: Request, traject_pk: int, number: int) -> HttpResponse:
    """All that the method says about a step, with the traject's own results to tick."""
    found = access.fetch(
        request.user,
        "see",
        Step.objects.filter(traject_id=traject_pk, number=number).select_related("traject").prefetch_related("results"),
    )
    return render(request, "trajects/steps/step.html", _context(request, found))


@require_POST
def result_tick(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Tick or untick a result: `bereikt` is 1 or 0."""
    result = access.fetch(
        request.user,
        "edit_traject",
        StepResult.objects.filter(step__traject=traject_pk).select_related("step__traject"),
        pk,
    )
    reached = request.POST.get("bereikt") == "1"
    services.tick(result, reached=reached, by=request.user, today=timezone.localdate())
    message = "Resultaat afgevinkt." if reached else "Het vinkje is weg."
    context = {**page.context(request.user, result.step.traject, "overview"), "result": result, "step": result.step}
    url = f"{result.step.get_absolute_url()}#resultaat-{result.pk}"
    return htmx.changed(request, "trajects/steps/_result.html", context, url, message=message)


@require_POST
def step_move(request: Request, traject_pk: int, number: int) -> HttpResponse:
    """Begin, finish or reopen a step: `naar` is "begin" or "klaar". The method never locks."""
    found = access.fetch(request.user, "edit_traject", Step.objects.filter(traject_id=traject_pk, number=number))
    today = timezone.localdate()
    if request.POST.get("naar") == "klaar":
        services.finish(found, by=request.user, today=today)
        open_results = found.results.filter(reached_on=None).count()
        messages.success(request, f"Stap {number} is afgerond.")
        if open_results:
            messages.info(request, f"Nog niet afgevinkt: {open_results} van de resultaten. Dat kan later ook nog.")
    else:
        services.begin(found, by=request.user, today=today)
        messages.success(request, f"Jullie zijn bezig met stap {number}.")
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
def step_edit(request: Request, traject_pk: int, number: int) -> HttpResponse:
    """Change the traject's own copy of a step's texts."""
    found = access.fetch(request.user, "edit_traject", Step.objects.filter(traject_id=traject_pk, number=number))
    form = StepTextsForm(sent(request), instance=found, door=Door(request.user, traject_pk))
    about = editing.FormPage(f"Stap {number} aanpassen", found.get_absolute_url(), "overview")

    def save(seen_version: int, changes: dict[str, Any]) -> bool:
        return update_if_unchanged(found, seen_version, **changes)

    return editing.edit(request, found.traject, form, about, save)


def _context(request: Request, found: Step) -> dict[str, object]:
    results = list(found.results.all())
    reached_in = access.visible(request.user, ResultReached.objects.filter(result__in=results))
    where = {row.result_id: row for row in reached_in.select_related("session")}
    others = access.visible(request.user, Step.objects.filter(traject_id=found.traject_id))
    return page.context(
        request.user,
        found.traject,
        "overview",
        step=found,
        results=[(result, where.get(result.pk)) for result in results],
        reached=sum(1 for result in results if result.reached_on),
        steps=list(others.only("number", "title", "traject_id", "started_on", "finished_on")),
    )
