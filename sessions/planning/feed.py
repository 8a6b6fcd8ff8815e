"""One's sessions as a calendar that keeps itself up to date (S6).

The address holds a secret instead of a login, because calendars cannot log in. What it shows is asked of the
gate at every visit, so who left a traject loses its sessions here too (privacy.md road 22).
"""

import secrets
from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from buurtbalans.accounts.models import User
from buurtbalans.accounts.requests import Request
from privacy import access
from sessions.planning.calendar import calendar
from sessions.planning.models import CalendarFeed, Session
from trajects.traject.models import Traject

# Calendars show some weeks back; older sessions stand in the traject.
DAYS_BACK = 60


@login_not_required
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The sessions that the owner of this address may see now; 404 for who may see none any more."""
    known = access.fetch_by_link(CalendarFeed.objects.select_related("user"), token)
    if known is None or not access.visible(known.user, Traject.objects.all()).exists():
        raise Http404
    since = timezone.localdate() - timedelta(days=DAYS_BACK)
    sessions = access.visible(known.user, Session.objects.filter(date__gte=since)).order_by("date", "starts_at", "pk")
    content = calendar((session, request.build_absolute_uri(session.get_absolute_url())) for session in sessions)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="bijeenkomsten.ics"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def feed_settings(request: Request) -> HttpResponse:
    """Make the address, make a new one, or stop it. It is shown once: afterwards only its hash is known."""
    if request.POST.get("stop"):
        CalendarFeed.objects.filter(user=request.user).delete()
        messages.success(request, "Gestopt. Het adres werkt niet meer.")
        return redirect("sessions:feed-settings")
    address = request.build_absolute_uri(_new_address(request.user)) if request.method == "POST" else ""
    known = CalendarFeed.objects.filter(user=request.user).first()
    return render(request, "sessions/planning/feed.html", {"feed": known, "address": address})


def _new_address(user: User) -> str:
    token = secrets.token_urlsafe(32)
    CalendarFeed.objects.update_or_create(user=user, defaults={"token_hash": access.link_hash(token)})
    return reverse("sessions:feed", args=[token])
