"""Staying logged in a little longer, and seeing where one is logged in."""

from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from buurtbalans.accounts.models import User
from buurtbalans.accounts.requests import Request
from buurtbalans.accounts.web_session import browsers, limits
from buurtbalans.headers import CLEAR_ALL


@dataclass(frozen=True)
class Place:
    """One browser in which somebody is logged in."""

    row: UserSession
    browser: str
    active: datetime
    is_here: bool


@limits.background
@require_safe
def time_left(request: Request) -> JsonResponse:
    """How many seconds this session still lasts; asking does not make it longer."""
    return _time_left(request)


@require_POST
def stay(request: Request) -> JsonResponse:
    """Stay logged in: this counts as doing something."""
    return _time_left(request)


def _time_left(request: Request) -> JsonResponse:
    seconds, can_stay = limits.seconds_left(request.session)
    return JsonResponse({"seconds": seconds, "can_stay": can_stay})


@require_http_methods(["GET", "HEAD", "POST"])
def places(request: Request) -> HttpResponse:
    """Where one is logged in; POST ends all of those, or all but this one."""
    if request.method == "POST":
        return _end(request, everywhere=request.POST.get("wat") == "overal")
    return render(request, "accounts/web_session/places.html", {"places": _places(request.user, request)})


def _places(user: User, request: Request) -> list[Place]:
    store = import_module(settings.SESSION_ENGINE).SessionStore
    found = []
    for row in UserSession.objects.filter(user=user):
        session = store(row.session_key)
        if str(session.get("_auth_user_id")) == str(user.pk) and limits.seconds_left(session)[0]:
            active = datetime.fromtimestamp(int(session.get(limits.ACTIVE, 0)), tz=UTC)
            here = row.session_key == request.session.session_key
            found.append(Place(row, browsers.name_of(row.user_agent), active, here))
    return sorted(found, key=lambda place: (not place.is_here, -place.active.timestamp()))


def _end(request: Request, *, everywhere: bool) -> HttpResponse:
    for row in UserSession.objects.filter(user=request.user).exclude(session_key=request.session.session_key):
        row.end()
    if not everywhere:
        messages.success(request, "Op alle andere apparaten ben je uitgelogd.")
        return redirect("account_places")
    UserSession.objects.filter(user=request.user).delete()
    logout(request)
    response = redirect("account_login")
    response.headers["Clear-Site-Data"] = CLEAR_ALL
    return response
