"""Evaluation moments in a series, what came of one, and a theme that came up by it (F2)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from buurtbalans.accounts.requests import Request, sent
from buurtbalans.once import saved_once
from privacy import access
from privacy.doors.finding import Door
from trajects.follow_up import evaluation
from trajects.follow_up.steering_forms import EvaluationSeriesForm, OutcomeForm, ThemeForm
from trajects.follow_up.steering_kinds import EVALUATION
from trajects.plan.parts import Part
from trajects.traject import editing, services
from trajects.traject.editing import Change, FormPage
from trajects.traject.models import Theme, Traject

SERIES = "Daarna kun je elk moment nog verzetten of verwijderen. Wie in het kernteam zit, krijgt twee weken en een dag "
SERIES += "van tevoren een mail."
NOTHING_NEW = "Op al deze dagen stond al een evaluatiemoment."
ADAPT = "De uitkomst is opgeslagen. Pas het plan hier aan; alle partners lezen mee."


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def evaluation_propose(request: Request, traject_pk: int) -> HttpResponse:
    """Plan a series at once, in the rhythm that the plan names."""
    traject = access.fetch(request.user, "steer_execution", Traject.objects.all(), traject_pk)
    form = EvaluationSeriesForm(sent(request), traject=traject)
    if not form.is_valid():
        about = FormPage("Evaluatiemomenten plannen", EVALUATION.url(traject_pk), EVALUATION.tab(traject))
        written = traject.plan.parts.filter(part=Part.MONITORING).values_list("text", flat=True).first()
        intro = f"In het plan staat: {written}\n\n{SERIES}" if written else SERIES
        return editing.show(request, traject, form, about, intro=intro)
    number = evaluation.plan_series(traject, by=request.user, days=form.days())
    planned = "1 evaluatiemoment gepland." if number == 1 else f"{number} evaluatiemomenten gepland."
    return editing.saved(request, EVALUATION.url(traject_pk), planned if number else NOTHING_NEW)


@require_http_methods(["GET", "HEAD", "POST"])
def evaluation_outcome(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Say what came of it; where the plan is to change one goes on to its draft."""
    row = access.fetch(request.user, "steer_execution", EVALUATION.rows(traject_pk), pk)
    form = OutcomeForm(sent(request), instance=row, traject=row.traject, door=Door(request.user, traject_pk))
    adapts = form.is_valid() and form.cleaned_data["changes_plan"]
    back = reverse("trajects:plan", args=[traject_pk]) if adapts else EVALUATION.url(traject_pk, row)

    about = FormPage("Uitkomst van de evaluatie", back, EVALUATION.tab(row.traject))

    def save(seen: int, changes: dict[str, Any]) -> bool:
        written = evaluation.write_outcome(row, seen, by=request.user, today=timezone.localdate(), **changes)
        if written and adapts:
            messages.info(request, ADAPT)
        return written

    def last_change() -> Change:
        return Change(row.changed_by or "")

    return editing.edit(request, row.traject, form, about, save, last_change, intro=row.about)


@require_http_methods(["GET", "HEAD", "POST"])
def theme_add(request: Request, traject_pk: int) -> HttpResponse:
    """A theme joins those of the traject, also after the plan was adopted."""
    traject = access.fetch(request.user, "edit_traject", Traject.objects.all(), traject_pk)
    form = ThemeForm(sent(request), themes=Theme.objects.exclude(trajects=traject))
    if not form.is_valid():
        about = FormPage("Thema toevoegen", EVALUATION.url(traject_pk), EVALUATION.tab(traject), submit="Toevoegen")
        return editing.show(request, traject, form, about)
    services.add_theme(traject, form.cleaned_data["theme"], by=request.user)
    return editing.saved(request, EVALUATION.url(traject_pk), "Het thema hoort er nu bij.")
