"""What a plan says, as every paper of it reads it: one structure for the living draft and for every kept version."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import Any

from django.utils.dateparse import parse_date

from trajects.plan.means import costs
from trajects.plan.timeline import TimelineRow

Kept = dict[str, Any]


@dataclass(frozen=True)
class MeasureText:
    """One measure; what is not filled in, or not for this reader, is empty."""

    code: str
    title: str
    kind: str
    kind_word: str
    planning: str
    starts_on: date | None = None
    ends_on: date | None = None
    owner: str = ""
    owner_person: str = ""
    substitute: str = ""
    partners: tuple[str, ...] = ()
    money: int | None = None
    hours: int | None = None
    means: str = ""
    result: str = ""
    indicator: str = ""
    residents_role: str = ""
    leans_on_refuted: bool = False

    @property
    def costs(self) -> list[str]:
        """Its means in words: money, hours, and what else it takes."""
        return costs(self.money, self.hours, self.means)

    @property
    def more(self) -> list[tuple[str, str]]:
        """What stands under it, each with its name; only what is filled in."""
        warning = [("Let op", "leunt op een aanname die is weerlegd")] if self.leans_on_refuted else []
        return warning + self.told

    @property
    def told(self) -> list[tuple[str, str]]:
        """The same as far as partners wrote it themselves."""
        named = (
            ("Met", ", ".join(self.partners)),
            ("Resultaat", self.result),
            ("Te zien aan", self.indicator),
            ("Middelen", "; ".join(self.costs)),
            ("Rol van bewoners", self.residents_role),
        )
        return [pair for pair in named if pair[1]]


@dataclass(frozen=True)
class GoalText:
    """A joint goal, and what residents gain by it."""

    letter: str
    title: str
    gain: str


@dataclass(frozen=True)
class LineText:
    """An action line with its measures."""

    title: str
    goal: GoalText | None
    measures: tuple[MeasureText, ...]

    @property
    def serves(self) -> str:
        """Which goal it is for, in words."""
        return (
            f"Actielijn voor doel {self.goal.letter}: {self.goal.title}" if self.goal else "Actielijn, nog zonder doel"
        )


@dataclass(frozen=True)
class PointText:
    """Something to arrange with board, professionals or residents: who sees to it, and when."""

    topic: str
    title: str
    organisation: str
    person: str
    when: str

    @property
    def who(self) -> str:
        """Who sees to it and when, in words; "" where nobody said."""
        return ", ".join(words for words in (self.organisation, self.person, self.when) if words)


@dataclass(frozen=True)
class PartText:
    """One part of the plan with what was written in it."""

    number: int
    """Its place in the plan; 0 where not all parts are shown."""
    name: str
    title: str
    question: str
    text: str
    is_empty: bool = False
    is_done: bool = True
    points: tuple[PointText, ...] = ()


@dataclass(frozen=True)
class Approval:
    """What one asked organisation answered: `answer` in words, by whom and when, under which condition."""

    organisation: str
    answer: str
    person: str = ""
    on: date | None = None
    words: str = ""


@dataclass(frozen=True)
class PlanText:
    """A whole plan. What a paper is not for, is empty in it: see narrowing.py."""

    traject: str
    label: str
    question: str = ""
    areas: tuple[str, ...] = ()
    kernteam: tuple[str, ...] = ()
    changed_at: datetime | None = None
    is_adopted: bool = False
    adoption_reason: str = ""
    """Why it was adopted although not every asked organisation had agreed."""
    parts: tuple[PartText, ...] = ()
    problems: tuple[str, ...] = ()
    opportunities: tuple[str, ...] = ()
    goals: tuple[GoalText, ...] = ()
    lines: tuple[LineText, ...] = ()
    partners: tuple[tuple[str, str], ...] = ()
    """Each organisation with its kind in words."""
    approvals: tuple[Approval, ...] = ()
    questions: tuple[str, ...] = ()
    """What is asked of the board."""
    sources: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What stands above every paper of it."""
        return f"Plan van aanpak / buurtagenda {self.traject}"

    @property
    def measures(self) -> list[MeasureText]:
        """All measures, line by line."""
        return list(chain.from_iterable(line.measures for line in self.lines))

    @property
    def written(self) -> list[PartText]:
        """The parts that hold something."""
        return [part for part in self.parts if not part.is_empty]

    @property
    def open_parts(self) -> list[PartText]:
        """The parts nobody has begun."""
        return [part for part in self.parts if part.is_empty]

    @property
    def owners(self) -> list[tuple[str, list[MeasureText]]]:
        """Who owns which measures, by the name of the organisation."""
        owned: dict[str, list[MeasureText]] = {}
        for measure in self.measures:
            if measure.owner:
                owned.setdefault(measure.owner, []).append(measure)
        return sorted(owned.items(), key=lambda pair: pair[0].casefold())

    def text_of(self, name: str) -> str:
        """What was written in one part, "" for nothing."""
        return next((part.text for part in self.parts if part.name == name), "")

    def timeline_rows(self) -> list[TimelineRow]:
        """Its measures for the picture of the planning."""
        return [
            TimelineRow(one.code, one.title, line.title, one.planning, one.starts_on, one.ends_on)
            for line in self.lines
            for one in line.measures
        ]


