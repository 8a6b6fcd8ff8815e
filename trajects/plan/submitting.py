"""Submitting the plan to the partners' own organisations, who read that version, and are asked to agree (L3, L6)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from buurtbalans.accounts.requests import Request, sent
from privacy import access
from trajects.partners.models import Membership, Partner, PartnerStatus
from trajects.partners.people import site_of
from trajects.plan import services
from trajects.plan.answering import who_may_sign
from trajects.plan.approval_forms import SubmitForm
from trajects.plan.approval_models import AdoptedPaper, Approval, Signatory
from trajects.plan.conversation import is_open_to, said_by_part
from trajects.plan.freezing import shown
from trajects.plan.models import PlanVersion
from trajects.plan.outline import outline
from trajects.plan.part_rows import Reader, parts
from trajects.plan.signing import Asking
from trajects.plan.standing import standing_of
from trajects.traject import page
from trajects.traject.models import Traject

WHAT_HAPPENS = (
    "De achterban van alle partners kan deze versie dan lezen, en verder niets van het traject. De versie verandert "
    "daarna niet meer. Je werkt zelf verder aan het volgende concept."
)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_submit(request: Request, traject_pk: int) -> HttpResponse:
    """Submit the plan as it is now, after asking once."""
    traject = access.fetch(request.user, "edit_plan", Traject.objects.select_related("plan"), traject_pk)
    form = _form(request, traject)
    if form.is_valid():
        return _submit(request, traject, form)
    context = page.context(
        request.user,
        traject,
        "plan",
        heading=f"{traject.plan.label} voorleggen voor akkoord",
        text=WHAT_HAPPENS,
        form=form,
        open_parts=outline(traject).open_parts,
        seen=request.POST.get("seen", traject.plan.label),
        back_url=reverse("trajects:plan", args=[traject_pk]),
    )
    return render(request, "trajects/plan/submit.html", context, status=422 if form.is_bound else 200)


@require_safe
def submitted(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """One submitted version, word for word."""
    version = access.fetch(request.user, "read_submitted_plan", PlanVersion.objects.of_traject(traject_pk), pk)
    traject = version.plan.traject
    said, outlined = said_by_part(request.user, version), shown(version)
    written = parts(outlined, Reader(traject_pk))
    for part, shown_part in zip(outlined["parts"], written, strict=True):
        part |= {"said": said[part["name"]], "shown": shown_part}
    # Without `can`: what one may do to the draft is not done here.
    context = {"version": version, "traject": traject, "outline": outlined, "said": said.total()}
    context["is_member"] = access.may(request.user, "view_traject", traject)
    context |= {"standing": standing_of(request.user, version), "is_open": is_open_to(request.user, version)}
    seat = access.seat(request.user, traject_pk)
    context["may_ask"] = seat is not None and "confirm_colleague" in seat.actions
    before = PlanVersion.objects.of_traject(traject_pk).filter(pk__lt=version.pk).defer("contents")
    context["earlier"] = access.visible(request.user, before).first()
    papers = AdoptedPaper.objects.filter(plan_version=version).defer("pdf", "contents")
    context["paper"] = access.visible(request.user, papers).first()
    return render(request, "trajects/plan/submitted.html", context)


def _form(request: Request, traject: Traject) -> SubmitForm:
    """Whom one can ask, with who may sign for each; who was chosen before, or is the only one, stands there."""
    joined = Partner.objects.filter(traject=traject, status=PartnerStatus.JOINED, organisation__is_active=True)
    partners = list(access.visible(request.user, joined).select_related("organisation"))
    seats: dict[int, list[Membership]] = {}
    for seat in who_may_sign(request.user, traject=traject):
        seats.setdefault(seat.partner_id or 0, []).append(seat)
    signs = {partner: rows[0].pk for partner, rows in seats.items() if len(rows) == 1}
    chosen = access.visible(request.user, Signatory.objects.filter(partner__traject=traject))
    signs |= dict(chosen.filter(membership__valid_to=None).values_list("partner_id", "membership_id"))
    asked = _asked_before(request, traject) or {partner.pk for partner in partners}
    return SubmitForm(sent(request), partners=partners, seats=seats, signs=signs, asked=asked)


def _asked_before(request: Request, traject: Traject) -> set[int]:
    """The partners that were asked about the last version on which anybody was."""
    rows = access.visible(request.user, Approval.objects.filter(partner__traject=traject))
    last = rows.order_by("-plan_version_id").values("plan_version_id")[:1]
    return set(rows.filter(plan_version__in=last).values_list("partner_id", flat=True))


def _submit(request: Request, traject: Traject, form: SubmitForm) -> HttpResponse:
    asked = form.asked()
    asking = Asking(asked, form.cleaned_data["answers_by"] if asked else None, form.signatories(), site_of(request))
    plan = traject.plan
    is_seen = request.POST.get("seen") == plan.label
    if is_seen and services.submit(plan, plan.draft_number, by=request.user, asking=asking):
        messages.success(request, f"Voorgelegd. Je werkt nu verder aan {plan.label}.")
    else:
        messages.warning(
            request, "Deze versie kan niet worden voorgelegd, of iemand was je voor. Kijk wat er nu staat."
        )
    return redirect("trajects:plan", traject.pk)
