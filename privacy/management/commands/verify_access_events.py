"""Is the trace of who saw what still as it was written?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from privacy.access_events import chain


class Command(BaseCommand):
    """Checks every chain and says what is wrong; exit status 1 when something is."""

    help = "Controleert of het spoor van inzage in registraties nog heel is."

    def handle(self, *args: Any, **options: Any) -> None:
        """Seal what waits, check everything, and tell."""
        chain.seal_all()
        problems = chain.broken()
        if problems:
            raise CommandError("\n".join(problems))
        self.stdout.write("Het spoor van inzage is heel.")
        self.stdout.write("\n".join(chain.heads()))
