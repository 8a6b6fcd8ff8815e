"""A form that is sent twice is saved once (the issue: double submit).

The script in the page stops a second click; a browser that sends a form again does not pass it. So a form
that makes something new carries a number (`{% once %}`), and its view is marked with `once.saved_once`.
"""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect

from buurtbalans.accounts.requests import Request

FIELD = "once"
SECONDS = 24 * 60 * 60
SAVED_BEFORE = "Dit was al opgeslagen."
REDIRECT = 302
View = Callable[..., HttpResponse]


def number() -> str:
    """A number for a form that is about to be shown."""
    return uuid4().hex


def saved_once(view: View) -> View:
    """Mark a view that makes something new and then leads on: the same form sent again only leads on.

    The same number with another content is something new: who goes back in the browser and types the next
    action would lose it otherwise. When nothing is saved, nothing is remembered.
    """

    @wraps(view)
    def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST" or not request.POST.get(FIELD):
            return view(request, *args, **kwargs)
        place = _place(request)
        # The cache is a table of the same database: a second request waits here for the first one's end.
        with transaction.atomic():
            if not cache.add(place, "", SECONDS):
                return _lead_on(request, cache.get(place))
            response = view(request, *args, **kwargs)
            if response.status_code == REDIRECT:
                cache.set(place, response["Location"], SECONDS)
            else:
                cache.delete(place)
        return response

    return guarded


def _lead_on(request: Request, url: str | None) -> HttpResponse:
    messages.info(request, SAVED_BEFORE)
    return HttpResponseRedirect(url or request.path)


def _place(request: Request) -> str:
    """Where is kept what became of this form: a hash, so that the cache holds nothing that was typed."""
    sent = [(name, value) for name, values in sorted(request.POST.lists()) for value in values]
    files = [(name, str(file), getattr(file, "size", 0)) for name, file in request.FILES.items()]
    whole = [request.user.pk, request.path, [pair for pair in sent if pair[0] != "csrfmiddlewaretoken"], files]
    return f"once-{hashlib.sha256(repr(whole).encode()).hexdigest()}"
