"""Read the official buurten, wijken or stadsdelen from a GeoJSON file."""

import re
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from trajects.buurt.area_file import AreaFileError, read_area_file
from trajects.buurt.importing import Provenance, import_areas
from trajects.buurt.models import AreaLevel

MAX_BYTES = 100 * 1024 * 1024


class Command(BaseCommand):
    """Import areas as municipalities and PDOK publish them."""

    help = "Leest buurten, wijken of stadsdelen in uit een GeoJSON-bestand van de gemeente of PDOK."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which file, which part of it, and where it came from."""
        parser.add_argument("file", type=Path, help="het GeoJSON-bestand")
        parser.add_argument("--level", choices=AreaLevel.values, help="lees alleen dit niveau")
        parser.add_argument("--municipality", type=_digits, help="lees alleen deze gemeente, bijvoorbeeld 9999")
        parser.add_argument("--edition", type=_digits, help="jaar van de indeling, bijvoorbeeld 2024")
        parser.add_argument("--source", type=_source, help="waar het bestand vandaan komt")
        parser.add_argument("--source-date", type=_date, help="datum van de bron, als JJJJ-MM-DD")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import the file, or say in one sentence why not."""
        level = AreaLevel(options["level"]) if options["level"] else None
        provenance = Provenance(options["edition"] or "", options["source"] or "", options["source_date"])
        try:
            area_file = read_area_file(
                _content(options["file"]), level=level, municipality=options["municipality"] or ""
            )
        except AreaFileError as error:
            raise CommandError(f"{error} Er is niets opgeslagen.") from error
        for line in import_areas(area_file, provenance).lines():
            self.stdout.write(line)


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise AreaFileError(f"{path} is groter dan {MAX_BYTES // 1024 // 1024} MB.")
        return path.read_bytes()
    except OSError as error:
        raise AreaFileError(f"{path} kan niet gelezen worden. Bestaat het bestand?") from error


def _digits(text: str) -> str:
    if not re.fullmatch(r"[0-9]{4}", text):
        raise ArgumentTypeError("geef vier cijfers")
    return text


def _source(text: str) -> str:
    if len(text) > 200 or not text.isprintable():
        raise ArgumentTypeError("geef één regel van hoogstens 200 tekens")
    return text


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError("geef een datum als 2024-01-31")
