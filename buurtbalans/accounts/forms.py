"""The forms of logging in and of passwords: allauth's own, with our words on them."""

from typing import Any

from allauth.account import forms as allauth

EMAIL = "E-mailadres"
LENGTH_HINT = "Minstens 15 tekens. Een zin van een paar woorden onthoud je het best."
WORDS: dict[str, tuple[str, str]] = {
    "login": (EMAIL, ""),
    "email": (EMAIL, ""),
    "password": ("Wachtwoord", ""),
    "oldpassword": ("Je wachtwoord van nu", ""),
    "password1": ("Nieuw wachtwoord", LENGTH_HINT),
    "password2": ("Nieuw wachtwoord, nog een keer", ""),
    "code": ("Code uit de mail", ""),
}
"""Name of a field → its label and hint."""


class InOurWords:
    """Puts labels above the fields instead of texts inside them, which disappear while typing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields  # type: ignore[attr-defined]  # a plain Field to the stubs
        for name, field in fields.items():
            field.label, field.help_text = WORDS[name]
            field.widget.attrs.pop("placeholder", None)


class LoginForm(InOurWords, allauth.LoginForm):  # type: ignore[misc]  # allauth has no types
    """Log in with an e-mail address and a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class RequestLoginCodeForm(InOurWords, allauth.RequestLoginCodeForm):  # type: ignore[misc]  # allauth has no types
    """Ask for a mailed code."""


class ConfirmLoginCodeForm(InOurWords, allauth.ConfirmLoginCodeForm):  # type: ignore[misc]  # allauth has no types
    """Type the mailed code."""


class ResetPasswordForm(InOurWords, allauth.ResetPasswordForm):  # type: ignore[misc]  # allauth has no types
    """Ask for a link by which one makes a new password."""


class ResetPasswordKeyForm(InOurWords, allauth.ResetPasswordKeyForm):  # type: ignore[misc]  # allauth has no types
    """Make a new password by a mailed link."""


class ChangePasswordForm(InOurWords, allauth.ChangePasswordForm):  # type: ignore[misc]  # allauth has no types
    """Replace one's password."""


class SetPasswordForm(InOurWords, allauth.SetPasswordForm):  # type: ignore[misc]  # allauth has no types
    """Make a first password, for who always logged in with a code."""


class ReauthenticateForm(InOurWords, allauth.ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    """Type one's password once more before something delicate."""
