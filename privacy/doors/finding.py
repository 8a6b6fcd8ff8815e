"""What looks like personal data in a text that somebody writes in a traject (V2, privacy.md section 4).

For every door by which text comes in: the forms (privacy/doors/forms.py), the cells of an import, the text of an
uploaded file. The detector itself knows no traject; here it hears which names belong to this one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.apps import apps
from django.db.models import Q, Value

from buurtbalans.accounts.models import User
from privacy.personal_data import Span, find_personal_data

LABEL_WORDS: dict[str, str] = {
    "NAAM": "naam",
    "ADRES": "adres",
    "POSTCODE": "postcode",
    "TELEFOON": "telefoonnummer",
    "EMAIL": "e-mailadres",
    "BSN": "BSN",
    "IBAN": "rekeningnummer",
    "KENTEKEN": "kenteken",
    "GEBOORTEDATUM": "geboortedatum",
}
"""Per label of the detector its word on the screen."""

AROUND = 40
# A list of names in a file is clear after the first ones.
MOST_SHOWN = 25


@dataclass(frozen=True)
class Door:
    """Where a text comes in: who writes, and in which traject; None while one is being proposed.

    A device that takes part in a session by its code writes too: nobody knows who, so `user` is None.
    `for_residents` says that residents write or read it: then only the names of its areas belong there, so that
    nobody can find out by trying which professionals take part (V4).
    """

    user: User | None
    traject_id: int | None = None
    for_residents: bool = False

    @cached_property
    def allowed(self) -> list[str]:
        """Names that may be written here: the traject's own people, organisations and areas."""
        return [name for name, _ in self._names]

    @cached_property
    def called_by(self) -> frozenset[str]:
        """The first names of the traject's own people. Each may stand alone, not before another surname."""
        people = [name.split() for name, is_person in self._names if is_person]
        return frozenset(words[0].casefold() for words in people if words)

    @cached_property
    def _names(self) -> list[tuple[str, bool]]:
        """Each name, and whether it is a person's. One query, asked only when something was found.

        Residents are left out: that one of them takes part is not for professionals to find out (V4).
        """
        if self.traject_id is None:
            if self.user is None:
                return []
            return [(self.user.name, True), (self.user.organisation.name if self.user.organisation else "", False)]
        here = Q(trajects=self.traject_id)
        around = here | Q(parent__trajects=self.traject_id) | Q(parts__trajects=self.traject_id)
        areas = apps.get_model("trajects", "Area")._default_manager.filter(around)
        if self.for_residents:
            return list(areas.order_by().values_list("name", Value(False)).distinct())
        seats = apps.get_model("trajects", "Membership")._default_manager.filter(
            traject_id=self.traject_id, track="professionals"
        )
        partners = apps.get_model("trajects", "Partner")._default_manager.filter(traject_id=self.traject_id)
        names = seats.order_by().values_list("user__name", Value(True))
        return list(
            names.union(
                partners.order_by().values_list("organisation__name", Value(False)),
                areas.order_by().values_list("name", Value(False)),
            )
        )


@dataclass(frozen=True)
class Piece:
    """A piece of a text: plain, or marked with the word for what it looks like."""

    text: str
    mark: str = ""


def finds(text: str, door: Door) -> list[Span]:
    """What looks like personal data in a text, but for the names that belong to the traject.

    Offsets are those of `text`. "hard" may never stand anywhere (BSN, IBAN), "soft" asks its writer.
    """
    found = find_personal_data(text)
    if all(is_hard(span) for span in found):
        return found
    left = find_personal_data(text, door.allowed)
    return [span for span in left if text[span.start : span.end].casefold() not in door.called_by]


def is_hard(span: Span) -> bool:
    """May this never be written, whatever the reason?"""
    return span.strength == "hard"


def in_words(spans: Sequence[Span]) -> str:
    """What was found, named once each: "naam, telefoonnummer"."""
    return ", ".join(dict.fromkeys(LABEL_WORDS[span.label] for span in spans))


def marked(text: str, spans: Sequence[Span]) -> list[Piece]:
    """The text around what was found, cut in pieces; what is left out between them is "…"."""
    pieces: list[Piece] = []
    at = 0
    for span in sorted(spans, key=lambda one: one.start)[:MOST_SHOWN]:
        if span.start < at:
            continue
        begin = max(at, span.start - AROUND)
        before = text[at : min(at + AROUND, begin)] if at else ""
        gap = "…" if begin > at + len(before) else ""
        pieces.append(Piece(f"{before}{gap}{text[begin : span.start]}"))
        pieces.append(Piece(text[span.start : span.end], LABEL_WORDS[span.label]))
        at = span.end
    rest = text[at : at + AROUND]
    pieces.append(Piece(f"{rest}…" if at + AROUND < len(text) else rest))
    return [piece for piece in pieces if piece.text]
