"""Privacy: the gate to all data, and what partners entrust to each other."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """Policy, permission tables, the gate and registrations."""

    name = "privacy"

    def ready(self) -> None:
        """Register the system check that warns when the word lists are absent."""
        from privacy import checks  # noqa: F401  registering is the import's purpose
