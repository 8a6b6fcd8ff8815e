"""The outcomes in the minutes: adding, rewording, retyping and taking away, one line and Enter (S8)."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from buurtbalans import htmx
from buurtbalans.accounts.requests import Request
from privacy import access
from privacy.doors.finding import Door
from sessions.minutes import page, services
from sessions.minutes.contents import GENERAL
from sessions.minutes.forms import ChangedOutcomeForm, NewOutcomeForm
from sessions.outcomes import services as outcomes
from sessions.outcomes.models import Outcome
from sessions.planning.models import Session
from trajects.partners.models import Partner
from trajects.traject import page as traject_page

PART = "sessions/minutes/_outcomes.html"
REPORTED = "Op deze actie is al iets gemeld. Hij blijft daarom een actie; de woorden kun je wel wijzigen."


@require_POST
def outcome_add(request: Request, traject_pk: int, pk: int, key: str) -> HttpResponse:
    """Record a line at an item, or at the session as a whole."""
    session = page.prepared(request, traject_pk, pk)
    place = page.place(session, request.user, key)
    form = NewOutcomeForm(request.POST, auto_id=f"%s-{key}", door=Door(request.user, traject_pk))
    if not form.is_valid():
        return _refused(request, session, key, form)
    try:
        with services.writing(session):
            row = outcomes.add(
                session, by=request.user, partner=_own_partner(request, session), item=place.item, **form.cleaned_data
            )
    except services.SettledError:
        return page.refused(request, session)
    form.keep_decisions(row)
    return _changed(request, session, key, f"Toegevoegd: {row.get_kind_display()}.")


@require_http_methods(["GET", "HEAD", "POST"])
def outcome_edit(request: Request, traject_pk: int, pk: int, outcome_pk: int) -> HttpResponse:
    """Change the words or the type of a line."""
    row = _fetch(request, traject_pk, pk, outcome_pk)
    first = {"text": row.text, "kind": row.kind, "version": row.version}
    if request.method != "POST":
        return render(request, "sessions/minutes/outcome.html", _page(request, row, ChangedOutcomeForm(initial=first)))
    form = ChangedOutcomeForm(request.POST, initial=first, door=Door(request.user, traject_pk))
    if not form.is_valid():
        return render(request, "sessions/minutes/outcome.html", _page(request, row, form), status=422)
    try:
        with services.writing(row.session):
            written = _change(request, row, **form.cleaned_data)
    except services.SettledError:
        return page.refused(request, row.session)
    except outcomes.AlreadyReportedError:
        return _stays_an_action(request, row, form)
    if not written:
        return _conflict(request, row, form)
    form.keep_decisions(row)
    return page.elsewhere(request, row.session, "Opgeslagen.", anchor=f"#{_key(row)}")


def _stays_an_action(request: Request, row: Outcome, form: ChangedOutcomeForm) -> HttpResponse:
    form.add_error("kind", REPORTED)
    return render(request, "sessions/minutes/outcome.html", _page(request, row, form), status=422)


@require_POST
def outcome_delete(request: Request, traject_pk: int, pk: int, outcome_pk: int) -> HttpResponse:
    """Take a line away, with the action or decision that came of it."""
    row = _fetch(request, traject_pk, pk, outcome_pk)
    key = _key(row)
    try:
        with services.writing(row.session), transaction.atomic():
            outcomes.delete(row)
    except services.SettledError:
        return page.refused(request, row.session)
    except outcomes.AlreadyReportedError:
        messages.warning(request, REPORTED)
        return redirect(f"{page.url(row.session)}#{key}")
    return _changed(request, row.session, key, "Verwijderd.")


def _change(request: Request, row: Outcome, *, kind: str, text: str, version: int) -> bool:
    """Both changes count as one: against the version that was seen."""
    if row.version != version:
        return False
    if text != row.text and not outcomes.reword(row, version, by=request.user, text=text):
        return False
    if kind == row.kind:
        return True
    partner = row.partner or _own_partner(request, row.session)
    return outcomes.change_kind(row, row.version, by=request.user, partner=partner, kind=kind)


def _fetch(request: Request, traject_pk: int, pk: int, outcome_pk: int) -> Outcome:
    rows = Outcome.objects.select_related("session__traject", "action", "decision", "partner", "item")
    here = {"session": pk, "session__traject": traject_pk}
    return access.fetch(request.user, "prepare_session", rows.filter(**here), outcome_pk)


def _own_partner(request: Request, session: Session) -> Partner:
    """An action without an organisation of its own is one of the organisation that writes it down."""
    seat = access.seat(request.user, session.traject_id)
    return access.fetch(request.user, "see", Partner.objects.all(), seat.partner_id if seat else 0)


def _key(row: Outcome) -> str:
    return f"punt-{row.item_id}" if row.item_id else GENERAL


def _changed(request: Request, session: Session, key: str, message: str) -> HttpResponse:
    url = f"{page.url(session)}#{key}"
    if not htmx.is_htmx(request):
        return page.elsewhere(request, session, message, anchor=f"#{key}")
    return htmx.changed(request, PART, page.section(request, session, key), url, message=message, focus=f"text-{key}")


def _refused(request: Request, session: Session, key: str, form: NewOutcomeForm) -> HttpResponse:
    if htmx.is_htmx(request):
        return htmx.refused(request, PART, page.PAGE, page.section(request, session, key, outcome_form=form))
    more = {"form": form, "heading": "Uitkomst toevoegen", "back_url": f"{page.url(session)}#{key}"}
    context = traject_page.context(request.user, session.traject, "sessions", **more)
    return render(request, "traject_form.html", context, status=422)


def _page(request: Request, row: Outcome, form: ChangedOutcomeForm) -> dict[str, Any]:
    more = {"form": form, "heading": "Uitkomst wijzigen", "back_url": f"{page.url(row.session)}#{_key(row)}"}
    more |= {"session": row.session, "row": row}
    return traject_page.context(request.user, row.session.traject, "sessions", **more)


def _conflict(request: Request, row: Outcome, form: ChangedOutcomeForm) -> HttpResponse:
    row.refresh_from_db()
    data = dict(form.cleaned_data, version=row.version)
    kinds = dict(form.fields["kind"].choices)  # type: ignore[attr-defined]  # a plain Field to the stubs
    context = {
        "heading": "Uitkomst wijzigen",
        "who": row.changed_by,
        "when": row.changed_at,
        "mine": [("Soort", kinds[data["kind"]]), ("Wat kwam eruit", data["text"])],
        "theirs": [("Soort", row.get_kind_display()), ("Wat kwam eruit", row.text)],
        "keep_fields": [*data.items(), *form.door_fields()],
        "action_url": request.path,
        "back_url": f"{page.url(row.session)}#{_key(row)}",
    }
    return render(request, "409.html", context, status=409)
