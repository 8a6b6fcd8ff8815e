"""One number for somebody else: the threshold, the rounding, and not before its time (rules 1, 2 and 8).

Values under a threshold are not shown, zero included, and every other number about people is rounded to
fives. Only what says nothing about people, the public space, is shown as it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from privacy.registrations.models import About

ROUND_TO = 5
PERSONS = 10
THRESHOLDS: Mapping[str, int] = {About.PERSON: PERSONS, About.EVENT: 5, About.SPACE: 0}
EXACT = "exact"
"""The level at which an owner shares a number as it is; the other level is "rounded"."""


@dataclass(frozen=True)
class Rule:
    """How numbers of one kind are shown: `least` is the threshold, `step` the rounding (1: as they are)."""

    least: int
    step: int

    def shown(self, value: int) -> str:
        """The number as it is read."""
        if value < self.least:
            return f"minder dan {self.least}"
        return str((value + self.step // 2) // self.step * self.step)

    def alike(self, value: int) -> tuple[int, int]:
        """The least and the greatest number that are shown in the same way as this one."""
        if value < self.least:
            return 0, self.least - 1
        middle = (value + self.step // 2) // self.step * self.step
        return max(self.least, middle - self.step // 2), middle + self.step // 2

    @property
    def is_exact(self) -> bool:
        """Whether numbers are shown as they are."""
        return self.step == 1


AS_IT_IS = Rule(least=0, step=1)


def for_partner(about: str) -> Rule:
    """The rule for another organisation with which a number is shared. An unknown kind counts as persons."""
    if about == About.SPACE:
        return AS_IT_IS
    return Rule(THRESHOLDS.get(about, PERSONS), ROUND_TO)


def for_the_world(about: str) -> Rule:
    """The rule for plan, minutes, residents, board and every paper for outside: ten for all but space."""
    return AS_IT_IS if about == About.SPACE else Rule(PERSONS, ROUND_TO)


def is_exact(about: str, level: str = "rounded") -> bool:
    """Whether another organisation reads numbers of this kind as they are.

    Never for persons: there the level that the owner chose changes nothing.
    """
    return about == About.SPACE or (about == About.EVENT and level == EXACT)


def outside(about: str, value: int, level: str = "rounded") -> str:
    """The number as another organisation reads it that was given it at this level ("rounded" or "exact")."""
    return str(value) if is_exact(about, level) else for_partner(about).shown(value)


def outside_world(about: str, value: int) -> str:
    """The number as it stands in plan, minutes and papers, for readers who were given nothing."""
    return for_the_world(about).shown(value)


def is_early(about: str, ends_on: date, today: date) -> bool:
    """Whether it is too early to show a number about persons: its period, up to and with `ends_on`, still runs.

    An unknown kind counts as persons.
    """
    return about not in (About.EVENT, About.SPACE) and today <= ends_on
