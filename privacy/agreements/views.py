"""Pages of the privacy agreement: reading and accepting it, and changing it as the kernteam (V1)."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from buurtbalans import pdf
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
    newest = newest_agreement(request, traject_pk)
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
    context["is_due"] = newest.evaluate_on <= timezone.localdate()
    return render(request, "privacy/agreements/page.html", context, status=status)


@require_safe
def version(request: Request, traject_pk: int, number: int) -> HttpResponse:
    """One version, an earlier one too: what one once accepted stays readable."""
    one, versions = _version(request, traject_pk, number)
    context = page.context(request.user, one.traject, TAB, agreement=one, versions=versions, blocks=blocks(one.text))
    return render(request, "privacy/agreements/version.html", context)


@require_safe
def paper(request: Request, traject_pk: int, number: int) -> HttpResponse:
    """One version on paper, with its fingerprint, to sign or to keep."""
    one, _ = _version(request, traject_pk, number)
    now = timezone.localtime()
    imprint = {
        "traject": one.traject.name,
        "version": f"Versie {one.version} – {date_format(timezone.localtime(one.published_at), 'j F Y')}",
        "audience": "Voor: wie meedoet aan dit traject",
        "made": f"Gemaakt op {date_format(now, 'j F Y')} om {date_format(now, 'H.i')} uur",
    }
    context = {"agreement": one, "traject": one.traject, "blocks": blocks(one.text), "imprint": imprint}
    name = f"privacyafspraken {one.traject.name} versie {one.version}"
    return pdf.respond(request, "pdf/agreement.html", context, name=name)


def newest_agreement(request: Request, traject_pk: int, action: str = "see") -> PrivacyAgreement:
    """The version that counts now, for one action."""
    versions = PrivacyAgreement.objects.of_professionals(traject_pk).select_related("traject")
    return access.fetch(request.user, action, versions)


def _version(request: Request, traject_pk: int, number: int) -> tuple[PrivacyAgreement, list[PrivacyAgreement]]:
    every = PrivacyAgreement.objects.of_professionals(traject_pk).select_related("traject")
    versions = list(access.visible(request.user, every))
    one = next((one for one in versions if one.version == number), None)
    if one is None:
        raise Http404
    return one, versions


def _next(request: Request, traject_pk: int) -> str:
    """Where one was going, only within this site."""
    asked = request.POST.get("next") or request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return asked
    return reverse("privacy:registration-list", args=[traject_pk])
