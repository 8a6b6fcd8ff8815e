"""Handing a seat over to a colleague (P6)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from buurtbalans.accounts.requests import Request, sent
from buurtbalans.once import saved_once
from privacy import access
from trajects.partners.forms import HandOverForm
from trajects.partners.handing_over import colleagues_of, hand_over
from trajects.partners.invitations import ask_successor
from trajects.partners.models import Membership
from trajects.partners.people import site_of
from trajects.traject import page

WHAT_GOES_ALONG = (
    "De rol, de taken, de regie over actielijnen, het huiswerk en de acties die nog openstaan gaan mee. Wat klaar is, "
    "houdt de naam van wie het deed."
)


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def seat_hand_over(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Give a seat, with its open work, to a colleague; the kernteam any, others their own."""
    own = access.seat(request.user, traject_pk)
    action = "view_traject" if own and own.membership_id == pk else "manage_partners"
    rows = Membership.objects.active().filter(traject_id=traject_pk).select_related("user", "traject", "partner")
    seat = access.fetch(request.user, action, rows, pk)
    form = HandOverForm(seat, colleagues_of(seat, request.user), sent(request))
    if form.is_valid():
        return _give(request, seat, form)
    context = page.context(
        request.user,
        seat.traject,
        "partners",
        form=form,
        heading=f"Deelname van {seat.user} overdragen",
        intro=WHAT_GOES_ALONG,
        submit="Overdragen",
        back_url=reverse("trajects:partner-list", args=[traject_pk]),
    )
    return render(request, "traject_form.html", context, status=422 if form.is_bound else 200)


def _give(request: Request, seat: Membership, form: HandOverForm) -> HttpResponse:
    colleague = form.chosen()
    if colleague is None:
        name = form.cleaned_data["name"]
        ask_successor(seat, by=request.user, email=form.cleaned_data["email"], name=name, site=site_of(request))
        messages.success(
            request, f"{name} krijgt een mail. Na het ja gaat de deelname over; tot dan verandert er niets."
        )
        return redirect("trajects:partner-list", seat.traject_id)
    hand_over(seat, to=colleague.user, by=request.user, confirmed=True)
    messages.success(request, f"De deelname van {seat.user} is overgedragen aan {colleague.user}.")
    gone = seat.user_id == request.user.pk
    return redirect("pages:my-work") if gone else redirect("trajects:partner-list", seat.traject_id)
