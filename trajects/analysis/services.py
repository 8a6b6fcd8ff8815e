"""Writing down what the partners found together (D6, L2)."""

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction

from buurtbalans.accounts.models import User
from buurtbalans.locking import update_if_unchanged
from trajects.analysis.models import Assumption, Cause, JointGoal, Opportunity, ProblemStatement
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import record
from trajects.traject.models import Traject
from trajects.traject.ordering import next_position

Finding = ProblemStatement | Opportunity | Cause | JointGoal
Links = Iterable[models.Model]
NOUNS: dict[type[models.Model], str] = {
    ProblemStatement: "probleemstelling",
    Opportunity: "kans",
    Cause: "oorzaak",
    JointGoal: "doel",
}


@transaction.atomic
def state_problem(traject: Traject, *, by: User, text: str, assumptions: Iterable[Assumption] = ()) -> ProblemStatement:
    """Add a problem statement, below the others; `assumptions` are those it leans on."""
    statement = ProblemStatement.objects.create(
        traject=traject, text=text, position=next_position(traject.problem_statements.all())
    )
    _tie(statement, {"assumptions": assumptions})
    record(traject, by, LogKind.PROBLEM_STATED)
    return statement


@transaction.atomic
def see_opportunity(traject: Traject, *, by: User, text: str, assumptions: Iterable[Assumption] = ()) -> Opportunity:
    """Add an opportunity, below the others; `assumptions` are those it leans on."""
    opportunity = Opportunity.objects.create(
        traject=traject, text=text, position=next_position(traject.opportunities.all())
    )
    _tie(opportunity, {"assumptions": assumptions})
    record(traject, by, LogKind.OPPORTUNITY_SEEN)
    return opportunity


@transaction.atomic
def name_cause(
    traject: Traject,
    *,
    by: User,
    text: str,
    problems: Iterable[ProblemStatement] = (),
    opportunities: Iterable[Opportunity] = (),
    **fields: Any,
) -> Cause:
    """Add a cause, below the others, of these problems and opportunities."""
    cause = Cause.objects.create(traject=traject, text=text, position=next_position(traject.causes.all()), **fields)
    _tie(cause, {"problems": problems, "opportunities": opportunities})
    record(traject, by, LogKind.CAUSE_NAMED)
    return cause


@transaction.atomic
def set_goal(
    traject: Traject,
    *,
    by: User,
    title: str,
    gain: str = "",
    problems: Iterable[ProblemStatement] = (),
    opportunities: Iterable[Opportunity] = (),
    causes: Iterable[Cause] = (),
) -> JointGoal:
    """Add a joint goal, below the others, for these problems, opportunities and causes."""
    goal = JointGoal.objects.create(
        traject=traject, title=title, gain=gain, position=next_position(traject.joint_goals.all())
    )
    _tie(goal, {"problems": problems, "opportunities": opportunities, "causes": causes})
    record(traject, by, LogKind.GOAL_SET, goal.title)
    return goal


@transaction.atomic
def change(finding: Finding, seen_version: int, *, by: User, **changes: Any) -> bool:
    """Rewrite what was found and what it is tied to; False, with nothing written, when somebody else was first."""
    tied = {field.name for field in finding._meta.many_to_many}
    plain = {name: value for name, value in changes.items() if name not in tied}
    written = update_if_unchanged(finding, seen_version, **plain)
    if written:
        _tie(finding, {name: value for name, value in changes.items() if name in tied})
        record(finding.traject, by, LogKind.TRAJECT_CHANGED, f"{NOUNS[type(finding)]} gewijzigd")
    return written


@transaction.atomic
def remove(finding: Finding, *, by: User) -> None:
    """Take away what was found; what was tied to it stays, the action lines of a goal without goal."""
    record(finding.traject, by, LogKind.TRAJECT_CHANGED, f"{NOUNS[type(finding)]} verwijderd")
    finding.delete()


def _tie(finding: Finding, links: dict[str, Links]) -> None:
    for name, rows in links.items():
        getattr(finding, name).set(rows)
