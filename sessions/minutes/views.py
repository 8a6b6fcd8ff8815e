"""The minutes: reading them, beginning them, and what the kernteam writes in them (S5)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from buurtbalans import htmx
from buurtbalans.accounts.requests import Request
from privacy import access
from privacy.doors.finding import Door
from sessions.agenda.models import AgendaItem, Treatment
from sessions.minutes import page, services
from sessions.minutes.forms import TextForm
from sessions.minutes.models import MinutesPart
from sessions.planning.models import Attendance, Session, SessionPartner
from sessions.planning.states import WrongMomentError
from trajects.steps.models import StepResult
from trajects.steps.services import tick
from trajects.traject import page as traject_page

STILL_TO_COME = "Deze bijeenkomst is nog niet geweest. Het verslag maak je als hij is afgelopen."
WAS_HELD_OFF = "Deze bijeenkomst is afgelast of al vastgesteld."
SAVED = "Opgeslagen."


@require_safe
def minutes(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """The minutes: the kernteam writes them here, the others read them."""
    session = page.read(request, traject_pk, pk)
    return render(request, page.PAGE, page.context(request, session))


@require_POST
def minutes_begin(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Begin the minutes of a session that was held, with or without being run live."""
    session = page.prepared(request, traject_pk, pk)
    try:
        services.begin(session, by=request.user)
    except WrongMomentError:
        messages.warning(request, STILL_TO_COME if not session.is_past else WAS_HELD_OFF)
        return redirect(page.url(session))
    return page.elsewhere(request, session, "Het verslag staat klaar. Vul aan wat er nog ontbreekt.")


@require_http_methods(["GET", "HEAD", "POST"])
def minutes_part(request: Request, traject_pk: int, pk: int, key: str) -> HttpResponse:
    """Write what was said at one item; it saves itself while one goes on."""
    session = page.prepared(request, traject_pk, pk)
    place = page.place(session, request.user, key)
    row = _part(request, session, place)
    first = {"text": row.text if row else "", "version": row.version if row else 0}
    if request.method != "POST":
        return render(request, "traject_form.html", _form_page(request, session, place, TextForm(initial=first)))
    form = TextForm(request.POST, initial=first, auto_id=f"%s-{key}", door=Door(request.user, traject_pk))
    if not form.is_valid():
        return _refused_text(request, session, place, form)
    try:
        return _write(request, session, place, form)
    except services.SettledError:
        return page.refused(request, session)


def _part(request: Request, session: Session, place: page.Place) -> MinutesPart | None:
    """The row that holds the text of a place, None before anything was written there."""
    if place.part:
        return place.part
    rows = access.visible(request.user, MinutesPart.objects.filter(session=session, item=place.item))
    return rows.first() if place.item else rows.filter(item_title="").first()


def _write(request: Request, session: Session, place: page.Place, form: TextForm) -> HttpResponse:
    seen, text = form.cleaned_data["version"], form.cleaned_data["text"]
    if place.part:
        written = services.rewrite_part(place.part, seen, by=request.user, text=text)
    else:
        written = services.write_part(session, place.item, seen, by=request.user, text=text)
    now = _part(request, session, place)
    if now is None:  # somebody deleted what was just written
        return page.refused(request, session)
    if not written:
        return _conflict(request, session, place, form, now)
    form.keep_decisions(now)
    context = {"key": place.key, "version": now.version}
    url = f"{page.url(session)}#{place.key}"
    return htmx.changed(request, "sessions/minutes/_text_saved.html", context, url, message=SAVED)


def _refused_text(request: Request, session: Session, place: page.Place, form: TextForm) -> HttpResponse:
    if not htmx.is_htmx(request):
        return render(request, "traject_form.html", _form_page(request, session, place, form), status=422)
    shown = page.section(request, session, place.key, text_form=form)
    return _instead(htmx.refused(request, "sessions/minutes/_text.html", page.PAGE, shown), place.key)


