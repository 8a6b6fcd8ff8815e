"""What the form of a session starts with."""

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from sessions.planning.models import Session
from trajects.partners.models import PartnerStatus
from trajects.steps.models import Step
from trajects.traject.models import Traject
from trajects.traject.pace import working_day

DEFAULT_START = dt.time(13, 30)
DEFAULT_MINUTES = 120
QUARTER = 15
START_STEP = 2


def proposal(
    traject: Traject, steps: list[Step], *, number: int | None, after: Session | None = None
) -> dict[str, Any]:
    """What a new session starts with: the step at hand (or `number`), its title, its length, who is there.

    Only for the startbijeenkomst everybody who takes part is preselected (P5); for one that goes on where `after`
    ended, who was invited to that one, at the same place and hour.
    """
    step = next((step for step in steps if step.number == number), None) or current_step(steps)
    if step is None:
        return {"starts_at": DEFAULT_START, "ends_at": end_after(DEFAULT_START, DEFAULT_MINUTES)}
    if after is not None:
        return {
            "title": step.title,
            "steps": [step.pk],
            "place": after.place,
            "starts_at": after.starts_at,
            "ends_at": end_after(after.starts_at, usual_minutes(step)),
            "partners": list(after.invited.values_list("partner_id", flat=True)),
        }
    first = step.number == START_STEP
    joined = traject.partners.filter(status=PartnerStatus.JOINED) if first else []
    return {
        "title": step.title,
        "steps": [step.pk],
        "starts_at": DEFAULT_START,
        "ends_at": end_after(DEFAULT_START, usual_minutes(step)),
        "partners": [partner.pk for partner in joined],
    }


def current_step(steps: list[Step]) -> Step | None:
    """The step that is being worked on; sessions begin with step 2."""
    started = [step for step in steps if step.state == "current" and step.number >= START_STEP]
    return started[-1] if started else next((step for step in steps if step.number == START_STEP), None)


def usual_minutes(step: Step) -> int:
    """How long a session of this step takes: its example agenda, in whole quarters of an hour."""
    planned = sum(int(item["minutes"]) for item in step.example_agenda)
    minutes = planned or int(step.hours_max * 60) or DEFAULT_MINUTES
    return -(-minutes // QUARTER) * QUARTER


def end_after(start: dt.time, minutes: int) -> dt.time:
    """The time on the clock `minutes` later, the same day."""
    end = dt.datetime.combine(dt.date.min, start) + dt.timedelta(minutes=minutes)
    return end.time() if end.date() == dt.date.min else dt.time(23, 59)


def pace_hint(traject: Traject, last: Session | None) -> str:
    """When the next session is due at this traject's pace, as a hint at the date (T7)."""
    if last is None:
        return ""
    due = working_day(traject.due_after(last.date))
    if due < timezone.localdate():
        return "Volgens jullie tempo is het tijd voor een volgende bijeenkomst."
    return f"Bij jullie tempo past een dag rond {date_format(due, 'D j F')}."


def present(session: Session) -> dict[str, Any]:
    """A session as the form shows it."""
    names = ("title", "date", "starts_at", "ends_at", "place", "version")
    return {
        **{name: getattr(session, name) for name in names},
        "steps": list(session.steps.values_list("pk", flat=True)),
        "partners": list(session.invited.values_list("partner_id", flat=True)),
    }
