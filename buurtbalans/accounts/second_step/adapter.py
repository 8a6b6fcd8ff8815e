"""How allauth's second step behaves here: its words, and how its secrets are kept."""

import base64
import hashlib
from typing import Any, ClassVar

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings

from buurtbalans.accounts.second_step import rules


def _lock() -> MultiFernet:
    """The newest key locks, the older ones still open: SECRET_KEY may be replaced without losing anybody."""
    keys = [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    digests = (hashlib.sha256(b"second step\0" + key.encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Secrets of apps and recovery codes lie encrypted in the database, so that a stolen backup opens nothing."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "Deze code klopt niet. Kijk in je app welke code er nu staat en neem die over.",
        "cannot_delete_authenticator": "Je hebt een tweede stap nodig. Stel eerst een andere in.",
        "cannot_generate_recovery_codes": "Herstelcodes krijg je als je eerst een tweede stap instelt.",
    }

    def encrypt(self, text: str) -> str:
        """Lock a secret with the key of this installation."""
        return _lock().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a locked secret. Raises InvalidToken when SECRET_KEY was replaced without keeping the old one."""
        return _lock().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Who must take a second step keeps one."""
        return not rules.is_the_last(authenticator)
