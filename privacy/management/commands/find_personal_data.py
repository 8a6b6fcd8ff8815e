"""`manage.py find_personal_data FILE|-`: check a file before sharing it. Needs no database."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError

from privacy.personal_data import find_personal_data
from privacy.personal_data.words import words


class Command(BaseCommand):
    """Read a text a line, write one line of JSON each: the text and what points at a person in it."""

    help = "Zoekt persoonsgegevens in een bestand met een tekst per regel (- is de standaardinvoer)."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file to read."""
        parser.add_argument("file", metavar="FILE", help="een tekstbestand in UTF-8, of - voor de standaardinvoer")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write a line for every line, in the same order."""
        if not words().is_complete:
            self.stderr.write("De woordenlijsten ontbreken, dus namen worden minder goed herkend. Draai: make setup")
        if options["file"] == "-":
            self._write(sys.stdin.buffer)
            return
        try:
            with Path(options["file"]).open("rb") as file:
                self._write(file)
        except OSError as fault:
            raise CommandError(f"{options['file']} is niet te lezen: {fault.strerror}") from fault

    def _write(self, file: BinaryIO) -> None:
        for text in _lines(file):
            spans = [asdict(span) for span in find_personal_data(text)]
            self.stdout.write(json.dumps({"text": text, "spans": spans}, ensure_ascii=False))


def _lines(file: BinaryIO) -> Iterator[str]:
    """The lines without their end; bytes that are no UTF-8 become the replacement character."""
    for number, row in enumerate(file):
        text = row.decode("utf-8-sig" if number == 0 else "utf-8", errors="replace")
        yield text.removesuffix("\n").removesuffix("\r")
