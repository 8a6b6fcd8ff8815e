"""`manage.py avg_annex`: what a privacy officer needs for the register of processing, with the terms of here."""

from typing import Any

from django.core.management.base import BaseCommand
from django.template.loader import render_to_string
from django.utils import timezone

from privacy.retention.terms import terms


class Command(BaseCommand):
    """Print the annex for the privacy officer as Markdown."""

    help = "Drukt de AVG-bijlage af: rijen voor het register van verwerkingen, stromen en bewaartermijnen."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Asks no database: it tells how this installation is set up, not what is in it."""
        context = {"terms": terms(), "today": timezone.localdate()}
        self.stdout.write(render_to_string("privacy/retention/avg_annex.md", context))
