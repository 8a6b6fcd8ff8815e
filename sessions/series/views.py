"""Planning the sessions of the rest of the traject at once."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from buurtbalans import htmx
from buurtbalans.accounts.requests import Request, sent
from buurtbalans.once import saved_once
from privacy import access
from privacy.doors.finding import Door
from sessions.planning.advice import advice
from sessions.planning.models import Session
from sessions.series.forms import RowFormSet
from sessions.series.services import MOST, plan_series, proposed
from trajects.steps.models import Step
from trajects.traject import page
from trajects.traject.models import Traject


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def series_new(request: Request, traject_pk: int) -> HttpResponse:
    """Show a proposal that can be changed, and make it all at once."""
    traject = access.fetch(request.user, "prepare_session", Traject.objects.all(), traject_pk)
    who = {"user": request.user, "traject": traject, "door": Door(request.user, traject_pk)}
    rows = RowFormSet(sent(request), initial=_initial(request, traject), form_kwargs=who, prefix="rij")
    if request.method == "POST" and rows.is_valid():
        return _planned(request, traject, rows)
    more = {"rows": rows, "heading": "Reeks voorstellen", "back_url": _list(traject)}
    context = page.context(request.user, traject, "sessions", **more)
    return render(request, "sessions/series/new.html", context, status=422 if rows.is_bound else 200)


def _initial(request: Request, traject: Traject) -> list[dict[str, Any]]:
    steps = list(access.visible(request.user, Step.objects.filter(traject=traject)).order_by("number"))
    sessions = access.visible(request.user, Session.objects.going_on().filter(traject=traject))
    last = sessions.order_by("-date").values_list("date", flat=True).first()
    rows = proposed(traject, steps, last=last, today=timezone.localdate())
    # Rows without a day are for who wants to meet more often.
    return [*rows, *({} for _ in range(MOST - len(rows)))]


def _planned(request: Request, traject: Traject, rows: Any) -> HttpResponse:
    kept = rows.kept()
    made = plan_series(traject, by=request.user, rows=[form.cleaned_data for form in kept])
    for form, session in zip(kept, made, strict=True):
        form.keep_decisions(session)
        for warning in advice(request.user, session):
            messages.warning(request, f"{session.title}: {warning}")
    count = "1 bijeenkomst staat" if len(made) == 1 else f"{len(made)} bijeenkomsten staan"
    return htmx.changed(request, "", {}, _list(traject), message=f"{count} in concept.")


def _list(traject: Traject) -> str:
    return reverse("sessions:session-list", args=[traject.pk])
