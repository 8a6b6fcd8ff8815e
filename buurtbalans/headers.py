"""Headers: those that every answer carries, and one of a question that is refused."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest

Answer = Callable[[HttpRequest], HttpResponse]
CLEAR_ALL = '"cache", "storage"'
"""What a browser forgets when somebody logs out."""


class PrivateByDefaultMiddleware:
    """No browser or proxy keeps a copy of a page, and no other site may load our files."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the headers; logging out also empties what the browser kept."""
        response = self.get_response(request)
        response.headers["Cache-Control"] = "no-store, private"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        if request.path == "/uitloggen/" and request.method == "POST":
            response.headers["Clear-Site-Data"] = CLEAR_ALL
        return response


class Utf8OnlyMiddleware:
    """Refuses a request that says its text is written in anything but UTF-8, as no browser of ours does.

    Python knows charsets that make text no database can hold, and some that are no text at all.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """400 before anything reads what was sent."""
        charset = (request.content_params or {}).get("charset", "utf-8")
        if charset.lower() not in {"utf-8", "utf8"}:
            return HttpResponseBadRequest("Stuur tekst in UTF-8.", content_type="text/plain; charset=utf-8")
        return self.get_response(request)
