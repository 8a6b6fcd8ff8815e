"""The correction round: sending the draft, what attendants add, what the kernteam does with it, and settling (S7)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from buurtbalans.accounts.requests import Request, sent
from buurtbalans.once import saved_once
from privacy import access
from privacy.doors.finding import Door
from sessions.minutes import page, services
from sessions.minutes.contents import contents, digest
from sessions.minutes.forms import AnswerForm, CorrectionForm, DeadlineForm, LaterNoteForm
from sessions.minutes.models import MinutesCorrection, Verdict
from sessions.planning.models import Session, SessionStatus
from sessions.planning.notices import recipients
from sessions.planning.states import WrongMomentError
from trajects.partners.models import Partner
from trajects.traject import page as traject_page

SENT_BEFORE = "Het verslag was al verstuurd. Er gaat geen tweede mail uit."
CHANGED = "Het verslag is intussen gewijzigd. Kijk nog eens; je stelt vast wat hieronder staat."
ROUND_OVER = "Aanvullen kan niet meer: de termijn is voorbij, of je organisatie was er niet bij."


@require_http_methods(["GET", "HEAD", "POST"])
def minutes_send(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Show who gets the draft, ask until when they may add something, and send it."""
    session = page.prepared(request, traject_pk, pk)
    form = DeadlineForm(sent(request))
    if session.status != SessionStatus.MINUTES:
        return page.refused(request, session)
    if not form.is_valid():
        return render(
            request, "sessions/minutes/send.html", _send_context(request, session, form), status=_status(form)
        )
    try:
        people = services.send(session, by=request.user, site=_site(request), **form.cleaned_data)
    except services.SettledError:
        return page.refused(request, session)
    if people is None:
        return page.elsewhere(request, session, SENT_BEFORE)
    told = "1 persoon" if people == 1 else f"{people} mensen"
    return page.elsewhere(request, session, f"Het verslag gaat per mail naar {told}.")


def _send_context(request: Request, session: Session, form: DeadlineForm) -> dict[str, Any]:
    seats = list(recipients(session).order_by("partner__organisation__folded", "user__name"))
    who = [f"{seat.user.name} ({seat.partner.organisation.name})" for seat in seats if seat.partner]
    return _context(request, session, form, "Verslag versturen", who=who)


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def minutes_correct(request: Request, traject_pk: int, pk: int, key: str) -> HttpResponse:
    """Add something to the draft, or correct it, for one's organisation."""
    sessions = Session.objects.filter(traject_id=traject_pk).select_related("traject")
    session = access.fetch(request.user, "take_part", sessions, pk)
    place, seat = page.place(session, request.user, key), access.seat(request.user, traject_pk)
    if seat is None or not services.may_correct(session, page.row_of(request.user, session), seat.partner_id):
        messages.warning(request, ROUND_OVER)
        return redirect(page.url(session))
    form = CorrectionForm(sent(request), door=Door(request.user, traject_pk))
    if not form.is_valid():
        context = _context(request, session, form, f"Aanvulling bij: {place.title}", submit="Aanvulling plaatsen")
        return render(request, "traject_form.html", context, status=_status(form))
    partner = access.fetch(request.user, "see", Partner.objects.all(), seat.partner_id)
    try:
        row = services.correct(session, place.item, by=request.user, partner=partner, **form.cleaned_data)
    except services.SettledError:
        return page.refused(request, session)
    form.keep_decisions(row)
    return page.elsewhere(request, session, "Je aanvulling staat erbij. Het kernteam kijkt ernaar.", anchor=f"#{key}")


@require_http_methods(["GET", "HEAD", "POST"])
def minutes_correction(request: Request, traject_pk: int, pk: int, correction_pk: int) -> HttpResponse:
    """Say what became of a correction."""
    rows = MinutesCorrection.objects.select_related("session__traject", "partner__organisation")
    here = {"session": pk, "session__traject": traject_pk}
    row = access.fetch(request.user, "prepare_session", rows.filter(**here), correction_pk)
    first = {"version": row.version, "verdict": row.verdict or Verdict.TAKEN, "answer": row.answer}
    form = AnswerForm(sent(request), initial=first, door=Door(request.user, traject_pk))
    if not form.is_valid():
        context = _context(request, row.session, form, "Aanvulling beantwoorden", row=row)
        return render(request, "sessions/minutes/correction.html", context, status=_status(form))
    data = dict(form.cleaned_data)
    try:
        written = services.answer(row, data["version"], by=request.user, verdict=data["verdict"], line=data["answer"])
    except services.SettledError:
        return page.refused(request, row.session)
    if not written:
        return _answered_meanwhile(request, row, form)
    form.keep_decisions(row)
    return page.elsewhere(request, row.session, "Opgeslagen.", anchor=f"#aanvulling-{row.pk}")


def _answered_meanwhile(request: Request, row: MinutesCorrection, form: AnswerForm) -> HttpResponse:
    row.refresh_from_db()
    data = dict(form.cleaned_data, version=row.version)
    context = {
        "heading": "Aanvulling beantwoorden",
        "who": row.answered_by,
        "when": row.answered_at,
        "mine": [("Wat je ermee doet", Verdict(data["verdict"]).label), ("Antwoord", data["answer"])],
        "theirs": [("Wat je ermee doet", row.get_verdict_display()), ("Antwoord", row.answer)],
        "keep_fields": [*data.items(), *form.door_fields()],
        "action_url": request.path,
        "back_url": page.url(row.session),
    }
    return render(request, "409.html", context, status=409)


@require_http_methods(["GET", "HEAD", "POST"])
def minutes_settle(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Show what will be kept word for word, and settle exactly that."""
    session = page.prepared(request, traject_pk, pk)
    if session.status != SessionStatus.MINUTES:
        return page.refused(request, session)
    if request.method != "POST":
        return render(request, "sessions/minutes/settle.html", _settle_context(request, session))
    try:
        settled = services.settle(session, request.POST.get("seen", ""), by=request.user, site=_site(request))
    except services.ChangedSinceReadError:
        context = _settle_context(request, session, changed=CHANGED)
        return render(request, "sessions/minutes/settle.html", context, status=409)
    except WrongMomentError:
        return page.refused(request, session)
    message = "Het verslag is vastgesteld." if settled else "Het verslag was al vastgesteld."
    return page.elsewhere(request, session, message)


def _settle_context(request: Request, session: Session, **more: Any) -> dict[str, Any]:
    shown = page.context(request, session, **more)
    return {**shown, "seen": digest(contents(request.user, session)), "heading": "Verslag vaststellen"}


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def minutes_note(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Put a dated note under settled minutes."""
    session = page.prepared(request, traject_pk, pk)
    if session.status != SessionStatus.FINAL:
        return page.refused(request, session)
    form = LaterNoteForm(sent(request), door=Door(request.user, traject_pk))
    if not form.is_valid():
        context = _context(request, session, form, "Aantekening bij het verslag")
        return render(request, "traject_form.html", context, status=_status(form))
    row = services.add_note(session, by=request.user, **form.cleaned_data)
    form.keep_decisions(row)
    return page.elsewhere(request, session, "Je aantekening staat onder het verslag.", anchor="#aantekeningen")


def _context(request: Request, session: Session, form: Any, heading: str, **more: Any) -> dict[str, Any]:
    about = {"session": session, "form": form, "heading": heading, "back_url": page.url(session), **more}
    return traject_page.context(request.user, session.traject, "sessions", **about)


def _status(form: Any) -> int:
    return 422 if form.errors else 200


def _site(request: Request) -> str:
    return request.build_absolute_uri("/")
