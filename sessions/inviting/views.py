"""Who sits at the table: who is missing, and whom to invite. For the kernteam (P4, P5)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from buurtbalans.accounts.requests import Request, sent
from buurtbalans.once import saved_once
from privacy import access
from privacy.doors.finding import Door
from sessions.inviting.advice import LARGE_GROUP, advice_for
from sessions.inviting.forms import MissingPartyForm
from sessions.inviting.missing import missing_at, suggestions
from sessions.inviting.models import MissingParty
from sessions.inviting.services import change_missing, note_missing
from sessions.planning.models import Session
from trajects.traject import editing, page


@require_safe
def at_the_table(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Who is missing and who is advised, for one session."""
    sessions = Session.objects.filter(traject_id=traject_pk).select_related("traject")
    session = access.fetch(request.user, "prepare_session", sessions, pk)
    noted = missing_at(request.user, session)
    more = {
        "session": session,
        "noted": noted,
        "suggestions": suggestions(request.user, session, noted),
        "advice": advice_for(request.user, session),
        "large_group": LARGE_GROUP,
    }
    context = page.context(request.user, session.traject, "sessions", **more)
    return render(request, "sessions/inviting/table.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def missing_add(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Note a party that is missing."""
    sessions = Session.objects.filter(traject_id=traject_pk).select_related("traject")
    session = access.fetch(request.user, "prepare_session", sessions, pk)
    form = MissingPartyForm(sent(request), door=Door(request.user, traject_pk))
    about = _form_page("Wie mist er aan tafel?", session, "Op de lijst zetten")
    if not form.is_valid():
        return editing.show(request, session.traject, form, about, session=session)
    party = note_missing(session, by=request.user, **form.changes())
    form.keep_decisions(party)
    return editing.saved(request, about.back_url, f"Op de lijst: {party}")


@require_http_methods(["GET", "HEAD", "POST"])
def missing_edit(request: Request, traject_pk: int, pk: int, party_pk: int) -> HttpResponse:
    """Follow a missing party up; also one that was noted for an earlier session."""
    sessions = Session.objects.filter(traject_id=traject_pk).select_related("traject")
    session = access.fetch(request.user, "prepare_session", sessions, pk)
    parties = MissingParty.objects.filter(session__traject=traject_pk)
    party = access.fetch(request.user, "prepare_session", parties, party_pk)
    form = MissingPartyForm(sent(request), instance=party, door=Door(request.user, traject_pk))

    def save(seen_version: int, changes: dict[str, Any]) -> bool:
        return change_missing(party, seen_version, by=request.user, **changes)

    def last_change() -> editing.Change:
        return editing.Change(party.changed_by, timezone.localtime(party.changed_at))

    about = _form_page("Wie mist er aan tafel?", session, "Opslaan")
    return editing.edit(request, session.traject, form, about, save, last_change, session=session)


def _form_page(heading: str, session: Session, submit: str) -> editing.FormPage:
    back_url = reverse("sessions:table", args=[session.traject_id, session.pk])
    return editing.FormPage(heading, back_url, "sessions", submit)
