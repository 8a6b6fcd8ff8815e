"""The chain from a measure back to why it is there: goal, cause, problem or opportunity, assumption (D6).

A measure works on the causes that it names; where it names none, the goal of its action line tells why it is there.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from privacy.written import Kept
from trajects.analysis.models import Assumption, Cause, JointGoal, Opportunity, ProblemStatement, Verdict
from trajects.plan.models import Measure


@dataclass(frozen=True)
class Reason:
    """A problem statement or opportunity at the end of a chain, with the assumptions that it leans on."""

    row: ProblemStatement | Opportunity
    is_problem: bool
    assumptions: list[Assumption]


@dataclass(frozen=True)
class Why:
    """Why a measure is there."""

    goal: JointGoal | None
    names_causes: bool
    causes: list[Cause]
    reasons: list[Reason]

    @property
    def assumptions(self) -> list[Assumption]:
        """Every assumption in the chain once, in the order of the partners."""
        found = {row.pk: row for reason in self.reasons for row in reason.assumptions}
        return sorted(found.values(), key=lambda row: (row.position, row.pk))

    @property
    def refuted(self) -> list[Assumption]:
        """Those of them that are not so."""
        return [row for row in self.assumptions if row.is_refuted]


def why(measure: Measure) -> Why:
    """The chain of one measure that its reader may see: everything in it is for all partners."""
    goal = measure.line.goal
    named = list(measure.causes.all())
    causes = named or (list(goal.causes.all()) if goal else [])
    problems, opportunities = Q(causes__in=causes), Q(causes__in=causes)
    if goal and not named:
        problems |= Q(goals=goal)
        opportunities |= Q(goals=goal)
    traject = measure.line.plan.traject_id
    rows: list[ProblemStatement | Opportunity] = [
        *ProblemStatement.objects.filter(problems, traject=traject).distinct().prefetch_related("assumptions"),
        *Opportunity.objects.filter(opportunities, traject=traject).distinct().prefetch_related("assumptions"),
    ]
    reasons = [Reason(row, isinstance(row, ProblemStatement), list(row.assumptions.all())) for row in rows]
    return Why(goal, bool(named), causes, reasons)


@Kept
def leaning(plan: Any, traject: Any) -> "QuerySet[Measure, int]":
    """The measures of a plan, by number, whose chain holds an assumption that was refuted. One query."""
    leaning = {"assumptions__verdict": Verdict.REFUTED.value}
    problems = ProblemStatement.objects.filter(traject=traject, **leaning).order_by().values("pk")
    opportunities = Opportunity.objects.filter(traject=traject, **leaning).order_by().values("pk")
    of_these = Q(problems__in=problems) | Q(opportunities__in=opportunities)
    causes = Cause.objects.filter(of_these, traject=traject).order_by().values("pk")
    goals = JointGoal.objects.filter(of_these | Q(causes__in=causes), traject=traject).order_by().values("pk")
    of_its_goal = Q(causes__isnull=True, line__goal__in=goals)
    return (
        Measure.objects.filter(Q(causes__in=causes) | of_its_goal, line__plan=plan)
        .order_by()
        .values_list("pk", flat=True)
    )
