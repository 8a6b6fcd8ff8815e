"""The only place that looks at the htmx header (ui.md section 6).

A view decides *what* to answer; here is decided whether the browser gets a part or a whole page. Without
JavaScript every form still works: a redirect after success, the page with its errors otherwise.
"""

import json
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware as DjangoLoginRequired
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

LOGGED_OUT = (
    "Je bent uitgelogd. Je tekst staat nog op deze pagina. Log opnieuw in (nieuw tabblad) en kies daarna nog "
    "eens Opslaan."
)
# Never shown back on the page for who was logged out: secrets, and what the form carries by itself.
NOT_SHOWN = {"csrfmiddlewaretoken", "once", "password", "password1", "password2", "oldpassword", "code", "credential"}


def is_htmx(request: HttpRequest) -> bool:
    """Does the browser ask for a part of a page?"""
    return bool(getattr(request, "htmx", False))


def changed(
    request: HttpRequest,
    part: str,
    context: Mapping[str, Any],
    url: str,
    *,
    message: str = "",
    focus: str = "",
) -> HttpResponse:
    """Answer after a change that worked.

    htmx gets the part `part`, `message` for the status region and, when the focused element is gone, the
    id that gets the focus. Others, and all where there is no part, are sent to `url`, where the message is shown.
    """
    if not part or not is_htmx(request):
        if message:
            messages.success(request, message)
        return elsewhere(request, url) if is_htmx(request) else HttpResponseRedirect(url)
    html = render_to_string(part, dict(context), request)
    if message:
        html += render_to_string("_status.html", {"message": message})
    return _varied(_focused(HttpResponse(html), focus))


def refused(
    request: HttpRequest,
    part: str,
    page: str,
    context: Mapping[str, Any],
    *,
    status: int = 422,
    focus: str = "",
) -> HttpResponse:
    """Answer to input that is not right: the part (htmx) or the whole page, with what was typed and 422.

    Status 409 is for two people at once: the context then holds both texts. `focus` is the id that gets the
    focus when the part takes the focused element away.
    """
    template = part if is_htmx(request) else page
    response = render(request, template, dict(context), status=status)
    return _varied(_focused(response, focus))


def elsewhere(request: HttpRequest, url: str) -> HttpResponse:
    """Answer that something else comes first, on the page `url`: a 303, for htmx a page change."""
    response = HttpResponse() if is_htmx(request) else HttpResponse(status=303)
    response["HX-Redirect" if is_htmx(request) else "Location"] = url
    return _varied(response)


class LoginRequiredMiddleware(DjangoLoginRequired):
    """Everything wants a login unless marked; who was logged out keeps what was typed."""

    def handle_no_permission(  # type: ignore[override]  # Django promises a redirect only; a 401 page keeps the text
        self, request: HttpRequest, view_func: Any
    ) -> HttpResponseBase:
        """Redirect to the login page; 401 with the text kept when something was sent."""
        if request.method == "POST" or is_htmx(request):
            return interrupted(request, reverse("account_login"), text=LOGGED_OUT, template="401.html")
        return redirect_to_login(request.get_full_path(), reverse("account_login"))


def interrupted(request: HttpRequest, place: str, *, text: str, template: str) -> HttpResponse:
    """Answer 401 to something sent by who must first go to `place`, without losing what was typed.

    htmx gets `text` as an alert; others get the page `template` with what they sent.
    """
    login_url = f"{place}?{urlencode({'next': _form_page(request)})}"
    if is_htmx(request):
        response = render(request, "_melding.html", {"text": text, "login_url": login_url}, status=401)
        response["HX-Retarget"] = "#bb-melding"
        response["HX-Reswap"] = "innerHTML"
        return _varied(response)
    typed = [(name, value) for name, value in request.POST.items() if name not in NOT_SHOWN and value]
    sent = [(name, value) for name, value in typed if not name.startswith("door-")]
    return render(request, template, {"sent_fields": sent, "login_url": login_url}, status=401)


def _form_page(request: HttpRequest) -> str:
    """The page the form stood on: never the POST address, where a GET would be refused."""
    page = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(page, allowed_hosts={request.get_host()}):
        return page
    return reverse("pages:my-work")


def _focused(response: HttpResponse, focus: str) -> HttpResponse:
    if focus:
        response["HX-Trigger-After-Settle"] = json.dumps({"focus": {"id": focus}})
    return response


def _varied(response: HttpResponse) -> HttpResponse:
    patch_vary_headers(response, ["HX-Request"])
    return response
