"""Pages of the privacy agreement: reading and accepting it, and changing it as the kernteam (V1)."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from buurtbalans.accounts.requests import Request, sent
from privacy import access
from privacy.agreements import services
from privacy.agreements.forms import AcceptForm
from privacy.agreements.models import PrivacyAgreement
from privacy.agreements.wording import blocks
from trajects.traject import page

TAB = "privacy"
AGREED = "Dank je. Je hebt akkoord gegeven op versie {} van de privacyafspraken."


@require_http_methods(["GET", "HEAD", "POST"])
def agreement(request: Request, traject_pk: int) -> HttpResponse:
    """The newest version, to read and to accept; afterwards one goes where one was going."""
    newest = _newest(request, traject_pk)
    form = AcceptForm(sent(request), newest=newest)
    if form.is_valid() and not form.is_outdated:
        services.accept(newest, by=request.user)
        messages.success(request, AGREED.format(newest.version))
        return HttpResponseRedirect(_next(request, traject_pk))
    status = 409 if form.is_outdated else 422 if form.errors else 200
    shown = AcceptForm(newest=newest) if form.is_outdated else form
    context = page.context(request.user, newest.traject, TAB, agreement=newest, form=shown)
    context |= {"blocks": blocks(newest.text), "acceptance": services.acceptance_of(newest, request.user)}
    context |= {"next": _next(request, traject_pk), "is_outdated": form.is_outdated}
    return render(request, "privacy/agreements/page.html", context, status=status)


def _newest(request: Request, traject_pk: int) -> PrivacyAgreement:
    versions = PrivacyAgreement.objects.of_professionals(traject_pk).select_related("traject")
    return access.fetch(request.user, "see", versions)


def _next(request: Request, traject_pk: int) -> str:
    """Where one was going, only within this site."""
    asked = request.POST.get("next") or request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return asked
    return reverse("privacy:registration-list", args=[traject_pk])
