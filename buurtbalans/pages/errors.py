"""Pages for what goes wrong (ui.md 4.20)."""

import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was too old to be trusted: the text is shown so that nothing is lost."""
    sent = [(name, value) for name, value in request.POST.items() if "csrf" not in name and "password" not in name]
    return render(request, "csrf_failure.html", {"sent_fields": sent}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke: a code to mention, and no detail of what broke."""
    # Without the request: its context asks the database, which may be the very thing that broke.
    return HttpResponse(render_to_string("500.html", {"code": secrets.token_hex(4).upper()}), status=500)
