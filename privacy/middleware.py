"""What the gate does around a request."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from privacy import held

READING = ("GET", "HEAD")


class RememberWhileReadingMiddleware:
    """While a page is only read, what its reader holds is asked once; the next request asks again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing to do around the view."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> None:
        """Begin remembering for who is logged in."""
        if request.method in READING and request.user.is_authenticated:
            held.remember(request.user)
