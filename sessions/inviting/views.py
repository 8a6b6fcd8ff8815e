"""Who sits at the table: who is missing, and whom to invite. For the kernteam (P4, P5)."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.text import get_text_list
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from buurtbalans import htmx
from buurtbalans.accounts.requests import Request, sent
from buurtbalans.once import saved_once
from privacy import access
from privacy.doors.finding import Door
from sessions.inviting.advice import LARGE_GROUP, advice_for
from sessions.inviting.forms import MissingPartyForm
from sessions.inviting.missing import missing_at, suggestions
from sessions.inviting.models import MissingParty
from sessions.inviting.services import (
    NotForThemError,
    change_missing,
    invite_no_more,
    invite_too,
    note_missing,
)
from sessions.planning.forms import KEPT_FROM
from sessions.planning.models import Session
from sessions.planning.states import WrongMomentError
from sessions.room.keys import number
from trajects.traject import editing, page

PARTNER = "organisatie"
TOO_LATE = "Deze bijeenkomst is voorbij of gaat niet door. Uitnodigen kan niet meer."
ALREADY = "Wie wordt aangeraden, is al uitgenodigd."


@require_safe
def at_the_table(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Who is missing and who is advised, for one session."""
    session = _fetch(request, traject_pk, pk)
    noted, advice = missing_at(request.user, session), advice_for(request.user, session)
    just = _keys(request.GET)
    more = {
        "session": session,
        "noted": noted,
        "suggestions": suggestions(request.user, session, noted),
        "advice": advice,
        "large_group": LARGE_GROUP,
        "just_invited": [row.partner for row in advice.rows if row.is_invited and row.partner.pk in just],
    }
    context = page.context(request.user, session.traject, "sessions", **more)
    return render(request, "sessions/inviting/table.html", context)


@require_POST
def advised_invite(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Invite those of the advised organisations that the page showed; the page then offers to undo it."""
    session = _fetch(request, traject_pk, pk)
    shown = _keys(request.POST)
    chosen = [partner for partner in advice_for(request.user, session).forgotten if partner.pk in shown]
    url, asked = _table(session), urlencode({PARTNER: [partner.pk for partner in chosen]}, doseq=True)
    try:
        invite_too(session, chosen, by=request.user)
    except WrongMomentError:
        return htmx.changed(request, "", {}, url, message=TOO_LATE)
    except NotForThemError as found:
        return htmx.changed(request, "", {}, url, message=KEPT_FROM.format(found))
    if not chosen:
        return htmx.changed(request, "", {}, url, message=ALREADY)
    names = get_text_list([partner.organisation.name for partner in chosen], "en")
    return htmx.changed(request, "", {}, f"{url}?{asked}", message=f"Uitgenodigd: {names}.")


@require_POST
def advised_undo(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Take back what was just invited with one click."""
    session, message = _fetch(request, traject_pk, pk), "De uitnodiging is teruggenomen."
    try:
        invite_no_more(session, _keys(request.POST), by=request.user)
    except WrongMomentError:
        message = TOO_LATE
    return htmx.changed(request, "", {}, _table(session), message=message)


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def missing_add(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Note a party that is missing."""
    session = _fetch(request, traject_pk, pk)
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
    session = _fetch(request, traject_pk, pk)
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
    return editing.FormPage(heading, _table(session), "sessions", submit)


def _fetch(request: Request, traject_pk: int, pk: int) -> Session:
    sessions = Session.objects.filter(traject_id=traject_pk).select_related("traject")
    return access.fetch(request.user, "prepare_session", sessions, pk)


def _table(session: Session) -> str:
    return reverse("sessions:table", args=[session.traject_id, session.pk])


def _keys(sent: QueryDict) -> set[int]:
    """The partners that a form or an address names."""
    return {key for key in map(number, sent.getlist(PARTNER)) if key is not None}
