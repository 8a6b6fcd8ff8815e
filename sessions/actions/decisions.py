"""Pages of decisions: writing one down, and changing its words."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from buurtbalans.accounts.requests import Request, sent
from buurtbalans.once import saved_once
from privacy import access
from privacy.doors.finding import Door
from sessions.actions import services
from sessions.actions.forms import DecisionForm
from sessions.actions.models import Decision
from trajects.traject import editing
from trajects.traject.models import Traject


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def decision_add(request: Request, traject_pk: int) -> HttpResponse:
    """Write down what was decided."""
    traject = access.fetch(request.user, "edit_action", Traject.objects.all(), traject_pk)
    door = Door(request.user, traject_pk)
    form = DecisionForm(sent(request), traject=traject, user=request.user, door=door)
    about = editing.FormPage("Besluit toevoegen", _list_url(traject_pk), "actions", "Besluit toevoegen")
    if not form.is_valid():
        return editing.show(request, traject, form, about)
    form.keep_decisions(services.add_decision(traject, by=request.user, **form.changes()))
    return editing.saved(request, about.back_url, "Besluit toegevoegd.")


@require_http_methods(["GET", "HEAD", "POST"])
def decision_edit(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Change a decision's words, date or session."""
    decision = access.fetch(
        request.user, "edit_action", Decision.objects.filter(traject_id=traject_pk).select_related("traject"), pk
    )
    door = Door(request.user, traject_pk)
    form = DecisionForm(sent(request), instance=decision, traject=decision.traject, user=request.user, door=door)
    about = editing.FormPage("Besluit wijzigen", _list_url(traject_pk), "actions")

    def save(seen_version: int, changes: dict[str, Any]) -> bool:
        return services.change_decision(decision, seen_version, by=request.user, **changes)

    def last_change() -> editing.Change:
        return editing.Change(decision.changed_by, decision.changed_at)

    return editing.edit(request, decision.traject, form, about, save, last_change)


def _list_url(traject_pk: int) -> str:
    return reverse("sessions:action-list", args=[traject_pk]) + "?toon=besluiten"
