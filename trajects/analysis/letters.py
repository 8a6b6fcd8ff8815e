"""The letters by which page and paper name goals and lines of action: A, B, …, Z, AA."""

from collections.abc import Iterable
from dataclasses import dataclass
from string import ascii_uppercase

from trajects.analysis.models import JointGoal


@dataclass(frozen=True)
class LetteredGoal:
    """A joint goal with the letter of its place."""

    letter: str
    row: JointGoal


def letter(place: int) -> str:
    """The letter of a place, counted from 0."""
    before, rest = divmod(place, len(ascii_uppercase))
    return (letter(before - 1) if before else "") + ascii_uppercase[rest]


def lettered(goals: Iterable[JointGoal]) -> list[LetteredGoal]:
    """Goals with their letters, in their order."""
    return [LetteredGoal(letter(place), goal) for place, goal in enumerate(goals)]
