"""Pages of a traject's end: what is kept until when, what was deleted, closing and reopening (T13, V6)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from buurtbalans.accounts.requests import Request
from privacy import access
from privacy.retention import services
from privacy.retention.closing import kept, still_open
from privacy.retention.models import DeletionReport
from privacy.retention.reporting import by_day
from privacy.retention.terms import terms
from trajects.traject import page
from trajects.traject.models import Traject

TAB = "privacy"
CLOSED = "Het traject is afgesloten. Iedereen die meedoet kan het nog lezen."
REOPENED = "Het traject is weer open. Wat al gewist is, komt niet terug."


@require_safe
def keeping(request: Request, traject_pk: int) -> HttpResponse:
    """What is kept of this traject until when; for the kernteam also what was deleted."""
    traject = access.fetch(request.user, "see", Traject.objects.all(), traject_pk)
    context = page.context(request.user, traject, TAB)
    if "close_traject" in context["can"]:
        reports = access.visible(request.user, DeletionReport.objects.filter(traject=traject))
        context["deleted"] = by_day(reports)
    context["kept"] = kept(traject.ended_on, terms(), timezone.localdate())
    return render(request, "privacy/retention/keeping.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def traject_close(request: Request, traject_pk: int) -> HttpResponse:
    """Show what is still open and what will be deleted when; POST closes the traject."""
    traject = access.fetch(request.user, "close_traject", Traject.objects.all(), traject_pk)
    today = timezone.localdate()
    if request.method == "POST":
        if services.close(traject, by=request.user, today=today):
            messages.success(request, CLOSED)
        return redirect("privacy:keeping", traject.pk)
    context = page.context(request.user, traject, TAB, still_open=still_open(request.user, traject, today))
    context["kept"] = kept(today, terms(), today)
    return render(request, "privacy/retention/close.html", context)


@require_POST
def traject_reopen(request: Request, traject_pk: int) -> HttpResponse:
    """Go on with a closed traject."""
    traject = access.fetch(request.user, "close_traject", Traject.objects.all(), traject_pk)
    if services.reopen(traject, by=request.user):
        messages.success(request, REOPENED)
    return redirect("privacy:keeping", traject.pk)
