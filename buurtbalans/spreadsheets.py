"""Lists as XLSX and CSV. The only import of a spreadsheet writer: no cell ever becomes a formula."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO, StringIO

import xlsxwriter  # noqa: TID251  this module is the one place
from django.http import HttpResponse
from django.utils.text import slugify

Cell = str | int | date | None
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What a spreadsheet program takes as the start of a formula (OWASP, CSV injection).
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


def xlsx(name: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]], *, note: str) -> HttpResponse:
    """An XLSX download with one sheet. `note` says for whom and when it was made (V7)."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"author": "Buurtbalans", "title": name, "comments": note})
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "dd-mm-yyyy", "valign": "top", "align": "left"})
    sheet = book.add_worksheet("Lijst")
    sheet.write_string(0, 0, note)
    for column, heading in enumerate(headings):
        sheet.write_string(2, column, heading, bold)
    for number, row in enumerate(rows, start=3):
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(number, column, cell, day)
            elif isinstance(cell, int):
                sheet.write_number(number, column, cell, text)
            else:
                sheet.write_string(number, column, cell or "", text)
    sheet.freeze_panes(3, 0)
    sheet.autofit(400)
    book.close()
    return _download(stream.getvalue(), XLSX, f"{slugify(name)}.xlsx")


def csv_file(name: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]], *, note: str) -> HttpResponse:
    """A CSV download as Dutch spreadsheet programs read it: semicolons, UTF-8 with BOM, all quoted."""
    stream = StringIO()
    writer = csv.writer(stream, delimiter=";", quoting=csv.QUOTE_ALL)  # noqa: TID251  this module is the one place
    writer.writerow([_harmless(note)])
    writer.writerow([_harmless(heading) for heading in headings])
    for row in rows:
        writer.writerow([_harmless(cell) for cell in row])
    return _download(stream.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8", f"{slugify(name)}.csv")


def _harmless(cell: Cell) -> str:
    if isinstance(cell, date):
        return f"{cell:%d-%m-%Y}"
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(DANGEROUS) else text


def _download(content: bytes, content_type: str, filename: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response
