"""The numbers of an indicator, and ticking a point of the checklist."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from buurtbalans import htmx
from buurtbalans.accounts.requests import Request, sent
from buurtbalans.once import saved_once
from privacy import access
from privacy.doors.finding import Door
from trajects.follow_up import governance, indicators, steering_pages
from trajects.follow_up.steering_forms import MeasurementForm
from trajects.follow_up.steering_kinds import INDICATOR, MEASUREMENT, POINT
from trajects.traject import editing
from trajects.traject.editing import FormPage
from trajects.traject.models import Traject

TAKEN = "Van deze dag staat er al een getal. Kies een andere dag, of wijzig dat getal."


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def measurement_add(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Write down how it is now."""
    indicator = access.fetch(request.user, "edit_plan", INDICATOR.rows(traject_pk), pk)
    traject = indicator.goal.traject
    form = MeasurementForm(sent(request), traject=traject, door=Door(request.user, traject_pk))
    if form.is_valid():
        try:
            row = indicators.add_measurement(indicator, by=request.user, **form.changes())
        except indicators.DayTakenError:
            form.add_error("date", TAKEN)
        else:
            form.keep_decisions(row)
            return editing.saved(request, INDICATOR.url(traject_pk, indicator), "Getal toegevoegd.")
    about = FormPage("Getal toevoegen", INDICATOR.url(traject_pk, indicator), INDICATOR.tab(traject))
    return editing.show(request, traject, form, about, intro=indicator.name)


@require_http_methods(["GET", "HEAD", "POST"])
def measurement_edit(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Correct a number."""
    row = access.fetch(request.user, "edit_plan", MEASUREMENT.rows(traject_pk), pk)
    traject = row.indicator.goal.traject
    form = MeasurementForm(sent(request), instance=row, traject=traject, door=Door(request.user, traject_pk))
    about = FormPage("Getal wijzigen", INDICATOR.url(traject_pk, row.indicator), INDICATOR.tab(traject))

    def save(seen: int, changes: dict[str, Any]) -> bool:
        return indicators.change_measurement(row, seen, by=request.user, **changes)

    try:
        return editing.edit(request, traject, form, about, save, intro=row.indicator.name)
    except indicators.DayTakenError:
        form.add_error("date", TAKEN)
        return editing.show(request, traject, form, about, intro=row.indicator.name)


@require_POST
def point_tick(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Say that a point is done, or not after all: the form says which, so that two clicks do not undo each other."""
    row = access.fetch(request.user, "report_progress", POINT.rows(traject_pk), pk)
    is_done = request.POST.get("klaar") == "1"
    governance.tick(row, by=request.user, today=timezone.localdate(), is_done=is_done)
    shown = steering_pages.PAGES[POINT.page]
    return htmx.changed(
        request,
        shown.part,
        shown.context(request, row.traject),
        POINT.url(traject_pk, row),
        message=f"{'Geregeld' if is_done else 'Weer open'}: {row.title}",
        focus=f"vink-{row.pk}",
    )


@require_POST
def points_put(request: Request, traject_pk: int) -> HttpResponse:
    """Put the points of the method on the list."""
    traject = access.fetch(request.user, "edit_plan", Traject.objects.all(), traject_pk)
    number = governance.put_presets(traject, by=request.user)
    return editing.saved(request, POINT.url(traject_pk), f"{number} punten klaargezet.")
