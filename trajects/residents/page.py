"""What every page of the residents has in common: its header, its tabs, and forms with the same look."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import urlencode

from buurtbalans.accounts.models import User
from buurtbalans.accounts.requests import Request
from buurtbalans.addresses import address
from privacy import access, wall
from privacy.doors.finding import Door
from trajects.residents.models import ResidentsTrack
from trajects.traject.editing import SAVED, Change, FormPage, VersionedForm, conflict
from trajects.traject.page import Tab

TABS = (
    ("home", "Begin", "trajects:residents"),
    ("meetings", "Bijeenkomsten", "trajects:residents-meetings"),
    ("notes", "Notities", "trajects:residents-notes"),
    ("findings", "Bevindingen", "trajects:rewriting-list"),
)
FOR_GUIDE = ("people", "Deelnemers", "trajects:residents-people")


def track_of(request: Request, traject_pk: int, action: str = "view_residents") -> ResidentsTrack:
    """The residents' track of a traject for one action; 404 for who has no seat there."""
    return access.fetch(request.user, action, ResidentsTrack.objects.filter(traject_id=traject_pk))


def door_of(request: Request, traject_pk: int) -> Door:
    """What is typed among residents, or for them, is checked without a word of who the professionals are."""
    return Door(request.user, traject_pk, for_residents=True)


def context(user: User, track: ResidentsTrack, tab: str, **more: Any) -> dict[str, Any]:
    """The template context of a residents' page.

    `tab` is the current tab, "" for none. Adds `track`, `tabs`, `tab` and `can`: the actions this person may do on
    the residents' track, by which a template shows or leaves out a button.
    """
    can = wall.actions(user, track)
    tabs = (*TABS, FOR_GUIDE) if "guide_residents" in can else TABS
    return {
        "track": track,
        "tab": tab,
        "tabs": [Tab(name, label, address(url, track.traject_id)) for name, label, url in tabs],
        "can": can,
        **more,
    }


def to_agreement(request: Request, track: ResidentsTrack) -> HttpResponse | None:
    """Where who has not accepted the newest agreement goes before reading what others wrote; None for who has."""
    if wall.has_agreed(request.user, track):
        return None
    here = urlencode({"next": request.path})
    return HttpResponseRedirect(f"{address('trajects:residents-agreement', track.traject_id)}?{here}", status=303)


def show(request: Request, track: ResidentsTrack, form: forms.BaseForm, about: FormPage, **more: Any) -> HttpResponse:
    """The form page; 422 with what was typed when something in it is not right."""
    values = context(request.user, track, about.tab, form=form, **more)
    values |= {"heading": about.heading, "submit": about.submit, "back_url": about.back_url}
    return render(request, "trajects/residents/form.html", values, status=422 if form.errors else 200)


def saved(request: Request, url: str, message: str = SAVED) -> HttpResponse:
    """Back to the page that shows the change, which says that it worked."""
    messages.success(request, message)
    return HttpResponseRedirect(url)


def edit(
    request: Request,
    track: ResidentsTrack,
    form: VersionedForm,
    about: FormPage,
    save: Callable[[int, dict[str, Any]], bool],
    **more: Any,
) -> HttpResponse:
    """Show the form, save it, or let its author choose between two texts (409)."""
    if not form.is_valid():
        return show(request, track, form, about, **more)
    if save(form.cleaned_data["version"], form.changes()):
        form.keep_decisions(form.instance)
        return saved(request, about.back_url)
    return conflict(request, form, about, Change())


def confirm(request: Request, track: ResidentsTrack, about: FormPage, text: str) -> HttpResponse:
    """Ask once before something is gone: `text` says what."""
    values = context(request.user, track, about.tab, text=text)
    values |= {"heading": about.heading, "submit": about.submit, "back_url": about.back_url}
    return render(request, "trajects/residents/confirm.html", values)
