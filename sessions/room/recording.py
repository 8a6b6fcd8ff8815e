"""Recording what an item yields while the session is held: one line and its type (S8)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from buurtbalans.accounts.requests import Request
from privacy import access
from privacy.doors.finding import Door
from sessions.actions.services import change_action
from sessions.outcomes import services as outcomes
from sessions.outcomes.models import Outcome, OutcomeKind
from sessions.planning.models import Session
from sessions.room import page
from sessions.room.board import partners_of
from sessions.room.forms import KindForm, OutcomeForm, OwnerForm, default_due
from sessions.room.services import at_work
from sessions.room.views import leading
from trajects.partners.models import Partner

CHANGED = "Iemand anders heeft deze regel net gewijzigd. Je ziet nu de nieuwste."
REPORTED = "Deze actie is al gemeld als klaar of als niet gelukt. Hij blijft daarom een actie."


@leading
def room_outcome(request: Request, session: Session) -> HttpResponse:
    """Record a line; Enter makes it information, a button another type."""
    form = OutcomeForm(request.POST, door=Door(request.user, session.traject_id), auto_id="vast_%s")
    if not form.is_valid():
        return page.refused(request, session, "sessions/room/_outcome_form.html", outcome_form=form)
    data, kind = form.cleaned_data, form.cleaned_data["kind"] or OutcomeKind.INFORMATION
    item = session.items.on_agenda().filter(pk=data["item"]).first() if data["item"] else None
    with at_work(session.pk):
        recorded = outcomes.add(
            session,
            by=request.user,
            partner=own_partner(request, session),
            kind=kind,
            text=data["text"],
            once=data["once"],
            item=item,
            due=default_due(request.user, session) if kind == OutcomeKind.ACTION else None,
        )
    form.keep_decisions(recorded)
    return page.changed(request, session, "Vastgelegd.", focus="vast_text", fresh="outcome")


@leading
def room_outcome_kind(request: Request, session: Session, outcome_pk: int) -> HttpResponse:
    """Change the type of a line afterwards."""
    outcome, form = _fetch(request, session, outcome_pk), KindForm(request.POST)
    if not form.is_valid():
        return page.changed(request, session, "Kies een soort.")
    kind, seen, message = form.cleaned_data["kind"], form.cleaned_data["version"], "Gewijzigd."
    try:
        with at_work(session.pk):
            partner = outcome.partner or own_partner(request, session)
            if not outcomes.change_kind(outcome, seen, by=request.user, partner=partner, kind=kind):
                message = CHANGED
            elif outcome.action is not None:
                due = default_due(request.user, session)
                change_action(outcome.action, outcome.action.version, by=request.user, due=due)
    except outcomes.AlreadyReportedError:
        message = REPORTED
    return page.changed(request, session, message, focus=f"uitkomst-{outcome.pk}")


@leading
def room_outcome_owner(request: Request, session: Session, outcome_pk: int) -> HttpResponse:
    """Say who does an action, and by when."""
    action = _fetch(request, session, outcome_pk).action
    partners = page.choices(partners_of(request.user, session))
    form = OwnerForm(request.POST, partners=partners)
    if action is None or not form.is_valid():
        return page.changed(request, session, "Vul een datum in, bijvoorbeeld 26-03-2026.")
    partner = get_object_or_404(session.traject.partners, pk=form.cleaned_data["partner"])
    assignee = action.assignee if action.partner_id == partner.pk else None
    changes = {"partner": partner, "due": form.cleaned_data["due"], "assignee": assignee}
    with at_work(session.pk):
        written = change_action(action, form.cleaned_data["version"], by=request.user, **changes)
    return page.changed(request, session, "Opgeslagen." if written else CHANGED, focus=f"uitkomst-{outcome_pk}")


@leading
def room_outcome_off(request: Request, session: Session, outcome_pk: int) -> HttpResponse:
    """Take a line back, with the action or decision that came of it."""
    outcome = _fetch(request, session, outcome_pk)
    try:
        with at_work(session.pk):
            outcomes.delete(outcome)
    except outcomes.AlreadyReportedError:
        return page.changed(request, session, REPORTED)
    return page.changed(request, session, "Weggehaald.", focus="uitkomsten")


def own_partner(request: Request, session: Session) -> Partner:
    """The organisation of who records: it holds an action until somebody else takes it."""
    seat = access.seat(request.user, session.traject_id)
    return get_object_or_404(session.traject.partners, pk=seat.partner_id if seat else None)


def _fetch(request: Request, session: Session, outcome_pk: int) -> Outcome:
    rows = Outcome.objects.filter(session=session).select_related("action__assignee", "decision", "partner", "session")
    return access.fetch(request.user, "prepare_session", rows, outcome_pk)
