"""`manage.py demo`: put the demo in, once."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from buurtbalans.demo.loading import load


class Command(BaseCommand):
    """Load Voorbeeldstad with its people and trajects; a second time changes nothing."""

    help = "Laadt de voorbeelddata: een verzonnen stad met drie trajecten. Een tweede keer verandert niets."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, or say in one line why not."""
        if not settings.DEMO:
            raise CommandError("De voorbeelddata is alleen voor de demo: zet BB_DEMO=1.")
        loaded = load(timezone.localdate())
        self.stdout.write("De voorbeelddata is geladen." if loaded else "De voorbeelddata was er al.")
