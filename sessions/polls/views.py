"""A date poll for a session in draft: asking, reading who can when, and picking the day."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from buurtbalans import htmx
from buurtbalans.accounts.requests import Request, sent
from buurtbalans.addresses import address
from privacy import access
from sessions.planning.models import Session, SessionStatus
from sessions.planning.states import WrongMomentError
from sessions.polls.forms import DAYS_TO_ANSWER, ClosingForm, LastDayForm, OptionFormSet, proposed
from sessions.polls.models import Poll, PollOption
from sessions.polls.services import (
    NobodyToAskError,
    PollClosedError,
    ask_newcomers,
    move_last_day,
    open_poll,
    pick,
    remove_poll,
)
from sessions.polls.table import table_of
from trajects.traject import page

NEW_PAGE = "sessions/polls/new.html"
NO_DRAFT = "Een datumprikker kan alleen zolang de agenda niet is verstuurd."
MOVED = "De laatste dag is gewijzigd. Wie nog niet antwoordde, krijgt een mail."
MOVED_BY_OTHERS = "Iemand anders heeft de laatste dag net gewijzigd. Je ziet nu de nieuwste. Doe je wijziging nog eens."
OVER = "De dag is al gekozen, of de agenda is verstuurd. Antwoorden kan niet meer."
NOBODY = "Er is nog niemand om te vragen. Kies bij Gegevens wijzigen wie je uitnodigt."


@require_http_methods(["GET", "HEAD", "POST"])
def poll_new(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Choose the days and ask the invited; when they were asked already, to their answers."""
    sessions = Session.objects.filter(traject_id=traject_pk).select_related("traject")
    session = access.fetch(request.user, "prepare_session", sessions, pk)
    if access.visible(request.user, Poll.objects.filter(session=session)).exists():
        return redirect("sessions:poll", traject_pk, pk)
    if session.status != SessionStatus.DRAFT:
        return htmx.changed(request, "", {}, session.get_absolute_url(), message=NO_DRAFT)
    closing = ClosingForm(sent(request), initial={"closes_on": timezone.localdate() + timedelta(days=DAYS_TO_ANSWER)})
    options = OptionFormSet(sent(request), initial=proposed(session), prefix="moment")
    problem = ""
    if request.method == "POST" and closing.is_valid() and options.is_valid():
        problem = _open(request, session, closing, options)
        if not problem:
            return redirect("sessions:poll", traject_pk, pk)
    context = _page(request, session, closing=closing, options=options, problem=problem, heading="Datum prikken")
    return render(request, NEW_PAGE, context, status=422 if request.method == "POST" else 200)


def _open(request: Request, session: Session, closing: ClosingForm, options: Any) -> str:
    """Ask; the reason in words when that cannot be."""
    site = request.build_absolute_uri("/")
    try:
        open_poll(session, by=request.user, options=options.chosen(), site=site, **closing.cleaned_data)
    except WrongMomentError:
        return NO_DRAFT
    except NobodyToAskError:
        return NOBODY
    return ""


@require_safe
def poll(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Who can come when."""
    return _table(request, _fetch(request, traject_pk, pk))


def _table(request: Request, found: Poll, form: LastDayForm | None = None) -> HttpResponse:
    """The page of a poll; `form` is one that was not right."""
    shown = form or LastDayForm(initial={"closes_on": found.closes_on, "seen": found.closes_on})
    context = _page(request, found.session, poll=found, table=table_of(found), heading="Datumprikker", form=shown)
    return render(request, "sessions/polls/table.html", context, status=422 if form else 200)


@require_POST
def poll_move(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Let people answer until another day."""
    found, form = _fetch(request, traject_pk, pk), LastDayForm(request.POST)
    if not form.is_valid():
        return _table(request, found, form)
    site, message = request.build_absolute_uri("/"), MOVED
    try:
        if not move_last_day(found, by=request.user, site=site, **form.cleaned_data):
            message = MOVED_BY_OTHERS
    except PollClosedError:
        message = OVER
    return htmx.changed(request, "", {}, address("sessions:poll", traject_pk, pk), message=message)


@require_POST
def poll_pick(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Pick the day that was chosen: the session takes place then."""
    found = _fetch(request, traject_pk, pk)
    key = request.POST.get("option", "")
    options = access.visible(request.user, PollOption.objects.filter(poll=found))
    option = options.filter(pk=int(key)).first() if key.isascii() and key.isdecimal() and len(key) < 19 else None
    url = found.session.get_absolute_url()
    if option is None:
        return redirect("sessions:poll", traject_pk, pk)
    try:
        pick(option, by=request.user)
    except WrongMomentError:
        return htmx.changed(request, "", {}, url, message=NO_DRAFT)
    return htmx.changed(request, "", {}, url, message="De dag is gekozen. Verstuur de agenda als die klaar is.")


@require_POST
def poll_ask(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Ask who was invited after the poll was sent."""
    found = _fetch(request, traject_pk, pk)
    asked = ask_newcomers(found, by=request.user, site=request.build_absolute_uri("/")) if found.is_open else 0
    message = f"Ook gevraagd: {asked}." if asked else "Iedereen die is uitgenodigd, is al gevraagd."
    return htmx.changed(request, "", {}, request.path.removesuffix("vragen/"), message=message)


@require_POST
def poll_remove(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Take the poll away."""
    found = _fetch(request, traject_pk, pk)
    remove_poll(found, by=request.user)
    return htmx.changed(request, "", {}, found.session.get_absolute_url(), message="De datumprikker is weg.")


def _fetch(request: Request, traject_pk: int, pk: int) -> Poll:
    polls = Poll.objects.filter(session=pk, session__traject=traject_pk).select_related("session__traject")
    return access.fetch(request.user, "prepare_session", polls)


def _page(request: Request, session: Session, **more: Any) -> dict[str, Any]:
    return page.context(request.user, session.traject, "sessions", session=session, **more)
