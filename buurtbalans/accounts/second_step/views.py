"""Setting up and removing a second step: allauth's pages, which here also count as taking it."""

from typing import Any

from allauth.mfa.base.views import IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils.http import url_has_allowed_host_and_scheme

from buurtbalans.accounts.requests import Request
from buurtbalans.accounts.second_step import rules
from buurtbalans.accounts.second_step.middleware import NEXT


def place_to_return(request: Request) -> str:
    """The page somebody was going to when the second step was asked; his account otherwise."""
    place: str = request.session.get(NEXT, "")
    known = url_has_allowed_host_and_scheme(place, allowed_hosts={request.get_host()})
    return place if known else reverse("account")


class SecondStep(IndexView):  # type: ignore[misc]  # allauth has no types
    """What one has set up, and what one can set up; the first page of who still must."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whether it must, and where one goes on to."""
        user = self.request.user
        return {
            **super().get_context_data(**kwargs),
            "must": rules.is_required_of(user) and not rules.means_of(user),
            "required": rules.is_required_of(user),
            "next_url": self.request.session.get(NEXT, ""),
        }


class SetUpApp(ActivateTOTPView):  # type: ignore[misc]  # allauth has no types
    """An app that shows codes: scan, type one code, done."""

    def form_valid(self, form: Any) -> HttpResponse:
        """The code proves that this person holds the app."""
        response: HttpResponse = super().form_valid(form)
        rules.note_taken(self.request, self.request.user, rules.Type.TOTP)
        messages.success(self.request, "De app is ingesteld. Vanaf nu vragen we bij het inloggen om een code.")
        return response


class RemoveApp(DeactivateTOTPView):  # type: ignore[misc]  # allauth has no types
    """Stop using the app."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Say what changed."""
        response: HttpResponse = super().form_valid(form)
        messages.success(self.request, "De app is niet meer je tweede stap.")
        return response


class AddPasskey(AddWebAuthnView):  # type: ignore[misc]  # allauth has no types
    """A passkey in a phone, a laptop or a security key."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Ask the browser for a key that checks its owner, and that can log in by itself."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["js_data"] = {"creation_options": auth.begin_registration(self.request.user, True)}
        return context

    def form_valid(self, form: Any) -> HttpResponse:
        """The browser's answer proves that this person holds the key."""
        response: HttpResponse = super().form_valid(form)
        rules.note_taken(self.request, self.request.user, rules.Type.WEBAUTHN)
        messages.success(self.request, "De passkey is toegevoegd. Je kunt er ook meteen mee inloggen.")
        return response


class RemovePasskey(RemoveWebAuthnView):  # type: ignore[misc]  # allauth has no types
    """Stop using a passkey."""

    success_url = reverse_lazy("mfa_index")
    object: Authenticator

    def form_valid(self, form: Any) -> HttpResponse:
        """Refused when somebody who must take a second step would have none left."""
        if rules.is_the_last(self.get_object()):
            messages.error(self.request, "Je hebt een tweede stap nodig. Stel eerst een andere in.")
            return HttpResponseRedirect(str(self.success_url))
        response: HttpResponse = super().form_valid(form)
        messages.success(self.request, "De passkey is verwijderd.")
        return response


class RecoveryCodes(ViewRecoveryCodesView):  # type: ignore[misc]  # allauth has no types
    """The codes for who has lost the phone, and the way on."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Where one was going."""
        return {**super().get_context_data(**kwargs), "next_url": place_to_return(self.request)}


class NewRecoveryCodes(GenerateRecoveryCodesView):  # type: ignore[misc]  # allauth has no types
    """Replace the codes, when the old ones are used up or seen by somebody."""
