"""After a backup was put back: delete again what was deleted since."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from privacy.retention.replaying import replay


class Command(BaseCommand):
    """To be run before anybody works in what was put back (docs/beheer.md)."""

    help = "Wis opnieuw wat gewist was, na het terugzetten van een reservekopie."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print how many rows went."""
        number = replay()
        self.stdout.write(f"{number} rijen opnieuw gewist, volgens {settings.DELETIONS_FILE.name}.")
