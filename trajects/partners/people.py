"""People at the table: inviting them, and changing or ending their seat (P2, P3)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from buurtbalans.accounts.requests import Request, sent
from buurtbalans.once import saved_once
from privacy import access
from privacy.doors.finding import Door
from trajects.partners import invitations
from trajects.partners.forms import InvitationForm, SeatForm
from trajects.partners.models import Function, Invitation, Membership, Partner, Role
from trajects.partners.services import LastOfKernteamError, change_seat, confirm_seat, end_seat
from trajects.traject import page

LAST_OF_KERNTEAM = "Dit is de laatste van het kernteam. Geef eerst iemand anders de rol Kernteam."


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def partner_invite(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Ask a person by mail to take part for a partner."""
    rows = Partner.objects.filter(traject_id=traject_pk).select_related("organisation", "traject")
    partner = access.fetch(request.user, "manage_partners", rows, pk)
    form = InvitationForm(partner, sent(request), initial=_preset(request), door=Door(request.user, traject_pk))
    if form.is_valid():
        invited = invitations.invite(partner, by=request.user, site=site_of(request), **form.cleaned_data)
        form.keep_decisions(invited)
        messages.success(request, f"De uitnodiging aan {form.cleaned_data['name']} is onderweg.")
        return redirect("trajects:partner-list", traject_pk)
    context = page.context(
        request.user,
        partner.traject,
        "partners",
        form=form,
        heading=f"Iemand uitnodigen namens {partner}",
        submit="Uitnodiging versturen",
        back_url=reverse("trajects:partner-list", args=[traject_pk]),
    )
    return render(request, "traject_form.html", context, status=422 if form.is_bound else 200)


@require_POST
def invitation_renew(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Send an invitation again, with a new link."""
    rows = Invitation.objects.unanswered().filter(partner__traject_id=traject_pk).select_related("partner")
    invitation = access.fetch(request.user, "manage_partners", rows, pk)
    invitations.renew(invitation, site=site_of(request))
    messages.success(request, f"De uitnodiging aan {invitation.name} is opnieuw onderweg.")
    return redirect("trajects:partner-list", traject_pk)


@require_POST
def invitation_withdraw(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Take an invitation back."""
    rows = Invitation.objects.unanswered().filter(partner__traject_id=traject_pk).select_related("partner")
    invitation = access.fetch(request.user, "manage_partners", rows, pk)
    invitation.end("withdrawn_at")
    messages.success(request, f"De uitnodiging aan {invitation.name} is ingetrokken. De link werkt niet meer.")
    return redirect("trajects:partner-list", traject_pk)


@require_http_methods(["GET", "HEAD", "POST"])
def seat_edit(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Change what somebody is and does in the traject."""
    rows = Membership.objects.active().filter(traject_id=traject_pk).select_related("user", "traject")
    seat = access.fetch(request.user, "manage_partners", rows, pk)
    known = {"role": seat.role, "functions": seat.functions}
    form = SeatForm(request.POST if request.method == "POST" else None, initial=known)
    back_url = reverse("trajects:partner-list", args=[traject_pk])
    if form.is_valid() and _change(request, seat, form):
        messages.success(request, "Opgeslagen.")
        return redirect(back_url)
    heading = f"Rol en taken van {seat.user}"
    context = page.context(request.user, seat.traject, "partners", form=form, heading=heading, back_url=back_url)
    return render(request, "traject_form.html", context, status=422 if form.is_bound else 200)


@require_POST
def seat_confirm(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """A colleague confirms that somebody belongs to their organisation."""
    rows = Membership.objects.active().filter(traject_id=traject_pk, confirmed_at=None)
    seat = access.fetch(request.user, "confirm_colleague", rows.select_related("user", "traject"), pk)
    confirm_seat(seat, by=request.user)
    messages.success(request, f"Bevestigd: {seat.user} hoort bij jullie organisatie.")
    return redirect("trajects:partner-list", traject_pk)


@require_http_methods(["GET", "HEAD", "POST"])
def seat_end(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """End a seat after asking; the kernteam ends any, others their own."""
    own = access.seat(request.user, traject_pk)
    action = "view_traject" if own and own.membership_id == pk else "manage_partners"
    rows = Membership.objects.active().filter(traject_id=traject_pk).select_related("user", "traject")
    seat = access.fetch(request.user, action, rows, pk)
    if request.method == "POST" and _end(request, seat):
        mine = seat.user_id == request.user.pk
        return redirect("pages:my-work") if mine else redirect("trajects:partner-list", traject_pk)
    context = page.context(
        request.user,
        seat.traject,
        "partners",
        heading=f"Deelname van {seat.user} beëindigen?",
        text=f"{seat.user} ziet dit traject dan niet meer. De naam blijft staan bij wat er al is afgesproken, ook bij "
        "huiswerk en acties die nog open zijn. Neemt een collega het over? Kies dan bij de partners Overdragen.",
        submit="Deelname beëindigen",
        back_url=reverse("trajects:partner-list", args=[traject_pk]),
    )
    return render(request, "traject_confirm.html", context, status=409 if request.method == "POST" else 200)


def site_of(request: Request) -> str:
    """The address that links in a mail start with: the one by which this person came."""
    return request.build_absolute_uri("/").rstrip("/")


def _preset(request: Request) -> dict[str, object]:
    """Who is asked in for a task that the kernteam lacks gets a seat in the kernteam."""
    task = request.GET.get("taak", "")
    return {"role": Role.KERNTEAM, "functions": [task]} if task in Function.values else {}


def _change(request: Request, seat: Membership, form: SeatForm) -> bool:
    try:
        change_seat(seat, by=request.user, **form.cleaned_data)
    except LastOfKernteamError:
        form.add_error("role", LAST_OF_KERNTEAM)
        return False
    return True


def _end(request: Request, seat: Membership) -> bool:
    try:
        end_seat(seat, by=request.user)
    except LastOfKernteamError:
        messages.error(request, LAST_OF_KERNTEAM)
        return False
    messages.success(request, f"{seat.user} doet niet meer mee.")
    return True
