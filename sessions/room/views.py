"""Leading a session: beginning, the item, the clock, who is there, the end, and what changed since (S4)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from buurtbalans import htmx
from buurtbalans.accounts.models import User
from buurtbalans.accounts.requests import Request
from buurtbalans.accounts.web_session.limits import background
from buurtbalans.addresses import address
from privacy import access
from privacy.questions import Given, Question
from sessions.planning.models import Session, SessionPartner, SessionStatus
from sessions.planning.states import WrongMomentError
from sessions.room import page, services
from sessions.room.forms import AttendanceForm
from sessions.room.keys import number
from sessions.room.models import Room

View = Callable[..., HttpResponse]


@Question
def how_it_stands(user: User, traject: Given, session: Given) -> "QuerySet[Room, Any]":
    """Of a room: how often it was changed, and the state of its session."""
    rooms = access.visible(user, Room.objects.filter(session=session, session__traject=traject))
    return rooms.values_list("state_version", "session__status")


def leading(view: View) -> View:
    """Mark a change by who leads a session: `view(request, session, …)`; refused when it is not being held."""

    @require_POST
    @wraps(view)
    def fetched(request: Request, traject_pk: int, pk: int, *args: Any, **kwargs: Any) -> HttpResponse:
        session = page.fetch(request, traject_pk, pk)
        try:
            return view(request, session, *args, **kwargs)
        except WrongMomentError:
            return page.over(request, session)

    return fetched


@require_safe
def room(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """The page on which a session is led."""
    session = page.fetch(request, traject_pk, pk)
    if session.status != SessionStatus.RUNNING:
        return page.not_running(request, session)
    page.keep_signed_in(request, session)
    return render(request, page.PAGE, page.whole(request, session))


@background
@require_safe
def room_state(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """What changed since the version `v` that the page shows: nothing (204), or its parts anew."""
    rows = how_it_stands.alone(request.user, traject=traject_pk, session=pk)
    if not rows:
        raise Http404
    [(version, status)] = rows
    running = status == SessionStatus.RUNNING
    if running and request.GET.get("v") == str(version):
        return HttpResponse(status=204)
    session = page.fetch(request, traject_pk, pk)
    page.keep_signed_in(request, session)
    if not running:
        return htmx.elsewhere(request, address("sessions:room", traject_pk, pk))
    return render(request, page.PARTS, page.context(request, session))


@leading
def room_start(request: Request, session: Session) -> HttpResponse:
    """Begin, or go on with a session that was ended by mistake."""
    services.start(session, by=request.user)
    page.keep_signed_in(request, session)
    return redirect("sessions:room", session.traject_id, session.pk)


@leading
def room_item(request: Request, session: Session) -> HttpResponse:
    """Go to the item `item`: the next one, or another that the page lists."""
    items = session.items.on_agenda()
    wanted = number(request.POST.get("item"))
    item = get_object_or_404(items, pk=wanted) if wanted else items.first()
    if item is None:
        raise Http404
    services.go_to(session, item)
    return page.changed(request, session, f"Nu: {item.title}.", focus="nu")


@leading
def room_clock(request: Request, session: Session) -> HttpResponse:
    """Pause, go on, or give five minutes more."""
    what = request.POST.get("doen", "")
    if what == "erbij":
        services.give_more_time(session, seen=number(request.POST.get("extra")))
        return page.changed(request, session, "Vijf minuten erbij.", focus="erbij")
    (services.resume if what == "verder" else services.pause)(session)
    message = "De klok loopt weer." if what == "verder" else "De klok staat stil."
    return page.changed(request, session, message, focus="pauze")


@leading
def room_attendance(request: Request, session: Session, partner_pk: int) -> HttpResponse:
    """Write down whether an organisation is there."""
    rows = SessionPartner.objects.filter(session=session, partner=partner_pk).select_related("partner__organisation")
    invited = access.fetch(request.user, "prepare_session", rows)
    form = AttendanceForm(request.POST, instance=invited)
    if not form.is_valid():
        return page.changed(request, session, "Kies een van de mogelijkheden.")
    services.note_attendance(invited, form.cleaned_data["attendance"])
    name = invited.partner.organisation.name
    return page.changed(request, session, f"{name}: {invited.get_attendance_display().lower()}.")


@leading
def room_code(request: Request, session: Session) -> HttpResponse:
    """Make a new code: the old one works no more."""
    services.renew_code(session)
    messages.success(request, "Er is een nieuwe code. Wie al meedoet, merkt er niets van.")
    return htmx.elsewhere(request, address("sessions:room", session.traject_id, session.pk))


@leading
def room_close(request: Request, session: Session) -> HttpResponse:
    """End the session and go on to its minutes."""
    services.close(session, by=request.user)
    session.refresh_from_db()
    page.keep_signed_in(request, session)
    messages.success(request, "De bijeenkomst is afgesloten. De code werkt niet meer.")
    return redirect(page.minutes_url(session))
