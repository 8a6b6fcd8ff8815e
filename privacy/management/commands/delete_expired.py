"""Delete now what the nightly job would delete."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from privacy.retention.running import RetentionFailedError, run_all


class Command(BaseCommand):
    """For trying out, and for an installation whose worker stood still."""

    help = "Wis nu alles waarvan de bewaartermijn voorbij is."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a line per rule that deleted something."""
        try:
            done = run_all()
        except RetentionFailedError as error:
            raise CommandError(f"Niet gelukt: {error}. De rest is wel gewist; probeer het opnieuw.") from error
        for rule, number in done.items():
            if number:
                self.stdout.write(f"{rule.label}: {number}")
        self.stdout.write("Klaar.")
