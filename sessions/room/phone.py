"""Taking part on one's own phone: a code, an organisation, and the notes of the current item (S4).

Open without logging in. A right code shows the names of the invited organisations; a seat shows its own room only.
Who is logged in for an invited organisation gets the same seat for it without a code.
"""

from typing import Any

from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from buurtbalans import htmx
from buurtbalans.accounts.requests import Request
from buurtbalans.accounts.web_session.limits import background
from buurtbalans.addresses import address
from privacy import access
from privacy.access import link_hash
from privacy.doors.finding import Door
from privacy.refusals import Hidden
from sessions.planning.answers import own_invitation
from sessions.planning.models import Session, SessionPartner, SessionStatus
from sessions.planning.states import WrongMomentError
from sessions.room import codes, on_phone, rounds, services
from sessions.room.forms import NoteForm
from sessions.room.keys import number
from sessions.room.models import Room, RoomSeat

PAGE, PARTS = "sessions/room/phone.html", "sessions/room/_phone_parts.html"
VOTED = "sessions/room/_phone_voted.html"
DOOR = "sessions/room/phone_door.html"
COOKIE_SECONDS = 24 * 60 * 60
WRONG = "Deze code werkt niet. Kijk op het scherm en typ de code die daar nu staat."
NO_NOTES = "Bij dit onderdeel kun je geen geeltje plakken. Je tekst staat er nog."
TOO_MANY_NOTES = "Je plakte al heel veel geeltjes bij dit onderdeel. Je tekst staat er nog."
NO_VOTES = "Je drie stemmen zijn op. Haal er eerst een weg."
NOT_VOTING = "Er wordt nu niet gestemd op dit geeltje."
NOT_RUNNING = "Deze bijeenkomst is nu niet bezig."


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def phone(request: HttpRequest) -> HttpResponse:
    """Take part: the code, then the organisation, then the room."""
    if request.method == "POST":
        return _come_in(request)
    seat = codes.seat_of(_secret(request))
    if seat is None:
        return render(request, DOOR)
    if on_phone.is_over(seat):
        return render(request, DOOR, {"is_over": True})
    return render(request, PAGE, _context(request, seat))


@require_POST
def room_join(request: Request, traject_pk: int, pk: int) -> HttpResponse:
    """Take part with one click, for who is logged in for an invited organisation: its seat, as by the code."""
    session = access.fetch(request.user, "see", Session.objects.filter(traject_id=traject_pk), pk)
    invitation = own_invitation(request.user, session)
    if invitation is None:
        raise Hidden("traject_sessions.sessionpartner", pk)
    room: Room | None = getattr(session, "room", None)
    try:
        secret = services.take_seat(room, invitation.partner_id, secret=_secret(request)) if room else ""
    except (SessionPartner.DoesNotExist, WrongMomentError):
        secret = ""
    if not secret:
        return htmx.changed(request, "", {}, session.get_absolute_url(), message=NOT_RUNNING)
    return _with_cookie(redirect("sessions:phone"), secret)


@login_not_required
@background
@require_safe
def phone_state(request: HttpRequest) -> HttpResponse:
    """What changed since the version `v` that this device shows: nothing (204), or its parts anew."""
    rows = codes.how_it_stands(secret_hash=link_hash(_secret(request)))
    if rows and rows[0] == (_seen(request), SessionStatus.RUNNING):
        return HttpResponse(status=204)
    seat = codes.seat_of(_secret(request))
    if seat is None or on_phone.is_over(seat):
        return htmx.elsewhere(request, address("sessions:phone"))
    return render(request, PARTS, _context(request, seat))


@login_not_required
@require_POST
def phone_note(request: HttpRequest) -> HttpResponse:
    """Stick a note at the item for which it was written."""
    seat = codes.seat_of(_secret(request))
    if seat is None or on_phone.is_over(seat):
        return _over(request)
    form = NoteForm(request.POST, door=Door(None, seat.room.session.traject_id), auto_id=on_phone.FORM_ID)
    if not form.is_valid():
        return _refused(request, seat, form)
    data = dict(form.cleaned_data)
    try:
        note = rounds.stick(seat.room.session_id, data.pop("item"), partner=seat.partner, seat=seat, **data)
    except WrongMomentError:
        return _over(request)
    except (rounds.NoRoundError, rounds.TooManyError) as reason:
        form.add_error("what", NO_NOTES if isinstance(reason, rounds.NoRoundError) else TOO_MANY_NOTES)
        return _refused(request, seat, form)
    form.keep_decisions(note)
    return _changed(request, seat, "Geplakt.", focus="mee_what")


