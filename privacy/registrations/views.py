"""Pages of registrations: recording, reading, sharing and withdrawing them (D2, V3).

Titles of pages stay neutral: they end up in browser histories and on lock screens.
"""

import uuid as uuids
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from buurtbalans import htmx
from buurtbalans.accounts.requests import Request, sent
from privacy import access
from privacy.access_events.models import AccessAction
from privacy.agreements.condition import agreement_url, has_agreed
from privacy.doors.finding import Door
from privacy.registrations import audience, services
from privacy.registrations.forms import NewRegistrationForm, RegistrationForm, ShareForm
from privacy.registrations.models import Registration, RegistrationKind
from privacy.registrations.reading import read
from trajects.partners.models import Partner
from trajects.traject import editing, page
from trajects.traject.models import Traject

TAB = "registrations"
FORM_PAGE = "privacy/registrations/form.html"


@require_safe
def registration_list(request: Request, traject_pk: int) -> HttpResponse:
    """What one's own organisation recorded, and what others shared with it. Nothing about the rest.

    Who did not accept the newest agreement is led there first, or asks for the own rows only: ?alleen=eigen.
    """
    traject = access.fetch(
        request.user, "see", Traject.objects.annotate(has_agreed=has_agreed(request.user)), traject_pk
    )
    rows = Registration.objects.in_traject(traject.pk)
    only_own = request.GET.get("alleen") == "eigen"
    has_to_agree = not traject.has_agreed  # type: ignore[attr-defined]  # annotated above
    if has_to_agree and not only_own and access.awaits_agreement(request.user, rows):
        return htmx.elsewhere(request, agreement_url(traject_pk, request.path))
    readings = read(access.visible(request.user, rows), request.user, traject_id=traject.pk, action=AccessAction.LIST)
    own = [reading for reading in readings if reading.is_own]
    shared = [reading for reading in readings if not reading.is_own]
    context = page.context(request.user, traject, TAB, own=own, shared=shared, has_to_agree=has_to_agree)
    return render(request, "privacy/registrations/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def registration_new(request: Request, traject_pk: int) -> HttpResponse:
    """Record a count or signal as one's own organisation, and choose who sees it."""
    traject = access.fetch(request.user, "add_registration", Traject.objects.all(), traject_pk)
    partner = _own_partner(request, traject)
    initial = {"kind": RegistrationKind.COUNT, "once": uuids.uuid4()}
    where: dict[str, Any] = {"door": Door(request.user, traject_pk), "traject": traject}
    form = NewRegistrationForm(sent(request), initial=initial, partner_id=partner.pk, **where)
    about = editing.FormPage("Registratie toevoegen", _list_url(traject_pk), TAB, template=FORM_PAGE)
    if not form.is_valid():
        return editing.show(request, traject, form, about)
    answer = form.cleaned_data
    seen_by = audience.expand(answer["audience"], answer["chosen"], traject, partner.pk)
    row = services.add(partner, by=request.user, once=answer["once"], shared_with=seen_by, **form.changes())
    form.keep_decisions(row)
    return editing.saved(request, row.get_absolute_url())


@require_safe
def registration(request: Request, traject_pk: int, uuid: uuids.UUID) -> HttpResponse:
    """One registration: whole for its owner, rounded for whom it is shared with."""
    row = access.fetch(request.user, "see", Registration.objects.in_traject(traject_pk), uuid)
    [reading] = read([row], request.user, traject_id=traject_pk, action=AccessAction.VIEW)
    context = page.context(request.user, row.traject, TAB, reading=reading)
    return render(request, "privacy/registrations/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def registration_edit(request: Request, traject_pk: int, uuid: uuids.UUID) -> HttpResponse:
    """Change what it says; who sees it stays as it is."""
    row = _own(request, traject_pk, uuid)
    form = RegistrationForm(sent(request), instance=row, traject=row.traject, door=Door(request.user, traject_pk))
    about = editing.FormPage("Registratie wijzigen", row.get_absolute_url(), TAB, template=FORM_PAGE)

    def save(seen_version: int, changes: dict[str, Any]) -> bool:
        return services.change(row, seen_version, **changes)

    def last_change() -> editing.Change:
        return editing.Change("Een collega", row.changed_at)

    return editing.edit(request, row.traject, form, about, save, last_change)


@require_http_methods(["GET", "HEAD", "POST"])
def registration_share(request: Request, traject_pk: int, uuid: uuids.UUID) -> HttpResponse:
    """Change who sees it, wider or narrower; it works with the next request."""
    row = _own(request, traject_pk, uuid)
    answer, seen_by = audience.answer_now(row)
    initial = {"audience": answer, "chosen": seen_by}
    form = ShareForm(sent(request), initial=initial, traject=row.traject, partner_id=row.partner_id)
    about = editing.FormPage("Wie mag dit zien?", row.get_absolute_url(), TAB, template=FORM_PAGE)
    if not form.is_valid():
        return editing.show(request, row.traject, form, about)
    wanted = audience.expand(form.cleaned_data["audience"], form.cleaned_data["chosen"], row.traject, row.partner_id)
    services.share(row, wanted, by=request.user)
    return editing.saved(request, about.back_url)


@require_POST
def registration_withdraw(request: Request, traject_pk: int, uuid: uuids.UUID) -> HttpResponse:
    """Back to one's own organisation at once."""
    row = _own(request, traject_pk, uuid)
    services.withdraw(row, by=request.user)
    return editing.saved(request, row.get_absolute_url(), "Ingetrokken. Alleen jouw organisatie ziet dit nu nog.")


@require_http_methods(["GET", "HEAD", "POST"])
def registration_delete(request: Request, traject_pk: int, uuid: uuids.UUID) -> HttpResponse:
    """Delete a registration of one's own organisation, after asking once."""
    row = _own(request, traject_pk, uuid)
    if request.method == "POST":
        services.delete(row)
        return editing.saved(request, _list_url(traject_pk), "Registratie verwijderd.")
    about = editing.FormPage("Registratie verwijderen", row.get_absolute_url(), TAB, "Verwijderen")
    text = f"{row.title}\n\nDe registratie verdwijnt voor iedereen die hem nu ziet. Dit kan niet ongedaan worden."
    return editing.confirm(request, row.traject, about, text)


def _own(request: Request, traject_pk: int, uuid: uuids.UUID) -> Registration:
    return access.fetch(request.user, "manage_registration", Registration.objects.in_traject(traject_pk), uuid)


def _own_partner(request: Request, traject: Traject) -> Partner:
    seat = access.seat(request.user, traject.pk)
    return access.fetch(request.user, "see", Partner.objects.filter(traject=traject), seat.partner_id if seat else 0)


def _list_url(traject_pk: int) -> str:
    return reverse("privacy:registration-list", args=[traject_pk])
