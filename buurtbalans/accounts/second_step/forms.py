"""The forms of the second step: allauth's own, with our words on them."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms

APP_CODE = "Code uit je app"
REFUSED = "Dit is geen antwoord van een passkey. Probeer het nog eens."
LONGEST = 20_000
UNREADABLE = (AttributeError, IndexError, KeyError, OverflowError, TypeError, ValueError, struct.error)


class CredentialField(forms.JSONField):
    """What a browser answers for a passkey; a person never types it."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        """Read it. Raises ValidationError for what no browser sends."""
        if isinstance(value, str) and len(value) > LONGEST:
            raise forms.ValidationError(REFUSED)
        try:
            answer = super().to_python(value)
        except (ValueError, RecursionError) as error:
            raise forms.ValidationError(REFUSED) from error
        if answer is not None and not isinstance(answer, dict):
            raise forms.ValidationError(REFUSED)
        return answer

    def bound_data(self, data: Any, initial: Any) -> Any:
        """An answer that was refused is not shown again: the browser makes a new one."""
        return initial


@contextmanager
def _refused_when_unreadable() -> Iterator[None]:
    """The library takes a credential apart without asking whether it is one."""
    try:
        yield
    except UNREADABLE as error:
        raise forms.ValidationError(REFUSED) from error


def _word(form: Any, label: str, hint: str = "") -> None:
    field = form.fields["code"]
    field.label, field.help_text = label, hint
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs["inputmode"] = "numeric"


class AuthenticateForm(base.AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The second step while logging in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, APP_CODE, "Geen telefoon bij de hand? Vul dan een van je herstelcodes in.")


class ReauthenticateForm(base.ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The second step once more before something delicate."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, APP_CODE, "Een herstelcode mag ook.")


class ActivateAppForm(totp.ActivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    """The first code of an app, which proves that it was set up well."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, APP_CODE, "Zes cijfers, elke halve minuut andere.")


class AddPasskeyForm(webauthn.AddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """A new passkey; always one that asks for a finger, face or PIN, so that it opens the account by itself."""

    name = forms.CharField(
        label="Naam van de passkey",
        required=False,
        max_length=60,
        help_text="Zodat je hem later herkent, bijvoorbeeld: werklaptop.",
    )
    credential = CredentialField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {})["name"] = "Passkey"
        super().__init__(*args, **kwargs)
        del self.fields["passwordless"]

    def clean(self) -> dict[str, Any]:
        """Hold it to the check of the person."""
        self.cleaned_data["passwordless"] = True
        with _refused_when_unreadable():
            cleaned: dict[str, Any] = super().clean()
        return cleaned


class _PasskeyAnswer(forms.Form):
    """An answer of a passkey that is known already."""

    credential = CredentialField()

    def clean_credential(self) -> Any:
        """The passkey that answered."""
        with _refused_when_unreadable():
            return super().clean_credential()  # type: ignore[misc]  # allauth has no types


class PasskeyStepForm(_PasskeyAnswer, webauthn.AuthenticateWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """A passkey as second step."""


# allauth has no types.
class PasskeyAgainForm(_PasskeyAnswer, webauthn.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey once more before something delicate."""


class PasskeyLoginForm(_PasskeyAnswer, webauthn.LoginWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """A passkey instead of address, password and code."""
