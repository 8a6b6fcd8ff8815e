"""The answers of organisations on a submitted version: reading them, giving one's own, and who gives it (L6)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from buurtbalans.accounts.models import User
from buurtbalans.accounts.requests import Request, sent
from privacy import access
from privacy.doors.finding import Door
from privacy.refusals import NotAllowed
from trajects.partners.models import Membership, Partner
from trajects.partners.people import site_of
from trajects.plan import signing
from trajects.plan.approval_forms import AnswerForm, SignatoryForm
from trajects.plan.approval_models import Approval
from trajects.plan.models import PlanVersion
from trajects.plan.standing import Standing
from trajects.traject import editing, page
from trajects.traject.editing import Change, FormPage
from trajects.traject.models import Traject

ALONG = ("plan_version__plan__traject", "partner__organisation", "partner__signatory__membership__user", "answered_by")
ANSWER_PAGE = "trajects/plan/answer.html"
CHOOSE = (
    "Deze persoon krijgt een mail zodra er een versie wordt voorgelegd, en is de enige die namens de organisatie "
    "antwoordt. Je kunt later iemand anders kiezen."
)
TOO_LATE = "Op deze versie kun je niet meer antwoorden. Hieronder staat hoe het nu is."


@require_safe
def approvals(request: Request, traject_pk: int) -> HttpResponse:
    """What every organisation says about the last submitted version; a back office sees its own."""
    version = access.fetch(request.user, "read_submitted_plan", PlanVersion.objects.of_traject(traject_pk))
    rows = access.visible(request.user, Approval.objects.of_version(version).with_history())
    standing, traject = Standing(version, list(rows)), version.plan.traject
    context = page.context(request.user, traject, "plan", version=version, standing=standing)
    context |= {"is_member": "view_traject" in context["can"], "today": timezone.localdate()}
    if standing.is_open and not traject.is_closed:
        context |= _own_question(request.user, standing)
    return render(request, "trajects/plan/approvals.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def approval_answer(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """The answer of an organisation, by the person who signs for it and nobody else."""
    rows = Approval.objects.filter(plan_version__plan__traject=traject_pk)
    approval = access.fetch(request.user, "answer_plan", rows.select_related(*ALONG), pk)
    if not signs(request.user, approval):
        raise NotAllowed(approval._meta.label_lower, pk)
    about = FormPage(_heading(approval), _url(traject_pk), submit="Antwoord geven", template=ANSWER_PAGE)
    form = AnswerForm(sent(request), instance=approval, door=Door(request.user, traject_pk))
    try:
        return editing.edit(
            request,
            approval.plan_version.plan.traject,
            form,
            about,
            save=lambda seen, changes: signing.answer(approval, seen, by=request.user, **changes),
            last_change=lambda: Change(approval.answered_by or "", approval.answered_at),
        )
    except signing.ClosedError:
        messages.warning(request, TOO_LATE)
        return redirect(_url(traject_pk))


@require_http_methods(["GET", "HEAD", "POST"])
def signatory_choose(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Who signs for an organisation: chosen by its own members, or by the kernteam."""
    own = access.seat(request.user, traject_pk)
    action = "answer_plan" if own and own.partner_id == pk else "manage_partners"
    rows = Partner.objects.filter(traject=traject_pk).select_related("organisation", "traject")
    partner = access.fetch(request.user, action, rows, pk)
    seats = who_may_sign(request.user, partner=partner)
    form = SignatoryForm(sent(request), seats=seats)
    about = FormPage(f"Ondertekenaar van {partner.organisation.name}", _url(traject_pk), submit="Kiezen")
    if not form.is_valid():
        return editing.show(request, partner.traject, form, about, intro=CHOOSE)
    signing.name_signatory(partner, form.chosen(), by=request.user, site=site_of(request))
    message = f"{form.chosen().user.name} antwoordt namens {partner.organisation.name}."
    return editing.saved(request, _after_choosing(request, traject_pk), message)


@require_POST
def approvals_remind(request: Request, traject_pk: int) -> HttpResponse:
    """Remind everybody who did not decide yet."""
    traject = access.fetch(request.user, "edit_plan", Traject.objects.all(), traject_pk)
    rows = access.visible(request.user, Approval.objects.waiting().filter(plan_version__plan__traject=traject))
    number = signing.remind(rows, today=timezone.localdate(), site=site_of(request))
    if number:
        messages.success(request, f"De herinnering gaat naar {number} organisatie{'s' if number > 1 else ''}.")
    else:
        messages.info(request, "Iedereen die nog niet antwoordde, kreeg vandaag al een herinnering.")
    return redirect(_url(traject_pk))


def signs(user: User, approval: Approval) -> bool:
    """Is this the person who answers for the organisation?"""
    chosen = approval.signatory
    return chosen is not None and chosen.membership.user_id == user.pk and not chosen.has_left


def who_may_sign(user: User, **where: Any) -> list[Membership]:
    """Who surely sits for an organisation now, its back office included; `where` chooses the seats."""
    sure = Membership.objects.active().filter(confirmed_at__isnull=False, user__is_active=True, **where)
    return list(access.visible(user, sure.filter(partner__isnull=False)).select_related("user"))


def _own_question(user: User, standing: Standing) -> dict[str, Any]:
    """What is asked of this person, with the form; of the others in the organisation who answers for them."""
    seat = access.seat(user, standing.version.plan.traject_id)
    if seat is None or "answer_plan" not in seat.actions:
        return {}
    own = next((row for row in standing.counted if row.partner_id == seat.partner_id), None)
    if own is None:
        return {}
    earlier = signing.earlier_answer(own)
    found: dict[str, Any] = {"own": own, "earlier": earlier}
    if earlier and not own.carried_from:
        found["changed"] = signing.changed_since(earlier, standing.version)
    if signs(user, own):
        found["form"] = AnswerForm(instance=own)
    return found


def _heading(approval: Approval) -> str:
    return f"{approval.plan_version.name}: het antwoord van {approval.partner.organisation.name}"


def _url(traject_pk: int) -> str:
    return reverse("trajects:plan-approvals", args=[traject_pk])


def _after_choosing(request: Request, traject_pk: int) -> str:
    """The answers where there are any; before the first version is submitted the plan."""
    versions = access.visible(request.user, PlanVersion.objects.of_traject(traject_pk))
    return _url(traject_pk) if versions.exists() else reverse("trajects:plan", args=[traject_pk])
