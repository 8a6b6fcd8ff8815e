"""Headers that every answer carries."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]


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
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response
