"""How django-allauth behaves here."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from buurtbalans.accounts.client_address import client_address
from buurtbalans.accounts.letterbox import post
from buurtbalans.accounts.models import User
from buurtbalans.accounts.second_step import rules
from buurtbalans.accounts.web_session.limits import began_just_now
from buurtbalans.accounts.web_session.previous import remember_previous

UNKNOWN_ACCOUNT = "account/email/unknown_account"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Signing up is closed: accounts come by invitation or from the administrator (P3)."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": (
            "Het e-mailadres of het wachtwoord klopt niet. Probeer het nog eens, of laat je een inlogcode mailen."
        ),
        "too_many_login_attempts": "Je hebt het te vaak geprobeerd. Wacht vijf minuten en probeer het dan opnieuw.",
        "rate_limited": "Je vraagt dit te vaak. Wacht een paar minuten en probeer het dan opnieuw.",
        "incorrect_code": "Deze code klopt niet. Kijk in de nieuwste mail en neem de code over.",
        "incorrect_password": "Dit wachtwoord klopt niet.",
        "enter_current_password": "Dit is niet je wachtwoord van nu.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account by himself."""
        return False

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """No message on login and logout: the page itself shows it."""

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who logged in a moment ago and has no second step yet is not asked to show himself again for it."""
        first_step = app == "allauth.mfa" and began_just_now(self.request.session)
        if first_step and not rules.means_of(self.request.user):
            return False
        required: bool = super().is_reauthentication_required(app=app, **kwargs)
        return required

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """Before the new moment of logging in is written, the one before it is kept for this visit."""
        remember_previous(request.session, user)
        answer: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return answer

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address of the sender, not that of a proxy of ours."""
        return client_address(request)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the account, where the change was asked."""
        return reverse("account")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Leave the mail to a background job, so that no request waits for the mail server.

        For an address without account the same work is done for an empty letter: how long the answer takes
        may not tell which addresses have an account.
        """
        if template_prefix == UNKNOWN_ACCOUNT:
            post(None)
            return
        message = self.render_mail(template_prefix, email, {"request": self.request, "email": email, **context})
        post((message.subject, message.body, email))
