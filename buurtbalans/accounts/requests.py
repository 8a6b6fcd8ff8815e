"""The request as every view behind the login gets it."""

from django.http import HttpRequest, QueryDict

from buurtbalans.accounts.models import User


class Request(HttpRequest):
    """A request of somebody who is logged in; the middleware lets nobody else through."""

    user: User


def sent(request: HttpRequest) -> QueryDict | None:
    """What was typed into a form, None while it is only being looked at. An empty form is sent too."""
    return request.POST if request.method == "POST" else None
