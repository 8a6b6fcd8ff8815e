"""Keeping where a piece of the plan came from (L2)."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from django.db import models
from django.utils.crypto import salted_hmac

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
    target: models.Model,
    *,
    traject_id: int,
    session_id: int | None,
    together: UUID | None = None,
    words: str = "",
    **source: Any,
) -> None:
    """Keep that `target` came from the one thing in `source`; a second time changes nothing.

    `words` are what was written in a part, so that they can be taken out again.
    """
    made = {FIELD_OF[type(target)]: target}
    number, lines = together or uuid4(), words.split("\n") if words else []
    more: dict[str, Any] = {"traject_id": traject_id, "session_id": session_id, "together": number}
    if lines:
        more |= {"line_count": len(lines), "mark": mark_of(number, lines)}
    Source.objects.get_or_create(**made, **source, defaults=more)


def mark_of(together: UUID, lines: Iterable[str]) -> str:
    """By which these lines of one taking over are known again; it tells nobody what they say."""
    text = "\n".join(line.rstrip("\r") for line in lines)
    return salted_hmac("trajects.plan.source", f"{together}\n{text}", algorithm="sha256").hexdigest()


def follow(row: Any) -> None:
    """A decision or action belongs to another session now, or to none: so do the links to it."""
    row.taken_over.update(session_id=row.session_id)
