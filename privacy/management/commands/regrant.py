"""After a new version: give every role in every traject what the policy of that version says."""

from typing import Any

from django.core.management.base import BaseCommand

from privacy.regranting import regrant


class Command(BaseCommand):
    """To be run after `migrate`, which makes the permissions that a new version knows (docs/beheer.md)."""

    help = "Brengt de rechten van alle rollen in alle trajecten bij, na een nieuwe versie."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print how much changed; numbers only."""
        done = regrant()
        self.stdout.write(
            f"Rechten bijgewerkt: {done.given} gegeven, {done.taken} weggenomen, {done.groups} groepen erbij."
        )
