"""To the organisation and back; it may be out of reach."""

from collections.abc import Callable

from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from requests import RequestException


@login_not_required
@require_safe
def go(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send the browser to the organisation."""
    return _or_not_reached(openid_connect.login, request, provider_id)


@login_not_required
@require_safe
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """The organisation says who it is."""
    return _or_not_reached(openid_connect.callback, request, provider_id)


def _or_not_reached(
    view: Callable[[HttpRequest, str], HttpResponse], request: HttpRequest, provider_id: str
) -> HttpResponse:
    try:
        response: HttpResponse = view(request, provider_id)
    except RequestException:
        return render(request, "socialaccount/not_reached.html", status=502)
    return response
