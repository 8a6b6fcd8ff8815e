"""From a table that somebody brings to counts: which columns it has, and what is wrong with which line.

A fault says the line and the column and never what stands there: it may be a name.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError

from privacy import periods
from privacy.doors import finding
from privacy.doors.finding import Door
from privacy.periods import FIRST_YEAR, LAST_YEAR
from privacy.registrations.forms import MOST, NOT_A_NUMBER, areas_of
from privacy.registrations.models import About
from trajects.traject.models import Theme, Traject

MOST_ROWS = 1_000
LOOK_FOR_HEADINGS = 5
COLUMNS = ("Onderwerp", "Waarover", "Aantal", "Periode", "Gebied", "Thema", "Toelichting", "Bron")
TEXTS = ("Onderwerp", "Toelichting", "Bron")
NEEDED = ("Onderwerp", "Aantal", "Periode")
EXAMPLE = (
    (
        "Meldingen van overlast op het plein",
        "gebeurtenissen",
        34,
        "1e kwartaal 2026",
        "",
        "",
        "Vooral geluid",
        "Meldingen",
    ),
    ("Kapotte lampen", "openbare ruimte", 17, "2e half jaar 2025", "", "", "", "Schouw"),
    ("Deelnemers aan de buurtlunch", "personen", 46, "2025", "", "", "Gemiddeld per week", "Telling bij de deur"),
)
ABOUT_WORDS: Mapping[str, str] = {
    "": About.PERSON,
    "persoon": About.PERSON,
    "personen": About.PERSON,
    "huishoudens": About.PERSON,
    "personen of huishoudens": About.PERSON,
    "gebeurtenis": About.EVENT,
    "gebeurtenissen": About.EVENT,
    "meldingen": About.EVENT,
    "gebeurtenissen, zoals meldingen": About.EVENT,
    "ruimte": About.SPACE,
    "openbare ruimte": About.SPACE,
    "de openbare ruimte": About.SPACE,
}
NO_HEADINGS = f"We vinden de kolommen niet. Zet in de eerste regel: {', '.join(NEEDED)}. Kijk in het voorbeeld."
NO_ROWS = "Er staan geen aantallen in dit bestand. Zet onder de kolomnamen op elke regel één aantal."
Content = dict[str, Any]


@dataclass(frozen=True)
class Fault:
    """What is wrong in one cell; the line as a spreadsheet program counts it."""

    line: int
    column: str
    message: str


@dataclass(frozen=True)
class Found:
    """The counts in a table, or what is wrong with it."""

    rows: list[Content]
    faults: list[Fault]


def parse(table: Sequence[Sequence[str]], traject: Traject, door: Door) -> Found:
    """The counts in a table of text. Raises ValidationError when it has no headings or no rows.

    What may never be written is a fault; what looks like personal data is named in the row's `doubts`.
    """
    start, places = _headings(table)
    read_cell = _readers(traject)
    rows: list[Content] = []
    faults: list[Fault] = []
    for line, cells in enumerate(table[start + 1 :], start=start + 2):
        if not any(cells):
            continue
        row: Content = {}
        doubts: dict[str, None] = {}
        for column, place in places.items():
            try:
                cell = cells[place] if place < len(cells) else ""
                row |= read_cell[column](cell)
                doubts |= _doubts(cell, door) if column in TEXTS else {}
            except ValueError as fault:
                faults.append(Fault(line, column, str(fault)))
        rows.append(
            {"about": About.PERSON, "text": "", "source": "", "area": None, "theme": None, "doubts": list(doubts)} | row
        )
    if not rows:
        raise ValidationError(NO_ROWS)
    return Found(rows, faults)


def _headings(table: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]]:
    for number, cells in enumerate(table[:LOOK_FOR_HEADINGS]):
        names = [cell.casefold() for cell in cells]
        places = {column: names.index(column.casefold()) for column in COLUMNS if column.casefold() in names}
        if all(column in places for column in NEEDED):
            return number, places
    raise ValidationError(NO_HEADINGS)


def _readers(traject: Traject) -> Mapping[str, Callable[[str], Content]]:
    """Per column: what its text says. Raises ValueError with what to do about it."""
    areas = {word.casefold(): area.pk for area in areas_of(traject) for word in (area.name, area.code)}
    themes = {theme.name.casefold(): theme.pk for theme in Theme.objects.all()}
    return {
        "Onderwerp": lambda text: {"title": _words(text, 200, needed=True)},
        "Waarover": lambda text: {
            "about": _known(text, ABOUT_WORDS, "Kies personen, gebeurtenissen of openbare ruimte.")
        },
        "Aantal": lambda text: {"value": _number(text)},
        "Periode": _period,
        "Gebied": lambda text: {"area": _known(text, {"": None} | areas, "Kies een buurt of wijk van dit traject.")},
        "Thema": lambda text: {
            "theme": _known(text, {"": None} | themes, "Kies een thema uit de lijst van Buurtbalans.")
        },
        "Toelichting": lambda text: {"text": _words(text, 20_000)},
        "Bron": lambda text: {"source": _words(text, 200)},
    }


def _doubts(text: str, door: Door) -> dict[str, None]:
    """What a text seems to hold, once each in order. Raises ValueError for what may never stand anywhere."""
    spans = finding.finds(text, door) if text else []
    hard = [span for span in spans if finding.is_hard(span)]
    if hard:
        raise ValueError(f"Dit mag hier nooit staan: {finding.in_words(hard)}. Haal het weg.")
    return {finding.in_words([span]): None for span in spans}


def _words(text: str, most: int, *, needed: bool = False) -> str:
    if needed and not text:
        raise ValueError("Vul dit in.")
    if len(text) > most:
        raise ValueError(f"Kort dit in tot {most} tekens.")
    if any(ord(sign) < 32 and sign not in "\n\r\t" for sign in text):
        raise ValueError("Haal de onzichtbare tekens weg.")
    return text


def _number(text: str) -> int:
    # Of other signs that count as digits int() makes a number too; and a long row of them takes long.
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) <= MOST):
        raise ValueError(NOT_A_NUMBER)
    return int(text)


def _period(text: str) -> Content:
    try:
        period, year = periods.parse(text)
    except ValueError:
        raise ValueError("Schrijf een kwartaal, half jaar of jaar, zoals 1e kwartaal 2026.") from None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"Kies een jaar van {FIRST_YEAR} tot en met {LAST_YEAR}.")
    return {"period": period, "year": year}


def _known(text: str, words: Mapping[str, Any], message: str) -> Any:
    word = " ".join(text.casefold().split())
    if word not in words:
        raise ValueError(message)
    return words[word]
