"""The kernteam names who guides the residents, or another one (V4). On the professionals' side."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from buurtbalans.accounts.requests import Request, sent
from privacy import access, wall
from trajects.residents.forms import GuideForm
from trajects.residents.seats import end_guide, name_guide
from trajects.traject import editing
from trajects.traject.editing import FormPage
from trajects.traject.models import Traject


@require_http_methods(["GET", "HEAD", "POST"])
def guide_name(request: Request, traject_pk: int) -> HttpResponse:
    """Choose a professional of this traject; the residents and the logbook are told."""
    traject = access.fetch(request.user, "manage_partners", Traject.objects.all(), traject_pk)
    form = GuideForm(request.user, traject, sent(request))
    if form.is_valid():
        seat = form.cleaned_data["seat"]
        name_guide(seat, by=request.user)
        return editing.saved(request, _url(traject_pk), f"{seat.user.name} begeleidt nu de bewoners.")
    about = FormPage("Bewonersbegeleider aanwijzen", _url(traject_pk), "residents", submit="Aanwijzen")
    return editing.show(request, traject, form, about, intro=INTRO)


@require_http_methods(["GET", "HEAD", "POST"])
def guide_end(request: Request, traject_pk: int) -> HttpResponse:
    """A guide stops guiding; the seat among professionals stays."""
    traject = access.fetch(request.user, "view_traject", Traject.objects.all(), traject_pk)
    wall.require_guide(request.user, traject_pk)
    if request.method == "POST":
        end_guide(traject, request.user, by=request.user)
        messages.success(request, "Je begeleidt de bewoners niet meer.")
        return redirect(_url(traject_pk))
    about = FormPage("Stoppen als bewonersbegeleider?", _url(traject_pk), "residents", submit="Stoppen")
    text = "Je ziet dan niets meer van de bewoners. In het traject blijf je gewoon meedoen."
    return editing.confirm(request, traject, about, text)


INTRO = (
    "Bewoners praten apart van de professionals. De bewonersbegeleider nodigt hen uit, is bij hun bijeenkomsten en "
    "legt voor wat zij willen overdragen. Dit komt in het logboek, en bewoners zien wie het is."
)


def _url(traject_pk: int) -> str:
    return reverse("trajects:residents-input", args=[traject_pk])
