"""Pages of registrations: recording, reading, changing and deleting them (D2, V3).

Titles of pages stay neutral: they end up in browser histories and on lock screens.
"""

import uuid as uuids
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from buurtbalans import htmx
from buurtbalans.accounts.requests import Request, sent
from privacy import access
from privacy.access_events.models import AccessAction
from privacy.agreements.condition import agreement_url, has_agreed
from privacy.doors.finding import Door
from privacy.periods import last_ended_quarter
from privacy.registrations import audience, second_reading, services
from privacy.registrations.forms import RegistrationForm
from privacy.registrations.listing import Asked
from privacy.registrations.models import Registration, RegistrationFile, RegistrationKind, RegistrationVersion
from privacy.registrations.owning import list_url, own, own_partner
from privacy.registrations.reading import read
from privacy.registrations.sharing_forms import NewRegistrationForm
from privacy.registrations.sharing_views import after_sharing
from trajects.partners.models import Partner
from trajects.partners.people import site_of
from trajects.traject import editing, page
from trajects.traject.models import Traject

TAB = "registrations"
FORM_PAGE = "privacy/registrations/form.html"
WORDS_ARE_READ_AGAIN = (
    "Let op: wijzig je de woorden, dan ziet niemand buiten je organisatie dit signaal meer tot een collega het "
    "opnieuw heeft gelezen."
)


@require_safe
def registration_list(request: Request, traject_pk: int) -> HttpResponse:
    """What one's own organisation recorded, and what others shared with it. Nothing about the rest.

    Who did not accept the newest agreement is led there first, or asks for the own rows only: ?alleen=eigen.
    """
    trajects = Traject.objects.annotate(has_agreed=has_agreed(request.user))
    traject = access.fetch(request.user, "see", trajects, traject_pk)
    asked = Asked(traject, request.user, request.GET)
    has_to_agree = not traject.has_agreed  # type: ignore[attr-defined]  # annotated above
    rows = Registration.objects.in_traject(traject.pk)
    if has_to_agree and not asked.only_own and access.awaits_agreement(request.user, rows):
        return htmx.elsewhere(request, agreement_url(traject_pk, request.path))
    context = page.context(request.user, traject, TAB, asked=asked, has_to_agree=has_to_agree, **asked.shown())
    return render(request, "privacy/registrations/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def registration_new(request: Request, traject_pk: int) -> HttpResponse:
    """Record a count or signal as one's own organisation, and choose who sees it."""
    traject = access.fetch(request.user, "add_registration", Traject.objects.all(), traject_pk)
    partner = own_partner(request, traject)
    period, year = last_ended_quarter(timezone.localdate())
    initial = {"kind": RegistrationKind.COUNT, "once": uuids.uuid4(), "period": period, "year": year}
    where: dict[str, Any] = {"door": Door(request.user, traject_pk), "traject": traject}
    form = NewRegistrationForm(sent(request), initial=initial, partner_id=partner.pk, **where)
    about = editing.FormPage("Registratie toevoegen", list_url(traject_pk), TAB, template=FORM_PAGE)
    if not form.is_valid():
        return editing.show(request, traject, form, about)
    return after_sharing(request, _add(request, partner, form))


@require_safe
def registration(request: Request, traject_pk: int, uuid: uuids.UUID) -> HttpResponse:
    """One registration: whole for its owner, rounded for whom it is shared with."""
    row = access.fetch(request.user, "see", Registration.objects.in_traject(traject_pk), uuid)
    [reading] = read([row], request.user, traject_id=traject_pk, action=AccessAction.VIEW)
    files = access.visible(request.user, RegistrationFile.objects.filter(registration=row))
    context = page.context(request.user, row.traject, TAB, reading=reading, files=files)
    if reading.of_owner.waits or reading.of_owner.was_sent_back:
        context |= {"wanted": audience.names(audience.wanted(row), row.traject), "second": row.second_reading}
        context["may_read"] = second_reading.may_read(row, request.user)
    return render(request, "privacy/registrations/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def registration_edit(request: Request, traject_pk: int, uuid: uuids.UUID) -> HttpResponse:
    """Change what it says; who sees it stays as it is, but new words of a signal are read again first."""
    row = own(request, traject_pk, uuid)
    intro = WORDS_ARE_READ_AGAIN if row.kind == RegistrationKind.SIGNAL and access.audience(row) else ""
    form = RegistrationForm(sent(request), instance=row, traject=row.traject, door=Door(request.user, traject_pk))
    about = editing.FormPage("Registratie wijzigen", row.get_absolute_url(), TAB, template=FORM_PAGE)

    def save(seen_version: int, changes: dict[str, Any]) -> bool:
        return services.change(row, seen_version, by=request.user, site=site_of(request), **changes)

    def last_change() -> editing.Change:
        return editing.Change(when=row.changed_at)

    return editing.edit(request, row.traject, form, about, save, last_change, intro=intro)


@require_safe
def registration_versions(request: Request, traject_pk: int, uuid: uuids.UUID) -> HttpResponse:
    """What a registration of one's own organisation said before."""
    row = own(request, traject_pk, uuid)
    versions = access.visible(request.user, RegistrationVersion.objects.filter(registration=row))
    context = page.context(request.user, row.traject, TAB, row=row, versions=versions.select_related("written_by"))
    return render(request, "privacy/registrations/versions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def registration_delete(request: Request, traject_pk: int, uuid: uuids.UUID) -> HttpResponse:
    """Delete a registration of one's own organisation, after asking once."""
    row = own(request, traject_pk, uuid)
    if request.method == "POST":
        services.delete(row)
        return editing.saved(request, list_url(traject_pk), "Registratie verwijderd.")
    about = editing.FormPage("Registratie verwijderen", row.get_absolute_url(), TAB, "Verwijderen")
    text = f"{row.title}\n\nDe registratie verdwijnt voor iedereen die hem nu ziet. Dit kan niet ongedaan worden."
    return editing.confirm(request, row.traject, about, text)


def _add(request: Request, partner: Partner, form: NewRegistrationForm) -> Registration:
    answer = form.sharing(partner.traject, partner.pk)
    row = services.add(
        partner,
        by=request.user,
        once=form.cleaned_data["once"],
        shared_with=answer.partner_ids,
        level=answer.level,
        site=site_of(request),
        expires_on=answer.expires_on,
        **form.changes(),
    )
    form.keep_decisions(row)
    return row
