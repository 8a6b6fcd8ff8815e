"""Submitting the plan to the partners' own organisations, who read that version and nothing else (L3)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from buurtbalans.accounts.requests import Request
from privacy import access
from trajects.plan import services
from trajects.plan.freezing import thawed
from trajects.plan.models import PlanVersion
from trajects.traject import page
from trajects.traject.models import Traject

WHAT_HAPPENS = (
    "De achterban van alle partners kan deze versie dan lezen, en verder niets van het traject. De versie verandert "
    "daarna niet meer. Je werkt zelf verder aan het volgende concept."
)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_submit(request: Request, traject_pk: int) -> HttpResponse:
    """Submit the plan as it is now, after asking once."""
    traject = access.fetch(request.user, "edit_plan", Traject.objects.select_related("plan"), traject_pk)
    if request.method == "POST":
        return _submit(request, traject)
    context = page.context(
        request.user,
        traject,
        "plan",
        heading=f"{traject.plan.label} voorleggen aan de achterban?",
        text=WHAT_HAPPENS,
        submit="Voorleggen",
        seen=traject.plan.draft_number,
        back_url=reverse("trajects:plan", args=[traject_pk]),
    )
    return render(request, "trajects/plan/submit.html", context)


@require_safe
def submitted(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """One submitted version, word for word."""
    version = access.fetch(request.user, "read_submitted_plan", PlanVersion.objects.of_traject(traject_pk), pk)
    traject = version.plan.traject
    context = {"version": version, "traject": traject, "outline": thawed(version.contents)}
    context["is_member"] = access.may(request.user, "view_traject", traject)
    return render(request, "trajects/plan/submitted.html", context)


def _submit(request: Request, traject: Traject) -> HttpResponse:
    seen = request.POST.get("seen", "")
    if seen == str(traject.plan.draft_number) and services.submit(traject.plan, int(seen), by=request.user):
        messages.success(request, f"Voorgelegd. Je werkt nu verder aan {traject.plan.label}.")
    else:
        messages.warning(
            request, "Deze versie kan niet worden voorgelegd, of iemand was je voor. Kijk wat er nu staat."
        )
    return redirect("trajects:plan", traject.pk)