def _conflict(request: Request, session: Session, place: page.Place, form: TextForm, now: MinutesPart) -> HttpResponse:
    """Both texts, for the author to choose from."""
    now.refresh_from_db()
    label = "Wat er is besproken"
    context = {
        "heading": place.title,
        "who": now.changed_by,
        "when": now.changed_at,
        "mine": [(label, form.cleaned_data["text"])],
        "theirs": [(label, now.text)],
        "keep_fields": [("text", form.cleaned_data["text"]), *form.door_fields(), ("version", now.version)],
        "action_url": request.path,
        "back_url": f"{page.url(session)}#{place.key}",
        "conflict_id": f"tekst-{place.key}",
    }
    response = htmx.refused(request, "_conflict.html", "409.html", context, status=409)
    return _instead(response, place.key) if htmx.is_htmx(request) else response


def _instead(response: HttpResponse, key: str) -> HttpResponse:
    """The whole form in the place of what was sent: it asks something of its author."""
    response["HX-Retarget"], response["HX-Reswap"] = f"#tekst-{key}", "outerHTML"
    return response


def _form_page(request: Request, session: Session, place: page.Place, form: TextForm) -> dict[str, Any]:
    back = f"{page.url(session)}#{place.key}"
    more = {"form": form, "heading": place.title, "back_url": back, "session": session}
    return traject_page.context(request.user, session.traject, "sessions", **more)


@require_POST
def minutes_treatment(request: Request, traject_pk: int, pk: int, item_pk: int) -> HttpResponse:
    """Say what became of an item: discussed, carried over, parked or closed."""
    session = page.prepared(request, traject_pk, pk)
    items = AgendaItem.objects.filter(session=session).select_related("session")
    item = access.fetch(request.user, "prepare_session", items, item_pk)
    treatment = request.POST.get("treatment", "")
    if treatment not in Treatment.values:
        return page.elsewhere(request, session, "Kies wat er van dit onderdeel werd.", anchor=f"#punt-{item.pk}")
    try:
        services.treat(item, treatment)
    except services.SettledError:
        return page.refused(request, session)
    message = f"{item.title}: {str(Treatment(treatment).label).lower()}."
    if htmx.is_htmx(request):
        return htmx.changed(request, "_status.html", {"message": message}, "")
    return page.elsewhere(request, session, message, anchor=f"#punt-{item.pk}")


@require_POST
def minutes_attendance(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Write who was there, for each organisation; only what changed is written."""
    session = page.prepared(request, traject_pk, pk)
    rows = access.visible(request.user, SessionPartner.objects.filter(session=session))
    try:
        lost = [row for row in rows.select_related("session", "partner__organisation") if not _noted(request, row)]
    except services.SettledError:
        return page.refused(request, session)
    if lost:
        names = ", ".join(row.partner.organisation.name for row in lost)
        messages.warning(request, f"Intussen is iets anders ingevuld bij: {names}. Kijk wat er nu staat.")
        return redirect(f"{page.url(session)}#aanwezig")
    return page.elsewhere(request, session, SAVED, anchor="#aanwezig")


@require_POST
def minutes_result(request: Request, traject_pk: int, pk: int, result_pk: int) -> HttpResponse:
    """Tick or untick a result of a step that this session was about: `bereikt` is 1 or 0 (T6)."""
    session = page.prepared(request, traject_pk, pk)
    results = StepResult.objects.filter(step__sessions=session).select_related("step__traject")
    result = access.fetch(request.user, "edit_traject", results, result_pk)
    reached = request.POST.get("bereikt") == "1"
    try:
        with services.writing(session):
            tick(result, reached=reached, by=request.user, today=timezone.localdate(), session_id=session.pk)
    except services.SettledError:
        return page.refused(request, session)
    message = "Resultaat afgevinkt." if reached else "Het vinkje is weg."
    shown = page.context(request, session)
    row = next(row for row in shown["shown"]["results"] if row["key"] == result.pk)
    url = f"{page.url(session)}#resultaat-{result.pk}"
    return htmx.changed(request, "sessions/minutes/_result.html", {**shown, "result": row}, url, message=message)


def _noted(request: Request, row: SessionPartner) -> bool:
    """True when nothing had to be written for this organisation, or it was."""
    seen, now = request.POST.get(f"seen-{row.pk}", ""), request.POST.get(f"is-{row.pk}")
    if now is None or now == seen or now not in Attendance.values:
        return True
    return services.note_attendance(row, seen, now)
