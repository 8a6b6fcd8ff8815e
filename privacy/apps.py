"""Privacy: the gate to all data, and what partners entrust to each other."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """Policy, permission tables, the gate and registrations."""

    name = "privacy"
