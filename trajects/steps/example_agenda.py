"""The example agenda of a step as the administrator writes it: one item a line (T5).

A line is "minuten; titel; waarvoor; vorm; werkvorm; bespreekpunt". What is empty at its end is left out.
"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError

from trajects.steps.catalogue import MINUTES

Item = dict[str, Any]

PARTS = ("minuten", "titel", "waarvoor", "vorm", "werkvorm", "bespreekpunt")
TEXTS = {"title": ("titel", 120), "purpose": ("waarvoor", 500), "form": ("vorm", 120), "werkvorm": ("werkvorm", 120)}
BREAK = "pauze"
# How many the step has is asked where its list is known (CatalogueStep.clean).
POINTS = range(1, 100)
HELP = (
    f"Eén onderdeel per regel: {'; '.join(PARTS)}. Alleen de minuten en de titel zijn nodig. Schrijf de naam van een "
    f"werkvorm zoals die in de bibliotheek staat. Bij bespreekpunt zet je het nummer uit de lijst met bespreekpunten, "
    f"of {BREAK}. Voorbeeld: 15; {BREAK.capitalize()}; Even met elkaar praten; ; ; {BREAK}"
)


class ExampleAgendaField(forms.CharField):
    """Reads and writes an example agenda as lines; what is wrong is told with the number of its line."""

    widget = AdminTextareaWidget

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, help_text=HELP, **kwargs)
        self.widget.attrs["rows"] = 16

    def prepare_value(self, value: Any) -> Any:
        """The lines of what is stored; what was typed stays as it is."""
        return as_lines(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        """The items; raises ValidationError."""
        return from_lines(super().clean(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Are these other lines?"""
        return as_lines(initial or []).splitlines() != str(data or "").splitlines()


def as_lines(items: Iterable[Item]) -> str:
    """An example agenda as lines."""
    return "\n".join(_as_line(item) for item in items)


def from_lines(text: str) -> list[Item]:
    """An example agenda from its lines, empty ones left out. Raises ValidationError that names each wrong line."""
    found, wrong = [], []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            found.append(_item(line))
        except ValueError as error:
            wrong.append(ValidationError(f"Regel {number}: {error}"))
    if wrong:
        raise ValidationError(wrong)
    return found


def _as_line(item: Item) -> str:
    point = BREAK if item.get("break") else item.get("discussion_point") or ""
    values = [item.get("minutes", ""), *(item.get(name) or "" for name in TEXTS), point]
    # The sign between two pieces cannot stand in one.
    return "; ".join(" ".join(str(value).replace(";", ",").split()) for value in values).rstrip("; ")


def _item(line: str) -> Item:
    """One item from its line; ValueError says what is wrong with it."""
    pieces = [" ".join(piece.split()) for piece in line.split(";")]
    if len(pieces) > len(PARTS):
        raise ValueError(f"hier staan meer dan {len(PARTS)} stukken. Zet alleen een ; tussen twee stukken.")
    minutes, *texts, point = [*pieces, *[""] * (len(PARTS) - len(pieces))]
    number = _number(minutes, MINUTES)
    if number is None:
        raise ValueError(f"begin met de minuten, een getal van {MINUTES.start} tot en met {MINUTES.stop - 1}.")
    item: Item = {"minutes": number, **dict(zip(TEXTS, texts, strict=True))}
    if not item["title"]:
        raise ValueError("schrijf na de minuten een ; en de titel.")
    for name, (label, most) in TEXTS.items():
        if len(item[name]) > most:
            raise ValueError(f"maak {label} korter, hoogstens {most} tekens.")
    return item | _place(point)


def _place(point: str) -> Item:
    is_break, number = point.casefold() == BREAK, _number(point, POINTS)
    if point and not is_break and number is None:
        raise ValueError(f"zet bij bespreekpunt een nummer uit de lijst, of {BREAK}.")
    return {"break": is_break, "discussion_point": number}


def _number(text: str, allowed: range) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= len(str(allowed.stop)) and int(text) in allowed else None
