"""Who comes in by way of his organisation, and as whom."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from django.http import HttpRequest
from django.shortcuts import render

from buurtbalans.accounts.models import User
from buurtbalans.accounts.second_step import rules


class OrganisationLoginAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """An organisation says who somebody is; only an account that exists already opens (P3)."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Nobody makes an account by himself."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the person by the confirmed address, and keep nothing else of what the organisation told.

        Refused with one page, whatever the reason: that page does not tell which addresses have an account.
        """
        told, limits = sociallogin.account.extra_data, sociallogin.provider.app.settings
        person = _person_behind(told, limits)
        known = sociallogin.user if sociallogin.is_existing else None
        if person is None or known not in (None, person) or sociallogin.state.get("process") != AuthProcess.LOGIN:
            raise ImmediateHttpResponse(render(request, "socialaccount/not_let_in.html", status=403))
        sociallogin.account.extra_data = {}
        if known is None:
            sociallogin.connect(request, person)
        else:
            sociallogin.account.save(update_fields=["extra_data"])
        if limits["trusts_mfa"] and "mfa" in (told.get("id_token") or {}).get("amr", ()):
            record_authentication(request, person, rules.METHOD, type="organisation")

    def on_authentication_error(self, request: HttpRequest, provider: Any, *reasons: Any, **more: Any) -> None:
        """One page for everything that goes wrong on the way."""
        raise ImmediateHttpResponse(render(request, "socialaccount/not_reached.html", status=502))


def _person_behind(told: dict[str, Any], limits: dict[str, Any]) -> User | None:
    claims = told.get("userinfo") or told.get("id_token") or {}
    email = str(claims.get("email", "")).strip().lower()
    if claims.get("email_verified") is not True or email.rpartition("@")[2] not in limits["domains"]:
        return None
    return User.objects.filter(email=email, is_active=True).first()
