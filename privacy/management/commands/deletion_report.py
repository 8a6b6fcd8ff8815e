"""What was deleted, in numbers over all trajects together."""

from typing import Any

from django.core.management.base import BaseCommand

from privacy.retention.reporting import totals


class Command(BaseCommand):
    """For the administrator and the privacy officer: no traject, organisation or person stands in it."""

    help = "Laat zien hoeveel er is gewist, per regel en tabel, over alle trajecten samen."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a line per rule and table."""
        lines = [f"{rule}: {table}: {number}" for rule, table, number in totals()]
        for line in lines or ["Er is nog niets gewist."]:
            self.stdout.write(line)
