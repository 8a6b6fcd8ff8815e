"""Numbers that are made of other numbers: percentages, means, medians and sums (rules 3 and 4).

Each returns the text to show, and "" where nothing may be shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from privacy.registrations.models import About
from privacy.registrations.small_counts.numbers import ROUND_TO, for_the_world

LEAST_WHOLE = 50
LEAST_UNITS = 10
LEAST_UNITS_UNSEEN = 30
DOMINANCE = 0.10
ROUND_EURO_TO = 100
NEARLY_ALL = "vrijwel alle"
NEARLY_NONE = "vrijwel geen"


def percentage(part: int, whole: int, about: str) -> str:
    """A share in whole percents, of rounded numbers, as everybody may read it (rule 3).

    The whole is at least 50 and the part at least ten (space: any). All or none of a group of persons tells
    something of each of them, so that is said less sharply. Raises ValueError when the part exceeds the whole.
    """
    if not 0 <= part <= whole:
        raise ValueError("A part lies between nothing and the whole.")
    if whole < LEAST_WHOLE:
        return ""
    rule = for_the_world(about)
    percents = _percents(part, whole) if rule.is_exact else _percents(_rounded(part), _rounded(whole))
    if about not in (About.EVENT, About.SPACE) and percents in (0, 100):
        return NEARLY_ALL if percents else NEARLY_NONE
    return "" if part < rule.least else f"{percents}%"


@dataclass(frozen=True)
class Amounts:
    """What is known of a group of amounts, such as arrears in euro.

    `largest` are the two greatest, None when the owner does not know them; `total` is the sum of all `units`.
    """

    total: int
    units: int
    largest: tuple[int, int] | None = None

    @classmethod
    def of(cls, amounts: Sequence[int]) -> "Amounts":
        """What is known when every amount is."""
        first, second = (*sorted(amounts, reverse=True), 0, 0)[:2]
        return cls(sum(amounts), len(amounts), (first, second))

    @property
    def may_be_shown(self) -> bool:
        """Whether nobody in the group can reckon out another: enough units, and nobody who dominates (p% rule)."""
        if self.largest is None:
            return self.units >= LEAST_UNITS_UNSEEN
        first, second = self.largest
        return self.units >= LEAST_UNITS and self.total - first - second >= DOMINANCE * first


def euro(value: float, of: Amounts) -> str:
    """A sum, mean or median of a group of amounts, to the nearest 100 euro (rule 4)."""
    if not of.may_be_shown:
        return ""
    hundreds = int((value + ROUND_EURO_TO / 2) // ROUND_EURO_TO * ROUND_EURO_TO)
    return f"€ {hundreds:,}".replace(",", ".")


def _percents(part: int, whole: int) -> int:
    return min(100, (200 * part + whole) // (2 * whole))


def _rounded(value: int) -> int:
    return (value + ROUND_TO // 2) // ROUND_TO * ROUND_TO
