"""Partners: who is at the table, and who should be (P1)."""

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from buurtbalans.accounts.models import Organisation
from buurtbalans.accounts.requests import Request, sent
from privacy import access
from privacy.doors.finding import Door
from trajects.partners.conflict import conflict
from trajects.partners.forms import ChoosePartnersForm, NewPartnerForm, PartnerForm
from trajects.partners.models import Function, Partner
from trajects.partners.overview import table_of
from trajects.partners.services import CRITERIA, add_partner, add_partners, change_partner, organisation_named
from trajects.traject import page
from trajects.traject.models import Traject


@require_safe
def partner_list(request: Request, traject_pk: int) -> HttpResponse:
    """Everybody at the table, and who is missing."""
    traject = access.fetch(request.user, "view_traject", Traject.objects.all(), traject_pk)
    context = page.context(request.user, traject, "partners", table=table_of(request.user, traject))
    return render(request, "trajects/partners/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def partner_add(request: Request, traject_pk: int) -> HttpResponse:
    """Put an organisation on the overview, and go on to invite somebody when asked."""
    traject = access.fetch(request.user, "manage_partners", Traject.objects.all(), traject_pk)
    form = NewPartnerForm(traject, sent(request), initial=_preset(request), door=Door(request.user, traject_pk))
    if form.is_valid() and (partner := _add(request, traject, form)):
        messages.success(request, f"{partner} is toegevoegd.")
        return redirect(_after_adding(request, partner))
    context = page.context(request.user, traject, "partners", form=form, organisations=_to_choose(traject))
    return render(request, "trajects/partners/add.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def partner_choose(request: Request, traject_pk: int) -> HttpResponse:
    """Page 2 of a new traject: who comes to mind? Goes on to the first session."""
    traject = access.fetch(request.user, "manage_partners", Traject.objects.all(), traject_pk)
    form = ChoosePartnersForm(traject, request.POST if request.method == "POST" else None)
    first_session = f"{reverse('sessions:session-new', args=[traject.pk])}?eerste=1"
    if form.is_valid() and _add_all(request, traject, form):
        return redirect(first_session)
    context = page.context(
        request.user, traject, "partners", form=form, skip_url=first_session, organisations=_to_choose(traject)
    )
    return render(request, "trajects/partners/choose.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def partner_edit(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Change what is known of a partner."""
    rows = Partner.objects.filter(traject_id=traject_pk).select_related("organisation", "traject")
    partner = access.fetch(request.user, "manage_partners", rows, pk)
    form = PartnerForm(sent(request), initial=_known_of(partner), door=Door(request.user, traject_pk))
    back_url = reverse("trajects:partner-list", args=[traject_pk])
    if form.is_valid():
        changes = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        if change_partner(partner, form.cleaned_data["version"], by=request.user, **changes):
            form.keep_decisions(partner)
            messages.success(request, "Opgeslagen.")
            return redirect(back_url)
        return conflict(request, partner, form)
    heading = f"{partner} wijzigen"
    context = page.context(request.user, partner.traject, "partners", form=form, heading=heading, back_url=back_url)
    return render(request, "traject_form.html", context, status=422 if form.is_bound else 200)


def _add(request: Request, traject: Traject, form: NewPartnerForm) -> Partner | None:
    """The new partner; None when the same one was added a moment ago."""
    data = form.cleaned_data
    try:
        organisation = organisation_named(data["organisation"], data["category"])
        details = {name: data[name] for name in ("status", "criteria", "note")}
        partner = add_partner(traject, organisation, by=request.user, **details)
    except IntegrityError:
        form.add_error("organisation", "Deze organisatie is zojuist al toegevoegd.")
        return None
    form.keep_decisions(partner)
    return partner


def _add_all(request: Request, traject: Traject, form: ChoosePartnersForm) -> bool:
    try:
        add_partners(traject, form.chosen(), by=request.user)
    except IntegrityError:
        form.add_error(None, "Een van deze organisaties is zojuist al toegevoegd. Controleer de lijst.")
        return False
    return True


def _after_adding(request: Request, partner: Partner) -> str:
    if "uitnodigen" not in request.POST:
        return reverse("trajects:partner-list", args=[partner.traject_id])
    address = reverse("trajects:partner-invite", args=[partner.traject_id, partner.pk])
    task = request.GET.get("taak", "")
    return f"{address}?{urlencode({'taak': task})}" if task in Function.values else address


def _preset(request: Request) -> dict[str, str]:
    return {"category": request.GET.get("soort", "")}


def _to_choose(traject: Traject) -> list[str]:
    """Names of the organisations that are not on the overview yet."""
    free = Organisation.objects.filter(is_active=True).exclude(partnerships__traject=traject)
    return list(free.values_list("name", flat=True))


def _known_of(partner: Partner) -> dict[str, object]:
    return {
        "status": partner.status,
        "criteria": [name for name in CRITERIA if getattr(partner, name)],
        "note": partner.note,
        "agreed_on": partner.agreed_on,
        "version": partner.version,
    }
