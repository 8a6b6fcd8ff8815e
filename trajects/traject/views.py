"""Making, finding and changing trajects."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from buurtbalans.accounts.requests import Request, sent
from buurtbalans.once import saved_once
from privacy import access
from privacy.doors.finding import Door
from trajects.partners.models import Function
from trajects.traject import editing, services
from trajects.traject.details import advise
from trajects.traject.forms import PaceForm, ProposalForm
from trajects.traject.models import Traject

MANY_THEMES = 3


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def traject_new(request: Request) -> HttpResponse:
    """Page 1 of a new traject; saved when it is sent, pages 2 and 3 may be skipped (T1)."""
    form = ProposalForm(sent(request), initial={"functions": _usual_functions(request)}, door=Door(request.user))
    if request.user.acts_for is None:
        return render(request, "trajects/traject/no_organisation.html", status=403)
    if not form.is_valid():
        return render(request, "trajects/traject/new.html", {"form": form}, status=422 if form.errors else 200)
    traject = services.propose(
        by=request.user,
        areas=form.cleaned_data["buurten"],
        question=form.cleaned_data["question"],
        kind=form.cleaned_data["kind"],
        themes=form.cleaned_data["themes"],
        urgencies=form.urgencies(),
        functions=form.cleaned_data["functions"],
        today=timezone.localdate(),
    )
    form.keep_decisions(traject)
    advise(request, form.cleaned_data["buurten"], form.cleaned_data["themes"])
    return redirect("trajects:partner-choose", traject.pk)


@require_POST
def traject_start(request: Request, traject_pk: int) -> HttpResponse:
    """A gebiedsmakelaar turns the proposal into a running traject."""
    traject = access.fetch(request.user, "start_traject", Traject.objects.all(), traject_pk)
    if services.start(traject, by=request.user, today=timezone.localdate()):
        messages.success(request, "Het traject is gestart.")
    return redirect(traject)


@require_http_methods(["GET", "HEAD", "POST"])
def pace_edit(request: Request, traject_pk: int) -> HttpResponse:
    """Set the pace, and say why when it is not the usual one (T7)."""
    traject = access.fetch(request.user, "edit_traject", Traject.objects.all(), traject_pk)
    form = PaceForm(sent(request), instance=traject, door=Door(request.user, traject_pk))
    about = editing.FormPage("Tempo van dit traject", traject.get_absolute_url(), "overview")

    def save(seen_version: int, changes: dict[str, Any]) -> bool:
        days, reason = changes["pace_days"], changes["pace_reason"]
        return services.set_pace(traject, seen_version, by=request.user, days=days, reason=reason)

    return editing.edit(request, traject, form, about, save)


def _usual_functions(request: Request) -> list[str]:
    """A gebiedsmakelaar by profession most likely is one here too."""
    title = request.user.job_title.lower()
    return [name for name in (Function.GEBIEDSMAKELAAR, Function.ONDERZOEKSADVISEUR) if name in title]
