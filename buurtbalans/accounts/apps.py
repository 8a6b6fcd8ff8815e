"""Accounts: the lowest layer, nested in the project."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, organisations and logging in."""

    name = "buurtbalans.accounts"
    label = "accounts"
