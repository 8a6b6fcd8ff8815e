"""Keeping where a piece of the plan came from (L2)."""

from typing import Any
from uuid import UUID, uuid4

from django.db import models

from trajects.analysis.models import Assumption, Cause, JointGoal, Opportunity, ProblemStatement
from trajects.plan.models import Measure, PlanPart
from trajects.plan.source_models import Source

# Of which model → the field of Source that points at it.
FIELD_OF: dict[type[models.Model], str] = {
    Assumption: "assumption",
    ProblemStatement: "problem",
    Opportunity: "opportunity",
    Cause: "cause",
    JointGoal: "goal",
    Measure: "measure",
    PlanPart: "part",
}


def remember(
    target: models.Model, *, traject_id: int, session_id: int | None, together: UUID | None = None, **source: Any
) -> None:
    """Keep that `target` came from the one thing in `source`; a second time changes nothing."""
    made = {FIELD_OF[type(target)]: target}
    more = {"traject_id": traject_id, "session_id": session_id, "together": together or uuid4()}
    Source.objects.get_or_create(**made, **source, defaults=more)


def follow(row: Any) -> None:
    """A decision or action belongs to another session now, or to none: so do the links to it."""
    row.taken_over.update(session_id=row.session_id)
