"""How the adopted plan is carried out: who leads, how far it is, what is stuck, what changed (F1, F4)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from buurtbalans.accounts.models import User
from privacy import access
from trajects.analysis.letters import LetteredGoal, lettered
from trajects.follow_up.board_models import BoardQuestion
from trajects.follow_up.check_in_models import CheckIn, CheckInAnswer
from trajects.follow_up.models import Lead, ProgressReport, Representative, StuckPoint, WorkingGroup
from trajects.follow_up.since import Since, last_looked_back
from trajects.plan.models import ActionLine, Plan
from trajects.plan.outline import CodedMeasure, Line, lines_of
from trajects.plan.parts import MeasureStatus
from trajects.traject.models import Traject

CHECK_INS_SHOWN = 3
NEWS_SHOWN = 12
Rows = dict[int, list[Any]]


@dataclass(frozen=True)
class MeasureInExecution:
    """A measure with what was told about it last."""

    coded: CodedMeasure
    told: ProgressReport | None
    may_report: bool


@dataclass(frozen=True)
class Group:
    """A working group with who is in it."""

    row: WorkingGroup
    people: list[Representative]


@dataclass(frozen=True)
class Point:
    """A question about what is stuck, and whether this reader may answer it."""

    row: StuckPoint
    may_answer: bool


@dataclass(frozen=True)
class LineInExecution:
    """A line of action: who leads it and works on it, how far it is, what is stuck, what its leads said."""

    line: Line
    measures: list[MeasureInExecution]
    leads: list[Lead]
    groups: list[Group]
    points: list[Point]
    answers: list[CheckInAnswer]

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
    def stuck(self) -> list[MeasureInExecution]:
        """Its measures that are stuck."""
        return [one for one in self.measures if one.coded.row.status == MeasureStatus.STUCK]

    @property
    def is_led(self) -> bool:
        """Does somebody see to it who still takes part?"""
        return any(not lead.has_left for lead in self.leads)


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
        """How many measures are stuck."""
        return sum(len(line.stuck) for line in self.lines)

    @property
    def questions(self) -> int:
        """How many questions about what is stuck were not solved, in its lines and at their measures."""
        return sum(len(line.points) for line in self.lines)


@dataclass(frozen=True)
class Execution:
    """Everything that the page of the execution shows."""

    lines: list[LineInExecution]
    goals: list[GoalInExecution]
    check_ins: list[CheckIn]
    questions: list[BoardQuestion]
    since: Since | None
    news: list[ProgressReport]

    @property
    def without_lead(self) -> list[LineInExecution]:
        """The lines that nobody sees to."""
        return [line for line in self.lines if not line.is_led]

    @property
    def stuck_lines(self) -> list[LineInExecution]:
        """The lines in which something is stuck."""
        return [line for line in self.lines if line.stuck or line.points]


def execution_of(user: User, traject: Traject) -> Execution:
    """Read it as this person may see it. As many queries for one measure as for sixty."""
    goals = lettered(traject.joint_goals.all())
    lines = _lines(user, traject.plan, lines_of(traject.plan, goals))
    served = [GoalInExecution(goal, [one for one in lines if one.line.goal == goal]) for goal in [*goals, None]]
    since = last_looked_back(user, traject)
    check_ins = (
        access.visible(user, CheckIn.objects.filter(traject=traject))
        .select_related("traject")
        .prefetch_related("answers")
    )
    questions = access.visible(user, BoardQuestion.objects.filter(traject=traject)).select_related("line")
    return Execution(
        lines=lines,
        goals=[goal for goal in served if goal.goal or goal.lines],
        check_ins=list(check_ins[:CHECK_INS_SHOWN]),
        questions=list(questions),
        since=since,
        news=_news(user, traject.plan, since),
    )


def _lines(user: User, plan: Plan, lines: Sequence[Line]) -> list[LineInExecution]:
    here = {"line__plan": plan}
    leads = access.visible(user, Lead.objects.filter(**here)).select_related(*_of("membership__user"))
    points = access.visible(user, StuckPoint.objects.filter(solved_on=None, **here)).select_related(
        *_of("measure", "line__plan", "raised_by", "replied_by")
    )
    answers = access.visible(user, CheckInAnswer.objects.filter(answered_at__isnull=False, **here)).select_related(
        *_of("check_in", "membership__user")
    )
    newest_first = answers.order_by("-check_in__asks_on", "-check_in_id", "pk")
    led, asked, said = (_by("line_id", rows) for rows in (leads, points, newest_first))
    groups, told = _groups(user, plan), _told(user, plan)
    return [
        LineInExecution(
            line,
            [_measure(user, plan, line, one, told.get(one.row.pk)) for one in line.measures],
            leads=led.get(line.row.pk, []),
            groups=groups.get(line.row.pk, []),
            points=_points(user, asked.get(line.row.pk, []), led.get(line.row.pk, [])),
            answers=_of_last_check_in(said.get(line.row.pk, [])),
        )
        for line in lines
    ]


def _measure(
    user: User, plan: Plan, line: Line, coded: CodedMeasure, told: ProgressReport | None
) -> MeasureInExecution:
    # What is known needs no question of its own for each measure.
    coded.row.line, line.row.plan = line.row, plan
    return MeasureInExecution(coded, told, access.may(user, "report_progress", coded.row))


def _points(user: User, rows: list[StuckPoint], leads: list[Lead]) -> list[Point]:
    return [Point(row, may_answer(user, row, leads)) for row in rows]


def may_answer(user: User, point: StuckPoint, leads: Iterable[Lead]) -> bool:
    """May this person answer it: whose question it is, the kernteam, and who leads the line?"""
    seat = access.seat(user, point.line.plan.traject_id)
    if seat is None or "report_progress" not in seat.actions:
        return False
    return access.may(user, "report_progress", point) or any(lead.membership_id == seat.membership_id for lead in leads)


def _groups(user: User, plan: Plan) -> Rows:
    rows = access.visible(user, Representative.objects.filter(group__line__plan=plan))
    people = _by("group_id", rows.select_related(*_of("membership__user")))
    found: Rows = {}
    for group in access.visible(user, WorkingGroup.objects.filter(line__plan=plan)):
        found.setdefault(group.line_id, []).append(Group(group, people.get(group.pk, [])))
    return found


def _told(user: User, plan: Plan) -> dict[int, ProgressReport]:
    """Per measure what was told about it last."""
    rows = access.visible(user, ProgressReport.objects.filter(measure__line__plan=plan))
    last = rows.order_by("measure_id", "-on", "-pk").distinct("measure_id")
    return {row.measure_id: row for row in last.select_related("partner__organisation")}


def _news(user: User, plan: Plan, since: Since | None) -> list[ProgressReport]:
    """What was told about measures after the day that everybody looked back on, the newest first."""
    if since is None:
        return []
    rows: QuerySet[ProgressReport] = access.visible(
        user, ProgressReport.objects.filter(measure__line__plan=plan, at__date__gte=since.day)
    )
    return list(rows.select_related("measure", "partner__organisation").order_by("-at")[:NEWS_SHOWN])


def _of(*more: str) -> tuple[str, ...]:
    return ("partner__organisation", *more)


def _by(name: str, rows: Iterable[Any]) -> Rows:
    found: Rows = {}
    for row in rows:
        found.setdefault(getattr(row, name), []).append(row)
    return found


def _of_last_check_in(answers: list[CheckInAnswer]) -> list[CheckInAnswer]:
    return [one for one in answers if one.check_in_id == answers[0].check_in_id]
