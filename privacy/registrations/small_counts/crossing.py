"""Which areas and which crossings may be counted at all (rules 6 and 7).

Two areas that nearly coincide tell by subtraction how it is in the few dwellings between them; and the
more properties are crossed, the fewer people are left in a cell.
"""

from collections.abc import Iterable
from dataclasses import dataclass

LEAST_DWELLINGS = 100
TOO_SMALL = "Dit gebied heeft minder dan 100 woningen. Kies een groter gebied."
TOO_CLOSE = "Dit gebied verschilt minder dan 100 woningen van een ander gebied. Kies een andere grens."
CROSSINGS = frozenset({frozenset({"area"}), frozenset({"area", "period"}), frozenset({"area", "theme"})})


@dataclass(frozen=True)
class Beside:
    """An area for which numbers are shown already: its dwellings, and how many of them the new area shares."""

    dwellings: int
    shared: int


def refusal(dwellings: int, beside: Iterable[Beside] = ()) -> str:
    """Why no numbers may be shown for a sub-area with this many dwellings, "" when they may (rule 6).

    An area that is shown beside it and overlaps it must differ by at least 100 dwellings, on either side;
    one that is the same, or has no dwelling in common, tells nothing new.
    """
    if dwellings < LEAST_DWELLINGS:
        return TOO_SMALL
    for other in beside:
        differences = (dwellings - other.shared, other.dwellings - other.shared)
        if other.shared and any(0 < difference < LEAST_DWELLINGS for difference in differences):
            return TOO_CLOSE
    return ""


def may_cross(*dimensions: str) -> bool:
    """Whether counts may be split by these properties at once: an area by period, or by theme (rule 7)."""
    return frozenset(dimensions) in CROSSINGS
