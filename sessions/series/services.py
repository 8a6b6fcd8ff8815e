"""Sessions for the rest of the traject at once: proposed at its pace, and made as drafts (T7)."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from buurtbalans.accounts.models import User
from sessions.agenda.services import plan_with_example
from sessions.planning.days import working_day_from
from sessions.planning.models import Session
from sessions.planning.proposal import DEFAULT_START, current_step, end_after, usual_minutes
from trajects.steps.models import Step
from trajects.traject.models import Traject

MOST = 6
SOONEST = timedelta(days=7)


def proposed(traject: Traject, steps: list[Step], *, last: date | None, today: date) -> list[dict[str, Any]]:
    """A row for each step from the current one on, a pace apart and on working days, as the form begins with.

    `last` is the day of the last session that is planned or was held, as far as the asker knows.
    """
    current = current_step(steps)
    todo = [step for step in steps if current is not None and step.number >= current.number][:MOST]
    rows, day = [], last
    for step in todo:
        day = working_day_from(max(traject.due_after(day or today - SOONEST), today + SOONEST))
        ends = end_after(DEFAULT_START, usual_minutes(step))
        rows.append({"step": step.pk, "date": day, "starts_at": DEFAULT_START, "ends_at": ends})
    return rows


@transaction.atomic
def plan_series(traject: Traject, *, by: User, rows: Iterable[dict[str, Any]]) -> list[Session]:
    """Plan all of them as drafts with the example of their step, or none."""
    return [
        plan_with_example(
            traject,
            by=by,
            example=True,
            title=row["step"].title,
            day=row["date"],
            starts_at=row["starts_at"],
            ends_at=row["ends_at"],
            place=row["place"],
            steps=[row["step"]],
        )
        for row in rows
    ]
