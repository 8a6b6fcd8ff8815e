"""The sessions of a traject: the list, planning and changing one, sending its agenda, and its calendar file."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from buurtbalans import htmx
from buurtbalans.accounts.requests import Request
from buurtbalans.once import saved_once
from privacy import access
from privacy.doors.finding import Door
from privacy.doors.hidden import brings_back
from sessions.agenda.services import plan_with_example
from sessions.minutes.topics import waiting
from sessions.planning.calendar import ics
from sessions.planning.forms import ChangeSessionForm, NewSessionForm
from sessions.planning.models import Session, SessionPartner, SessionStatus
from sessions.planning.proposal import pace_hint, present, proposal
from sessions.planning.sending import NobodyInvitedError, recipients, send_agenda
from sessions.planning.services import change_session
from trajects.logbook.kinds import LogKind
from trajects.logbook.models import LogEntry
from trajects.steps.models import Step
from trajects.traject import page
from trajects.traject.models import Traject

FORM_PAGE = "sessions/planning/form.html"
SEND_PAGE = "sessions/planning/send.html"


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
        upcoming=sessions.filter(date__gte=today).order_by("date", "starts_at", "pk"),
        past=sessions.filter(date__lt=today).order_by("-date", "-starts_at", "-pk"),
        waiting=waiting(request.user, traject),
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
            return htmx.changed(request, "", {}, session.get_absolute_url(), message="De bijeenkomst is gepland.")
        return render(request, FORM_PAGE, _new_context(request, traject, form), status=422)
    form = NewSessionForm(user=request.user, traject=traject, initial=_proposal(request, traject))
    return render(request, FORM_PAGE, _new_context(request, traject, form))


def _proposal(request: Request, traject: Traject) -> dict[str, Any]:
    """`?stap=3` chooses the step, `?eerste=1` the startbijeenkomst, page 3 of a new traject."""
    steps = list(access.visible(request.user, Step.objects.filter(traject=traject)).order_by("number"))
    asked = "2" if request.GET.get("eerste") else request.GET.get("stap", "")
    return proposal(traject, steps, number=int(asked) if asked in set("123456") else None)


def _new_context(request: Request, traject: Traject, form: NewSessionForm) -> dict[str, Any]:
    sessions = access.visible(request.user, Session.objects.filter(traject=traject))
    form.fields["date"].help_text = pace_hint(traject, sessions.order_by("-date").first())
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
    who: dict[str, Any] = {"user": request.user, "traject": session.traject, "session": session}
    who |= {"initial": present(session), "door": Door(request.user, traject_pk)}
    if request.method != "POST":
        form = ChangeSessionForm(**who)
        return render(request, FORM_PAGE, _edit_context(request, session, form))
    form = ChangeSessionForm(request.POST, **who)
    if not form.is_valid():
        return render(request, FORM_PAGE, _edit_context(request, session, form), status=422)
    data = dict(form.cleaned_data)
    if change_session(session, by=request.user, seen_version=data.pop("version"), **data):
        form.keep_decisions(session)
        return htmx.changed(request, "", {}, session.get_absolute_url(), message="Opgeslagen.")
    return render(request, "409.html", _conflict(request, session, form), status=409)


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
        "who": entry.actor.name if entry and entry.actor else "",
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


@require_http_methods(["GET", "HEAD", "POST"])
@saved_once
def agenda_send(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Show who will get the agenda, and send it."""
    sessions = Session.objects.filter(traject_id=traject_pk).select_related("traject")
    session = access.fetch(request.user, "prepare_session", sessions, pk)
    if request.method != "POST":
        return render(request, SEND_PAGE, _send_context(request, session))
    try:
        sent = send_agenda(session, by=request.user, site=request.build_absolute_uri("/"))
    except NobodyInvitedError:
        return render(request, SEND_PAGE, _send_context(request, session, refused=True), status=422)
    people = "1 persoon" if sent == 1 else f"{sent} mensen"
    message = f"De agenda gaat per mail naar {people}. Wie is uitgenodigd, ziet de bijeenkomst nu ook hier."
    return htmx.changed(request, "", {}, session.get_absolute_url(), message=message)


def _send_context(request: Request, session: Session, *, refused: bool = False) -> dict[str, Any]:
    invited = access.visible(request.user, SessionPartner.objects.filter(session=session))
    seats: dict[int, list[str]] = {}
    for seat in recipients(session):
        seats.setdefault(int(seat.partner_id or 0), []).append(seat.user.name)
    partners = invited.select_related("partner__organisation").order_by("partner__organisation__folded")
    rows = [(row.partner.organisation.name, seats.get(row.partner_id, [])) for row in partners]
    again = session.status != SessionStatus.DRAFT
    more = {
        "session": session,
        "heading": "Wijziging versturen" if again else "Agenda versturen",
        "again": again,
        "rows": rows,
        "people": sum(len(names) for _, names in rows),
        "refused": refused,
        "items": session.items.on_agenda().count(),
    }
    return page.context(request.user, session.traject, "sessions", **more)


@require_safe
def session_ics(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """The session as a file for one's own calendar."""
    session = access.fetch(request.user, "see", Session.objects.filter(traject_id=traject_pk), pk)
    content = ics(session, request.build_absolute_uri(session.get_absolute_url()))
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="bijeenkomst.ics"'
    return response