def read(
    contents: Kept,
    *,
    traject: str,
    adopted: str = "",
    reason: str = "",
    approvals: Iterable[Approval] = (),
    questions: Iterable[str] = (),
) -> PlanText:
    """The plan that was kept in `contents` (freezing.thawed), of any age: what an older version lacks is empty.

    `adopted` is the name under which it was adopted later, with the `reason` for doing so where not all agreed.
    `approvals` and `questions` (to the board) are not part of the contents: they come afterwards.
    """
    return PlanText(
        traject=traject,
        label=adopted or contents["plan"]["label"],
        is_adopted=bool(adopted),
        adoption_reason=reason,
        question=contents["question"],
        areas=tuple(area["name"] for area in contents["areas"]),
        kernteam=tuple(contents["kernteam"]),
        changed_at=contents["plan"]["changed_at"],
        parts=tuple(_part(part) for part in contents["parts"]),
        problems=tuple(problem["text"] for problem in contents["problems"]),
        opportunities=tuple(one["text"] for one in contents.get("opportunities", [])),
        goals=tuple(_goal(goal) for goal in contents["goals"]),
        lines=tuple(_line(line) for line in contents["lines"]),
        partners=tuple(
            (one["organisation"]["name"], one["organisation"]["get_category_display"]) for one in contents["partners"]
        ),
        approvals=tuple(approvals),
        questions=tuple(questions),
        sources=tuple(contents.get("sources", [])),
    )


def _part(part: Kept) -> PartText:
    return PartText(
        number=part["number"],
        name=part["name"],
        title=part["title"],
        question=part["question"],
        text=part["row"]["text"],
        is_empty=part["is_empty"],
        is_done=part["is_done"],
        points=tuple(
            PointText(topic=one["topic"]["label"], **row) for one in part.get("points", []) for row in one["rows"]
        ),
    )


def _goal(goal: Kept) -> GoalText:
    return GoalText(goal["letter"], goal["row"]["title"], goal["row"]["gain"])


def _line(line: Kept) -> LineText:
    goal = _goal(line["goal"]) if line["goal"] else None
    return LineText(line["row"]["title"], goal, tuple(measure_text(measure) for measure in line["measures"]))


def measure_text(measure: Kept) -> MeasureText:
    """One measure of a kept version."""
    row = measure["row"]
    return MeasureText(
        code=measure["code"],
        title=row["title"],
        kind=row["kind"],
        kind_word=row["get_kind_display"],
        planning=row["planning"],
        starts_on=_day(row.get("starts_on")),
        ends_on=_day(row.get("ends_on")),
        owner=row["owner"]["organisation"]["name"] if row["owner"] else "",
        partners=tuple(one["organisation"]["name"] for one in row["partners"]["all"]),
        money=row.get("money"),
        hours=row.get("hours"),
        leans_on_refuted=measure.get("leans_on_refuted", False),
        **{name: row.get(name, "") for name in TYPED},
    )


TYPED = ("owner_person", "substitute", "means", "result", "indicator", "residents_role")


def _day(value: str | None) -> date | None:
    return parse_date(value) if value else None
