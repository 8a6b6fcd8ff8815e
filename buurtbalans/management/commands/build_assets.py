"""`manage.py build_assets`: copy and make the files of the look. Needs no database and no server."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from buurtbalans.assets.build import NoPackagesError, build
from buurtbalans.assets.context import assets_dir, look
from buurtbalans.assets.theme import ThemeError


class Command(BaseCommand):
    """Build the look for the theme in the setting `BB_THEME`."""

    help = "Kopieert stijlen, lettertype en pictogrammen uit node_modules naar var/assets."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def handle(self, *args: Any, **options: Any) -> None:
        """Build, or say in one line why the site will use its basic style."""
        try:
            build(
                theme=settings.THEME,
                node_modules=Path(settings.BASE_DIR) / "node_modules",
                target=assets_dir(),
                name_lists=settings.NAME_LISTS_DIR,
            )
        except NoPackagesError:
            self.stdout.write("Geen node_modules gevonden: de site gebruikt de eigen basisstijl (basis.css).")
        except ThemeError as error:
            raise CommandError(str(error)) from error
        else:
            look.cache_clear()
            self.stdout.write(f"Vormgeving gebouwd voor thema '{settings.THEME}'.")
