"""The plan on one page, for directors and board: what it gives, and what is asked of them (F3)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import Any

from trajects.plan.papers.stamp import Stamp
from trajects.plan.papers.text import Approval, GoalText, MeasureText, PlanText
from trajects.plan.parts import Part

TEMPLATE = "pdf/plan_short.html"
NOTHING_ASKED = "Nog niets. Wat het bestuur wordt gevraagd, komt in het onderdeel Bestuurlijk en overdracht te staan."


@dataclass(frozen=True)
class Room:
    """How much of each thing stands on the page: it is made with less until it fits."""

    density: str
    goals: int
    measures: int
    names: int
    letters: int
    asked: int


WIDE = Room(density="plan", goals=5, measures=9, names=14, letters=240, asked=900)
NARROWER = (
    Room(density="compact", goals=5, measures=8, names=12, letters=180, asked=700),
    Room(density="dense", goals=4, measures=6, names=10, letters=140, asked=500),
    Room(density="tight", goals=3, measures=5, names=6, letters=90, asked=300),
)


def short_context(text: PlanText, stamp: Stamp, room: Room = WIDE) -> dict[str, Any]:
    """What the template asks for; `text` is narrowed for directors."""
    shown = top(text, room.measures)
    return {
        "imprint": stamp,
        "plan": text,
        "density": room.density,
        "title": clipped(text.title, 120),
        "question": clipped(text.question, room.letters * 2),
        "goals": [_goal(goal, room) for goal in text.goals[: room.goals]],
        "more_goals": max(len(text.goals) - room.goals, 0),
        "measures": [(one, clipped(one.title, room.letters), clipped(one.owner, 60)) for one in shown],
        "more_measures": len(text.measures) - len(shown),
        "answers": answers(text.approvals, room.names),
        "asked": [clipped(one, room.asked // len(_asked(text)) + 20) for one in _asked(text)],
    }


def to_fit(text: PlanText, stamp: Stamp) -> list[dict[str, Any]]:
    """The same with less and less, until it fits on one page."""
    return [short_context(text, stamp, room) for room in NARROWER]


def top(text: PlanText, most: int) -> list[MeasureText]:
    """The first measures of each line in turn, so that every line is seen; in the order of the plan."""
    in_turn = chain.from_iterable(zip_longest(*(line.measures for line in text.lines)))
    chosen = {one.code for one in [one for one in in_turn if one][:most]}
    return [one for one in text.measures if one.code in chosen]


def answers(approvals: Sequence[Approval], names: int) -> list[tuple[str, int, str]]:
    """Each answer with how many gave it, and who."""
    counted = Counter(one.answer for one in approvals)
    return [
        (words, count, _named([a.organisation for a in approvals if a.answer == words], names))
        for words, count in counted.items()
    ]


def clipped(text: str, letters: int) -> str:
    """A text on one line, cut at a word where it is longer than this."""
    flat = " ".join(text.split())
    if len(flat) <= letters:
        return flat
    cut = flat[:letters]
    word = cut.rfind(" ")
    # In the middle of a word only where that word is most of it.
    return f"{cut[:word] if word > letters // 2 else cut}…"


def _asked(text: PlanText) -> list[str]:
    """What is asked of the board: its questions, else what the plan says of its way to the board."""
    return [*text.questions[:4]] or [text.text_of(Part.GOVERNANCE) or NOTHING_ASKED]


def _goal(goal: GoalText, room: Room) -> GoalText:
    return GoalText(goal.letter, clipped(goal.title, room.letters), clipped(goal.gain, room.letters))


def _named(organisations: list[str], most: int) -> str:
    shown = ", ".join(clipped(name, 60) for name in organisations[:most])
    more = len(organisations) - most
    return f"{shown} en nog {more}" if more > 0 else shown
