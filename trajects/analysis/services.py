"""Writing down what the partners found together (D6, L2)."""

from typing import Any

from django.db import transaction

from buurtbalans.accounts.models import User
from buurtbalans.locking import update_if_unchanged
from trajects.analysis.models import JointGoal, ProblemStatement
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import record
from trajects.traject.models import Traject
from trajects.traject.ordering import next_position


@transaction.atomic
def state_problem(traject: Traject, *, by: User, text: str) -> ProblemStatement:
    """Add a problem statement, below the others."""
    statement = ProblemStatement.objects.create(
        traject=traject, text=text, position=next_position(traject.problem_statements.all())
    )
    record(traject, by, LogKind.PROBLEM_STATED)
    return statement


@transaction.atomic
def set_goal(traject: Traject, *, by: User, title: str, gain: str = "") -> JointGoal:
    """Add a joint goal, below the others."""
    goal = JointGoal.objects.create(
        traject=traject, title=title, gain=gain, position=next_position(traject.joint_goals.all())
    )
    record(traject, by, LogKind.GOAL_SET, goal.title)
    return goal


@transaction.atomic
def change(finding: ProblemStatement | JointGoal, seen_version: int, *, by: User, **changes: Any) -> bool:
    """Rewrite a problem statement or goal; False when somebody else was first."""
    written = update_if_unchanged(finding, seen_version, **changes)
    if written:
        record(finding.traject, by, LogKind.TRAJECT_CHANGED, f"{_noun(finding)} gewijzigd")
    return written


@transaction.atomic
def remove(finding: ProblemStatement | JointGoal, *, by: User) -> None:
    """Take a problem statement or goal away; the action lines of a goal stay, without goal."""
    record(finding.traject, by, LogKind.TRAJECT_CHANGED, f"{_noun(finding)} verwijderd")
    finding.delete()


def _noun(finding: ProblemStatement | JointGoal) -> str:
    return "probleemstelling" if isinstance(finding, ProblemStatement) else "doel"
