"""Reading a table that somebody brings, XLSX or CSV, as plain text. The only import of a spreadsheet reader.

A formula is the text that was typed, never its outcome: nothing is computed and nothing is fetched.
"""

import csv
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

MAX_BYTES = 2_000_000
MAX_UNPACKED = 30_000_000
MAX_COLUMNS = 50
MAX_CELL = 20_000
TOO_LARGE = "Dit bestand is groter dan 2 MB. Haal weg wat niet nodig is, of knip het in stukken."
NO_TABLE = "Dit bestand is geen tabel die we kunnen lezen. Sla het op als XLSX of CSV en probeer het nog eens."
TOO_MANY = "Dit bestand heeft meer dan {most} regels. Knip het in stukken."
_TYPE = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)


def rows_of(file: "UploadedFile[Any]", most: int) -> list[list[str]]:
    """The first sheet, or the lines of a CSV, as text per cell; empty lines stay, so that numbers of lines are right.

    Raises ValidationError, with a message for the person who brought it, when the file is no table, too large, or
    has more than `most` filled lines.
    """
    if (file.size or 0) > MAX_BYTES:
        raise forms.ValidationError(TOO_LARGE)
    content = BytesIO(file.read())
    try:
        found = _sheet(content) if zipfile.is_zipfile(content) else _lines(content.getvalue())
        rows: list[list[str]] = []
        filled = 0
        for row in found:
            rows.append(row)
            filled += any(row)
            if filled > most or len(rows) > most * 10:
                raise forms.ValidationError(TOO_MANY.format(most=most))
    except forms.ValidationError:
        raise
    except Exception:  # whatever a damaged file makes of the reader, its owner is told the same
        raise forms.ValidationError(NO_TABLE) from None
    return rows


def _sheet(file: BytesIO) -> Iterator[list[str]]:
    with zipfile.ZipFile(file) as archive:
        if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED:
            raise forms.ValidationError(TOO_LARGE)
        for part in archive.namelist():
            if part.endswith((".xml", ".rels")) and _TYPE.search(archive.read(part)[:4096]):
                raise forms.ValidationError(NO_TABLE)
    file.seek(0)
    # On first use: with what it brings along it takes 20 MB of every process.
    import openpyxl  # noqa: TID251  this module is the one place

    book = openpyxl.load_workbook(file, read_only=True, data_only=False, keep_links=False)
    try:
        for row in book.worksheets[0].iter_rows(max_col=MAX_COLUMNS, values_only=True):
            yield [_text(cell) for cell in row]
    finally:
        book.close()


def _lines(content: bytes) -> Iterator[list[str]]:
    if b"\x00" in content:
        raise forms.ValidationError(NO_TABLE)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    first = text[:10_000]
    delimiter = max((";", "\t", ","), key=first.count)
    for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter):
        yield [_text(cell) for cell in row[:MAX_COLUMNS]]


def _text(cell: object) -> str:
    """A cell as somebody would type it; a date as such, a whole number without a point."""
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return f"{cell:%d-%m-%Y}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)[:MAX_CELL].replace("\x00", "").strip()
