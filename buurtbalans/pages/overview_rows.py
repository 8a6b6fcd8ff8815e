"""What the overview repeats, worked out before the template: the steps, and what is still to be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from buurtbalans.accounts.models import User
from buurtbalans.addresses import numbered
from buurtbalans.pages.next_thing import OpenAction
from privacy import access
from privacy.questions import Given, Question
from sessions.actions.models import Action
from trajects.steps.models import Step, StepResult
from trajects.traject.models import Traject

STEP_FIELDS = ("traject", "number", "title", "planned_on", "started_on", "finished_on")


@dataclass(frozen=True)
class ShownStep:
    """A step in the stepper; `results` only when it is the current one, each with whether it is reached."""

    number: int
    title: str
    url: str
    state: str
    when: str
    results: Sequence[tuple[str, bool]]


@Question
def _steps(user: User, traject: Given) -> QuerySet[Step]:
    return access.visible(user, Step.objects.filter(traject=traject).order_by("number").only(*STEP_FIELDS))


@Question
def _results(user: User, steps: Given) -> "QuerySet[StepResult, tuple[int, str, date | None]]":
    results = access.visible(user, StepResult.objects.filter(step__in=steps).order_by("position"))
    return results.values_list("step_id", "text", "reached_on")


@Question
def _open_actions(user: User, traject: Given) -> "QuerySet[Action, Any]":
    return access.visible(user, Action.objects.filter(traject=traject).open()).values_list(
        "pk", "title", "kind", "due", "assignee", "assignee__user__name", "partner", "partner__organisation__name"
    )


def steps_of(user: User, traject: Traject) -> list[ShownStep]:
    """The six steps, as far as this person may see them."""
    url = numbered("trajects:step", traject.pk)
    steps = _steps(user, traject=traject.pk)
    current = [step.pk for step in steps if step.state == "current"]
    reached: dict[int, list[tuple[str, bool]]] = {}
    for step_id, text, reached_on in _results(user, steps=current):
        reached.setdefault(step_id, []).append((text, reached_on is not None))
    return [
        ShownStep(step.number, step.title, url(step.number), step.state, _when(step), reached.get(step.pk, ()))
        for step in steps
    ]


def _when(step: Step) -> str:
    if step.finished_on:
        return f"Klaar op {date_format(step.finished_on, 'j F')}"
    if step.started_on:
        return f"Bezig sinds {date_format(step.started_on, 'j F')}"
    return f"Gepland: {date_format(step.planned_on, 'F')}" if step.planned_on else "Nog niet begonnen"


def open_actions(user: User, traject: Traject) -> list[OpenAction]:
    """What is still to be done, earliest date first; one's own is what one's seat must do."""
    seat, url = access.seat(user, traject.pk), numbered("sessions:action", traject.pk)
    today = timezone.localdate()

    @cache
    def written(due: date) -> str:
        return date_format(due, "D j b")

    return [
        OpenAction(
            title=title,
            url=url(pk),
            kind=kind,
            due=written(due) if due else "",
            is_late=due is not None and due < today,
            who=person or organisation,
            is_own=seat is not None and (assignee == seat.membership_id if assignee else partner == seat.partner_id),
        )
        for pk, title, kind, due, assignee, person, partner, organisation in _open_actions(user, traject=traject.pk)
    ]
