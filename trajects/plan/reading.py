"""What a plan is read from, of a traject that the gate has let through: each a fixed question (docs/adr/0020)."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet

from privacy.written import Kept
from trajects.analysis.models import JointGoal, Opportunity, ProblemStatement
from trajects.logbook.kinds import LogKind
from trajects.logbook.models import LogEntry
from trajects.partners.models import Partner
from trajects.plan.models import ActionLine, Measure, PlanPart, PlanVersion


@Kept
def goals(traject: Any) -> QuerySet[JointGoal]:
    """The joint goals in their order."""
    return JointGoal.objects.filter(traject=traject)


@Kept
def problems(traject: Any) -> QuerySet[ProblemStatement]:
    """The problem statements in their order."""
    return ProblemStatement.objects.filter(traject=traject)


@Kept
def opportunities(traject: Any) -> QuerySet[Opportunity]:
    """The opportunities in their order."""
    return Opportunity.objects.filter(traject=traject)


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
