"""Write docs/toegang.md from the policy."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from privacy import policy_document


class Command(BaseCommand):
    """Keep the page about who may do what equal to the policy."""

    help = "Schrijft docs/toegang.md uit privacy/policy.py."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether to write or only to look."""
        parser.add_argument(
            "--check",
            action="store_true",
            help="schrijf niets, en stop met status 1 als de pagina achterloopt",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the page, or say that it is behind."""
        page = settings.BASE_DIR / "docs" / "toegang.md"
        try:
            wanted = policy_document.text()
        except policy_document.MissingWordError as missing:
            raise CommandError(f"privacy/policy_document.py: {missing}") from missing
        if page.exists() and page.read_text(encoding="utf-8") == wanted:
            return
        if options["check"]:
            raise CommandError("docs/toegang.md loopt achter. Draai: manage.py write_access_docs")
        page.write_text(wanted, encoding="utf-8")
        self.stdout.write("docs/toegang.md geschreven.")
