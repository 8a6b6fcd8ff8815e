"""What is found: a stretch of text with a label."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

Label = Literal["NAAM", "ADRES", "POSTCODE", "TELEFOON", "EMAIL", "BSN", "IBAN", "KENTEKEN", "GEBOORTEDATUM"]
Strength = Literal["hard", "soft"]

# Which label stays where two finds overlap: the surer its form, the earlier it stands.
SUREST_FIRST: tuple[Label, ...] = (
    "EMAIL",
    "IBAN",
    "BSN",
    "TELEFOON",
    "POSTCODE",
    "ADRES",
    "KENTEKEN",
    "GEBOORTEDATUM",
    "NAAM",
)


@dataclass(frozen=True, slots=True)
class Span:
    """One find: `text[start:end]` in characters. A hard find must be changed; a soft one may stay, with a reason."""

    start: int
    end: int
    label: Label
    strength: Strength = "soft"

    def moved(self, by: int) -> "Span":
        """The same find in a text that starts this much earlier."""
        return replace(self, start=self.start + by, end=self.end + by)


def without_overlap(found: Iterable[Span]) -> list[Span]:
    """Keep the surest find of each stretch, in the order of the text."""
    kept: list[Span] = []
    for span in sorted(found, key=lambda span: (SUREST_FIRST.index(span.label), -(span.end - span.start))):
        if all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)
