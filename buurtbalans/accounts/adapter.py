"""How django-allauth behaves here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Signing up is closed: accounts come by invitation or from the administrator (P3)."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account by himself."""
        return False

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """No message on login and logout: the page itself shows it."""
