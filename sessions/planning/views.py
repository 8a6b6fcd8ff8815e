"""The sessions of a traject: the list, planning and changing one, sending its agenda, and its calendar file."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from buurtbalans import htmx
from buurtbalans.accounts.requests import Request, sent
from buurtbalans.addresses import address
from buurtbalans.once import saved_once
from privacy import access
from privacy.doors.finding import Door
from privacy.doors.hidden import brings_back
from sessions.agenda.services import plan_with_example
from sessions.minutes.topics import waiting
from sessions.planning.advice import advice
from sessions.planning.calendar import ics
from sessions.planning.forms import ChangeSessionForm, NewSessionForm
from sessions.planning.models import Session, SessionStatus
from sessions.planning.proposal import pace_hint, present, proposal
from sessions.planning.services import change_session
from sessions.polls.models import PollVoter
from sessions.room.keys import number
from trajects.logbook.kinds import LogKind
from trajects.logbook.models import LogEntry
from trajects.steps.models import Step
from trajects.traject import page
from trajects.traject.models import Traject

CLOSED = "Aan deze bijeenkomst verandert niets meer: zij is afgelast, of het verslag is vastgesteld."
NOT_SENT = "Niemand is nog gemaild: kies Wijziging versturen."
FORM_PAGE = "sessions/planning/form.html"


@require_safe
def session_list(request: Request, traject_pk: int) -> HttpResponse:
    """The sessions that one may see, those to come first."""
    traject = access.fetch(request.user, "view_traject", Traject.objects.all(), traject_pk)
    sessions = access.visible(request.user, Session.objects.filter(traject=traject)).prefetch_related("steps")
    today = timezone.localdate()
    context = page.context(
        request.user,
        traject,
        "sessions",
        waiting=waiting(request.user, traject),
        upcoming=sessions.upcoming(today),
        past=sessions.past(today),
        asked=access.visible(request.user, PollVoter.objects.asked_now(today).filter(poll__session__traject=traject)),
        cancelled=sessions.filter(status=SessionStatus.CANCELLED).order_by("-date", "-starts_at", "-pk"),
    )
    return render(request, "sessions/planning/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def session_new(request: Request, traject_pk: int) -> HttpResponse:
    """Plan a session; its agenda is filled from the example at once."""
    traject = access.fetch(request.user, "prepare_session", Traject.objects.all(), traject_pk)
    if request.method == "POST":
        door = Door(request.user, traject_pk)
        form = NewSessionForm(request.POST, user=request.user, traject=traject, door=door)
        if form.is_valid():
            session = plan_with_example(traject, by=request.user, **form.planned())
            form.keep_decisions(session)
            return _saved(request, session, "De bijeenkomst is gepland.", sends="versturen" in request.POST)
        return render(request, FORM_PAGE, _new_context(request, traject, form), status=422)
    form = NewSessionForm(user=request.user, traject=traject, initial=_proposal(request, traject))
    return render(request, FORM_PAGE, _new_context(request, traject, form))


def _proposal(request: Request, traject: Traject) -> dict[str, Any]:
    """`?stap=3` chooses the step, `?eerste=1` the startbijeenkomst, `?na=7` goes on where that session ended."""
    steps = list(access.visible(request.user, Step.objects.filter(traject=traject)).order_by("number"))
    asked = "2" if request.GET.get("eerste") else request.GET.get("stap", "")
    earlier = Session.objects.filter(traject=traject, pk=number(request.GET.get("na")) or 0)
    after = access.visible(request.user, earlier).first()
    return proposal(traject, steps, number=int(asked) if asked in set("123456") else None, after=after)


def _new_context(request: Request, traject: Traject, form: NewSessionForm) -> dict[str, Any]:
    sessions = access.visible(request.user, Session.objects.filter(traject=traject))
    form.fields["date"].help_text = pace_hint(traject, sessions.going_on().order_by("-date").first())
    more = {
        "form": form,
        "heading": "Bijeenkomst plannen",
        "submit": "Bijeenkomst plannen",
        "back_url": reverse("sessions:session-list", args=[traject.pk]),
        "is_last_page": bool(request.GET.get("eerste")),
    }
    return page.context(request.user, traject, "sessions", **more)


@require_http_methods(["GET", "HEAD", "POST"])
def session_edit(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Change a session's day, time, place, steps or who is invited."""
    sessions = Session.objects.filter(traject_id=traject_pk).select_related("traject")
    session = access.fetch(request.user, "prepare_session", sessions, pk)
    if session.is_closed:
        return htmx.changed(request, "", {}, session.get_absolute_url(), message=CLOSED)
    who: dict[str, Any] = {"user": request.user, "traject": session.traject, "session": session}
    form = ChangeSessionForm(sent(request), **who, initial=present(session), door=Door(request.user, traject_pk))
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, FORM_PAGE, _edit_context(request, session, form), status=status)
    data = dict(form.cleaned_data)
    if change_session(session, by=request.user, seen_version=data.pop("version"), **data):
        form.keep_decisions(session)
        return _saved(request, session, f"Opgeslagen. {NOT_SENT}" if session.sent_at else "Opgeslagen.")
    return render(request, "409.html", _conflict(request, session, form), status=409)


def _saved(request: Request, session: Session, message: str, *, sends: bool = False) -> HttpResponse:
    """To the agenda, or to whom it will be sent; with what is worth a second look."""
    for warning in advice(request.user, session):
        messages.warning(request, warning)
    url = address("sessions:agenda-send", session.traject_id, session.pk) if sends else session.get_absolute_url()
    return htmx.changed(request, "", {}, url, message=message)


def _edit_context(request: Request, session: Session, form: ChangeSessionForm) -> dict[str, Any]:
    more = {"form": form, "heading": "Bijeenkomst wijzigen", "back_url": session.get_absolute_url()}
    return page.context(request.user, session.traject, "sessions", session=session, **more)


def _conflict(request: Request, session: Session, form: ChangeSessionForm) -> dict[str, Any]:
    """Both versions, and what keeps mine: my fields again, with the version of now."""
    last = access.visible(
        request.user, LogEntry.objects.filter(session=session, kind=LogKind.SESSION_CHANGED)
    ).select_related("actor")[:1]
    entry = next(iter(last), None)
    session.refresh_from_db()
    mine = [(name, value) for name in form.fields if name != "version" for value in request.POST.getlist(name)]
    return {
        "heading": "Bijeenkomst wijzigen",
        "who": (entry and entry.actor) or "",
        "when": timezone.localtime(entry.at) if entry else None,
        "mine": form.in_words(form.cleaned_data),
        "theirs": form.in_words({**present(session), **_chosen(session)}),
        "keep_fields": [*mine, *form.door_fields(), ("version", session.version)],
        "is_hidden": brings_back(session, mine),
        "action_url": request.path,
        "back_url": session.get_absolute_url(),
    }


def _chosen(session: Session) -> dict[str, Any]:
    return {
        "steps": session.steps.all(),
        "partners": session.partners.select_related("organisation"),
    }


@require_safe
def session_ics(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """The session as a file for one's own calendar."""
    session = access.fetch(request.user, "see", Session.objects.filter(traject_id=traject_pk), pk)
    content = ics(session, request.build_absolute_uri(session.get_absolute_url()))
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="bijeenkomst.ics"'
    return response
