"""Nobody passes without the second step, by whatever door he came in (ASVS 6.3.3)."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from buurtbalans.accounts.second_step import rules
from buurtbalans.htmx import interrupted, is_htmx

ALWAYS = {"account_logout", "admin:logout", "account_time_left", "account_stay"}
SETTING_UP = {"mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate"}
CONFIRMING = {"mfa_reauthenticate", "mfa_reauthenticate_webauthn"}
NEXT = "second_step_next"
STOPPED = (
    "Je moet eerst een tweede stap zetten. Je tekst staat nog op deze pagina. Doe dat in een nieuw tabblad en kies "
    "daarna nog eens Opslaan."
)


class SecondStepMiddleware:
    """Sends who still owes a second step to the page for it, and brings him back afterwards."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing to do around the view."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, *arguments: Any) -> HttpResponse | None:
        """Ask nothing of the database for who has taken the step already."""
        user: Any = request.user
        if not settings.MFA_REQUIRED or not user.is_authenticated or not getattr(view, "login_required", True):
            return None
        if rules.is_taken(request) or _name(request) in ALWAYS or not rules.is_required_of(user):
            return None
        means = rules.means_of(user)
        if _name(request) in (CONFIRMING if means else SETTING_UP):
            return None
        return _stopped(request, _step_page(means))


def _name(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""


def _step_page(means: set[str]) -> str:
    if not means:
        return "mfa_index"
    return "mfa_reauthenticate" if rules.Type.TOTP in means else "mfa_reauthenticate_webauthn"


def _stopped(request: HttpRequest, page: str) -> HttpResponse:
    if request.method not in {"GET", "HEAD"} or is_htmx(request):
        return interrupted(request, reverse(page), text=STOPPED, template="accounts/second_step/stopped.html")
    here = request.get_full_path()
    request.session[NEXT] = here
    return redirect_to_login(here, reverse(page))
