"""Residents who take part, and who is asked: for their guide (V4)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from buurtbalans.accounts.requests import Request, sent
from buurtbalans.once import saved_once
from privacy import access, wall
from trajects.partners.models import Membership
from trajects.partners.people import site_of
from trajects.residents import invitations, page
from trajects.residents.forms import ResidentsInvitationForm
from trajects.residents.models import ResidentsInvitation
from trajects.residents.seats import end_resident
from trajects.traject.editing import FormPage


@require_safe
def people(request: Request, traject_pk: int) -> HttpResponse:
    """Which residents take part and who was asked; for their guide only."""
    track = page.track_of(request, traject_pk, "guide_residents")
    seats = wall.residents_of(request.user, Membership.objects.active().filter(traject=traject_pk))
    asked = access.visible(request.user, ResidentsInvitation.objects.unanswered().filter(track=track))
    context = page.context(
        request.user, track, "people", seats=list(seats.select_related("user")), invitations=list(asked)
    )
    return render(request, "trajects/residents/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def invite(request: Request, traject_pk: int) -> HttpResponse:
    """Ask a resident by mail to take part."""
    track = page.track_of(request, traject_pk, "guide_residents")
    form = ResidentsInvitationForm(track, sent(request))
    if not form.is_valid():
        about = FormPage("Bewoner uitnodigen", _url(traject_pk), "people", submit="Uitnodiging versturen")
        return page.show(request, track, form, about)
    invitations.invite(track, by=request.user, site=site_of(request), **form.cleaned_data)
    return page.saved(request, _url(traject_pk), f"De uitnodiging aan {form.cleaned_data['name']} is onderweg.")


@require_POST
def invitation_renew(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Send an invitation again, with a new link."""
    invitation = _invitation(request, traject_pk, pk)
    invitations.renew(invitation, site=site_of(request))
    return page.saved(request, _url(traject_pk), f"De uitnodiging aan {invitation.name} is opnieuw onderweg.")


@require_POST
def invitation_withdraw(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Take an invitation back."""
    invitation = _invitation(request, traject_pk, pk)
    invitation.end("withdrawn_at")
    return page.saved(request, _url(traject_pk), f"De uitnodiging aan {invitation.name} is ingetrokken.")


@require_http_methods(["GET", "HEAD", "POST"])
def seat_end(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """End a resident's seat after asking; the guide ends any, a resident the own."""
    track = page.track_of(request, traject_pk)
    seats = Membership.objects.active().filter(traject=traject_pk).select_related("user")
    seat = wall.resident_seat(request.user, seats, pk)
    mine = seat.user_id == request.user.pk
    if request.method == "POST":
        end_resident(seat, by=request.user)
        messages.success(request, "Je doet niet meer mee." if mine else f"{seat.user} doet niet meer mee.")
        return redirect("pages:my-work") if mine else redirect(_url(traject_pk))
    who = "Je ziet" if mine else f"{seat.user} ziet"
    back_url = track.get_absolute_url() if mine else _url(traject_pk)
    heading = "Stoppen met meepraten?" if mine else f"Deelname van {seat.user} beëindigen?"
    about = FormPage(heading, back_url, "" if mine else "people", submit="Stoppen" if mine else "Deelname beëindigen")
    text = f"{who} dan niets meer van deze groep. Wat er al is opgeschreven, blijft staan."
    return page.confirm(request, track, about, text)


def _invitation(request: Request, traject_pk: int, pk: int) -> ResidentsInvitation:
    rows = ResidentsInvitation.objects.unanswered().filter(track__traject_id=traject_pk)
    return access.fetch(request.user, "guide_residents", rows, pk)


def _url(traject_pk: int) -> str:
    return reverse("trajects:residents-people", args=[traject_pk])