@login_not_required
@require_POST
def phone_note_off(request: HttpRequest) -> HttpResponse:
    """Take back a note of this device that does not lie open yet."""
    seat = codes.seat_of(_secret(request))
    if seat is None or on_phone.is_over(seat):
        return _over(request)
    note = seat.notes.filter(pk=number(request.POST.get("note")) or 0, is_revealed=False).first()
    if note is not None:
        rounds.take_off(note)
    return _changed(request, seat, "Weggehaald.", focus="mee_what")


@login_not_required
@require_POST
def phone_vote(request: HttpRequest) -> HttpResponse:
    """Give one of three votes to a note, or take it back."""
    seat = codes.seat_of(_secret(request))
    if seat is None or on_phone.is_over(seat):
        return _over(request)
    note, wants = number(request.POST.get("note")) or 0, request.POST.get("stem") == "ja"
    try:
        rounds.vote(seat, note, wants=wants)
    except WrongMomentError:
        return _over(request)
    except rounds.TooManyError:
        return _changed(request, seat, NO_VOTES)
    except rounds.NoRoundError:
        return _changed(request, seat, NOT_VOTING)
    # What else changed meanwhile comes when the phone asks again.
    shown, message = _context(request, seat, only=note), "Je stem staat." if wants else "Je stem is weg."
    return htmx.changed(request, VOTED, shown, address("sessions:phone"), message=message, focus=f"stem-{note}")


def _come_in(request: HttpRequest) -> HttpResponse:
    """A wrong, old or ended code gets one and the same answer, and counts as a try."""
    if not ratelimit.consume(request, action="room_code", dry_run=True):
        return render(request, "429.html", status=429)
    code = request.POST.get("code", "")[:40]
    room = codes.room_of(code)
    if room is None:
        ratelimit.consume(request, action="room_code")
        return render(request, DOOR, {"code": code, "error": WRONG}, status=422)
    partner = number(request.POST.get("partner"))
    if partner is None:
        return render(request, DOOR, {"code": code, "choices": _choices(room)})
    try:
        secret = services.take_seat(room, partner, secret=_secret(request))
    except (SessionPartner.DoesNotExist, WrongMomentError):
        return render(request, DOOR, {"code": code, "choices": _choices(room)}, status=422)
    return _with_cookie(redirect("sessions:phone"), secret)


def _choices(room: Room) -> list[tuple[int, str]]:
    """The invited organisations by name."""
    rows = room.session.invited.order_by("partner__organisation__name")
    return list(rows.values_list("partner", "partner__organisation__name"))


def _with_cookie(response: HttpResponse, secret: str) -> HttpResponse:
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(_cookie(), secret, max_age=COOKIE_SECONDS, secure=secure, httponly=True, samesite="Lax")
    return response


def _cookie() -> str:
    return "__Host-plek" if settings.SESSION_COOKIE_SECURE else "plek"


def _secret(request: HttpRequest) -> str:
    return request.COOKIES.get(_cookie(), "")


def _seen(request: HttpRequest) -> int:
    return number(request.GET.get("v")) or 0


def _context(
    request: HttpRequest, seat: RoomSeat, form: NoteForm | None = None, *, only: int | None = None
) -> dict[str, Any]:
    phone = on_phone.on_phone(seat, get_token(request), form=form, only=only)
    return {"phone": phone, "version": seat.room.phone_version, "oob": True, "only": only}


def _changed(request: HttpRequest, seat: RoomSeat, message: str, *, focus: str = "") -> HttpResponse:
    fresh = codes.seat_of(_secret(request)) or seat
    url = address("sessions:phone")
    return htmx.changed(
        request, PARTS, _context(request, fresh) | {"fresh": bool(focus)}, url, message=message, focus=focus
    )


def _refused(request: HttpRequest, seat: RoomSeat, form: NoteForm) -> HttpResponse:
    return htmx.refused(
        request, "sessions/room/_phone_form.html", PAGE, _context(request, seat, form) | {"fresh": True}
    )


def _over(request: HttpRequest) -> HttpResponse:
    """The session ended, or this device has no seat: what was typed stays to be copied."""
    if htmx.is_htmx(request):
        response = render(request, "_melding.html", {"text": on_phone.OVER}, status=409)
        response["HX-Retarget"], response["HX-Reswap"] = "#bb-melding", "innerHTML"
        return response
    typed = [(name, value) for name, value in request.POST.items() if name in ("what", "because") and value]
    return render(request, DOOR, {"is_over": True, "sent_fields": typed}, status=409)
