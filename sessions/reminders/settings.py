"""When one wants to be reminded: on one's account page, and off with one click from the mail (A3)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from buurtbalans.accounts.requests import Request, sent
from privacy.links import services as links
from privacy.links.models import Purpose
from sessions.reminders import services
from sessions.reminders.forms import ReminderForm


@require_http_methods(["GET", "HEAD", "POST"])
def reminder_settings(request: Request) -> HttpResponse:
    """Choose the hour, or no reminders at all."""
    form = ReminderForm(sent(request), instance=services.setting_of(request.user))
    if form.is_valid():
        services.choose(request.user, **form.cleaned_data)
        messages.success(request, "Opgeslagen.")
        return redirect("sessions:reminders")
    return render(request, "sessions/reminders/settings.html", {"form": form}, status=422 if form.is_bound else 200)


# A mail program that unsubscribes with one click (RFC 8058) has no page with a token to send along; the secret in the
# address is what an attacker lacks, and all it does is stop a mail.
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def reminders_link(request: HttpRequest, token: str) -> HttpResponse:
    """Put the reminders off from a mail. Looking changes nothing, because mail scanners follow links."""
    link = links.addressee(token, Purpose.MUTE_REMINDERS)
    if link is None:
        return render(request, "link_ended.html", status=404)
    if request.method == "POST":
        services.mute(link.user)
    is_on = services.setting_of(link.user).is_on
    return render(request, "sessions/reminders/mute.html", {"is_on": is_on})
