"""How the adopted plan is carried out: who leads, how far it is, what is stuck, what changed (F1, F4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models

from buurtbalans.accounts.models import User
from privacy import access
from trajects.analysis.letters import LetteredGoal, lettered
from trajects.follow_up.models import Lead
from trajects.plan.models import ActionLine
from trajects.plan.outline import CodedMeasure, Line, lines_of
from trajects.plan.parts import MeasureStatus
from trajects.traject.models import Traject

M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True)
class LineInExecution:
    """A line of action with who leads it and how far its measures are."""

    line: Line
    leads: list[Lead]

    @property
    def row(self) -> ActionLine:
        """The line itself."""
        return self.line.row

    @property
    def counted(self) -> list[CodedMeasure]:
        """Its measures without those that were dropped."""
        return [one for one in self.line.measures if one.row.status != MeasureStatus.DROPPED]

    @property
    def done(self) -> int:
        """How many of those are done."""
        return sum(one.row.status == MeasureStatus.DONE for one in self.counted)

    @property
    def stuck(self) -> list[CodedMeasure]:
        """Its measures that are stuck."""
        return [one for one in self.line.measures if one.row.status == MeasureStatus.STUCK]


@dataclass(frozen=True)
class GoalInExecution:
    """A goal with its lines; None for lines without one."""

    goal: LetteredGoal | None
    lines: list[LineInExecution]

    @property
    def counted(self) -> int:
        """How many measures serve it, without those that were dropped."""
        return sum(len(line.counted) for line in self.lines)

    @property
    def done(self) -> int:
        """How many of those are done."""
        return sum(line.done for line in self.lines)

    @property
    def stuck(self) -> int:
        """How many are stuck."""
        return sum(len(line.stuck) for line in self.lines)


@dataclass(frozen=True)
class Execution:
    """Everything that the page of the execution shows."""

    lines: list[LineInExecution]
    goals: list[GoalInExecution]

    @property
    def without_lead(self) -> list[LineInExecution]:
        """The lines that nobody sees to."""
        return [line for line in self.lines if not any(not lead.has_left for lead in line.leads)]


def execution_of(user: User, traject: Traject) -> Execution:
    """Read it as this person may see it. As many queries for one measure as for sixty."""
    plan = traject.plan
    goals = lettered(traject.joint_goals.all())
    leads = access.visible(user, Lead.objects.filter(line__plan=plan))
    by_line = _by_line(leads.select_related("partner__organisation", "membership__user"))
    lines = [LineInExecution(line, by_line.get(line.row.pk, [])) for line in lines_of(plan, goals)]
    served = [GoalInExecution(goal, [one for one in lines if one.line.goal == goal]) for goal in [*goals, None]]
    return Execution(lines, [goal for goal in served if goal.goal or goal.lines])


def _by_line(rows: "Iterable[M]") -> "dict[int, list[M]]":
    found: dict[int, list[M]] = {}
    for row in rows:
        found.setdefault(_line_of(row), []).append(row)
    return found


def _line_of(row: Any) -> int:
    return int(row.line_id)
