"""What a plan is read from, of a traject that the gate has let through: each a fixed question (docs/adr/0020)."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Value

from privacy.written import Kept, together
from trajects.analysis.chain import leaning
from trajects.analysis.models import JointGoal, Opportunity, ProblemStatement
from trajects.follow_up.governance import points
from trajects.follow_up.steering_models import GovernancePoint
from trajects.logbook.kinds import LogKind
from trajects.logbook.models import LogEntry
from trajects.partners.models import Partner
from trajects.plan.models import ActionLine, Measure, Plan, PlanPart, PlanVersion

PROBLEM, CHANCE = "problem", "chance"


@Kept
def goals(traject: Any) -> QuerySet[JointGoal]:
    """The joint goals in their order."""
    return JointGoal.objects.filter(traject=traject)


class Statement(NamedTuple):
    """A problem statement or an opportunity: its key and what it says."""

    pk: int
    text: str


class OfLines(NamedTuple):
    """What the lines of action are read from."""

    partners: list[Partner]
    lines: list[ActionLine]
    measures: list[Measure]
    refuted: frozenset[int]
    """The keys of the measures that lean on a refuted assumption."""


class Whole(NamedTuple):
    """What a whole plan is read from."""

    of_lines: OfLines
    goals: list[JointGoal]
    problems: list[Statement]
    opportunities: list[Statement]
    parts: list[PlanPart]
    points: list[GovernancePoint]
    drafts: list[tuple[str, Any]]
    submitted: list[PlanVersion]


def of_lines(plan: Plan) -> OfLines:
    """The lines of a plan with all that belongs to them, asked in one go."""
    with together():
        rows = _of_lines(plan)
    return rows()


def whole(plan: Plan) -> Whole:
    """A whole plan, asked in one go."""
    with together():
        rows = whole_sent(plan)
    return rows()


def whole_sent(plan: Plan) -> Callable[[], Whole]:
    """The same asked now among other questions, to be read by calling what this returns."""
    key, traject = plan.pk, plan.traject_id
    in_lines, said = _of_lines(plan), _statements.sent(traject=traject)
    to_reach, found = goals.sent(traject=traject), parts.sent(plan=key)
    arranged, begun, frozen = points.sent(traject=traject), drafts.sent(traject=traject), submitted.sent(plan=key)

    def rows() -> Whole:
        problems, chances = _by_kind(said())
        return Whole(in_lines(), to_reach(), problems, chances, found(), arranged(), begun(), frozen())

    return rows


def _of_lines(plan: Plan) -> Callable[[], OfLines]:
    along, held = partners.sent(traject=plan.traject_id), measures.sent(plan=plan.pk)
    found, refuted = lines.sent(plan=plan.pk), leaning.sent(plan=plan.pk, traject=plan.traject_id)
    return lambda: OfLines(along(), found(), held(), frozenset(refuted()))


def _by_kind(rows: Iterable[tuple[Any, ...]]) -> tuple[list[Statement], list[Statement]]:
    """The problem statements and the opportunities, each in their order."""
    ordered = sorted(rows)
    found = [[Statement(pk, text) for what, _, pk, text in ordered if what == kind] for kind in (PROBLEM, CHANCE)]
    return found[0], found[1]


@Kept
def _statements(traject: Any) -> "QuerySet[ProblemStatement, tuple[Any, ...]]":
    columns = ("what", "position", "pk", "text")
    problems = ProblemStatement.objects.filter(traject=traject).order_by().annotate(what=Value(PROBLEM))
    chances = Opportunity.objects.filter(traject=traject).order_by().annotate(what=Value(CHANCE))
    return problems.values_list(*columns).union(chances.values_list(*columns), all=True)


@Kept
def partners(traject: Any) -> QuerySet[Partner]:
    """All partners of the traject, each with its organisation."""
    return Partner.objects.filter(traject=traject).select_related("organisation")


@Kept
def lines(plan: Any) -> QuerySet[ActionLine]:
    """The action lines in their order."""
    return ActionLine.objects.filter(plan=plan)


@Kept
def measures(plan: Any) -> QuerySet[Measure]:
    """The measures, each in the order of its line, with `helpers`: the keys of the partners that take part in it."""
    along = Measure.partners.through.objects.filter(measure=OuterRef("pk")).order_by()
    return Measure.objects.filter(line__plan=plan).annotate(helpers=ArraySubquery(along.values("partner")))


@Kept
def parts(plan: Any) -> QuerySet[PlanPart]:
    """The parts with their texts."""
    return PlanPart.objects.filter(plan=plan).order_by("pk")


@Kept
def drafts(traject: Any) -> "QuerySet[LogEntry, tuple[str, Any]]":
    """Which drafts were begun, and when."""
    entries = LogEntry.objects.filter(traject=traject, kind=LogKind.PLAN_VERSION.value)
    return entries.order_by("pk").values_list("subject", "at")


@Kept
def submitted(plan: Any) -> QuerySet[PlanVersion]:
    """The submitted versions without their contents, the last first."""
    return PlanVersion.objects.filter(plan=plan).defer("contents")
