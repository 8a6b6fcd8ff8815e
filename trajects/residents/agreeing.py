"""The residents' own agreement: read and accepted before one reads what others wrote (V1, V4)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from buurtbalans.accounts.requests import Request, sent
from privacy import wall
from privacy.agreements import services
from privacy.agreements.forms import AcceptForm
from privacy.agreements.wording import blocks
from trajects.residents import page
from trajects.residents.models import ResidentsTrack


@require_http_methods(["GET", "HEAD", "POST"])
def agreement(request: Request, traject_pk: int) -> HttpResponse:
    """The newest version, to read and to accept; afterwards one goes where one was going."""
    track = page.track_of(request, traject_pk)
    newest = wall.agreement(track)
    form = AcceptForm(sent(request), newest=newest)
    if form.is_valid() and not form.is_outdated:
        services.accept(newest, by=request.user)
        return page.saved(request, _next(request, track), "Dank je. Je hebt akkoord gegeven op de afspraken.")
    status = 409 if form.is_outdated else 422 if form.errors else 200
    shown = AcceptForm(newest=newest) if form.is_outdated else form
    context = page.context(request.user, track, "", agreement=newest, form=shown, blocks=blocks(newest.text))
    context |= {"acceptance": services.acceptance_of(newest, request.user), "next": _next(request, track)}
    context["is_outdated"] = form.is_outdated
    return render(request, "trajects/residents/agreement.html", context, status=status)


def _next(request: Request, track: ResidentsTrack) -> str:
    """Where one was going, only within this site."""
    asked = request.POST.get("next") or request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return asked
    return track.get_absolute_url()
