"""Small counts can lead back to persons: what another organisation gets to see of a number (V2).

The first two of the ten rules: values under a threshold are not shown, zero included, and every other
number is rounded to fives. Pure: the same on the screen and in whatever is made of it later.
"""

from collections.abc import Mapping

from privacy.registrations.models import About

ROUND_TO = 5
PERSONS = 10
THRESHOLDS: Mapping[str, int] = {About.PERSON: PERSONS, About.EVENT: 5, About.SPACE: 0}


def is_exact(about: str) -> bool:
    """Whether numbers of this kind are shown as they are: those that say nothing about people."""
    return about == About.SPACE


def outside(about: str, value: int) -> str:
    """The number as another organisation reads it. An unknown kind counts as persons, the most careful."""
    if is_exact(about):
        return str(value)
    least = THRESHOLDS.get(about, PERSONS)
    if value < least:
        return f"minder dan {least}"
    return str((value + ROUND_TO // 2) // ROUND_TO * ROUND_TO)
