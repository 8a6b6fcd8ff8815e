"""The request as every view behind the login gets it."""

from django.http import HttpRequest

from buurtbalans.accounts.models import User


class Request(HttpRequest):
    """A request of somebody who is logged in; the middleware lets nobody else through."""

    user: User
