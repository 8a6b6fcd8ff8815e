"""Filling the catalogue and a traject's own copy of it, and moving through the steps (T5, T6)."""

from datetime import date

from django.db import transaction

from buurtbalans.accounts.models import User
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import record
from trajects.steps import catalogue
from trajects.steps.models import CatalogueStep, ResultReached, Step, StepResult
from trajects.traject.models import Traject

COPIED = (
    "number",
    "title",
    "summary",
    "form",
    "hours_min",
    "hours_max",
    "preparation_hours_min",
    "preparation_hours_max",
    "homework_hours",
    "purposes",
    "preparation",
    "discussion_points",
    "tips",
    "homework",
    "example_agenda",
)


def copy_catalogue(traject: Traject) -> None:
    """Give a new traject its own editable copy of the six steps and their results."""
    sources = list(CatalogueStep.objects.all())
    steps = Step.objects.bulk_create(
        Step(traject=traject, **{name: getattr(source, name) for name in COPIED}) for source in sources
    )
    StepResult.objects.bulk_create(
        StepResult(step=step, position=position, text=text)
        for step, source in zip(steps, sources, strict=True)
        for position, text in enumerate(source.expected_results, start=1)
    )


def delivered_rows() -> list[dict[str, object]]:
    """The catalogue as delivered, as fields of CatalogueStep; the first migration writes them."""
    rows: list[dict[str, object]] = []
    for template in catalogue.load():
        row = {name: _plain(getattr(template, name)) for name in COPIED if name != "example_agenda"}
        row["expected_results"] = list(template.results)
        row["example_agenda"] = [
            {
                "title": item.title,
                "minutes": item.minutes,
                "form": item.form,
                "purpose": item.purpose,
                "break": item.is_break,
                "discussion_point": item.discussion_point,
                "werkvorm": item.werkvorm,
            }
            for item in template.agenda
        ]
        rows.append(row)
    return rows


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


@transaction.atomic
def begin(step: Step, *, by: User, today: date) -> None:
    """Start working on a step; starting it again after it was finished reopens it."""
    reopened = step.finished_on is not None
    step.started_on = step.started_on or today
    step.finished_on = None
    step.save(update_fields=["started_on", "finished_on"])
    record(step.traject, by, LogKind.STEP_REOPENED if reopened else LogKind.STEP_STARTED, step)


@transaction.atomic
def finish(step: Step, *, by: User, today: date) -> None:
    """Finish a step, also with results still open: the method never locks. The next step begins.

    A step that is finished already stays as it is.
    """
    if step.finished_on:
        return
    step.started_on = step.started_on or today
    step.finished_on = today
    step.save(update_fields=["started_on", "finished_on"])
    record(step.traject, by, LogKind.STEP_FINISHED, step)
    following = step.traject.steps.filter(number=step.number + 1, started_on=None).first()
    if following is not None:
        begin(following, by=by, today=today)


@transaction.atomic
def tick(result: StepResult, *, reached: bool, by: User, today: date, session_id: int | None = None) -> None:
    """Tick or untick a result, reached in a session when that is given (T6).

    Ticking what is ticked already changes nothing: a second click does no harm.
    """
    row = StepResult.objects.select_for_update().get(pk=result.pk)
    if reached and row.reached_on:
        result.refresh_from_db()
        return
    result.reach(reached=reached, by=by, today=today)
    ResultReached.objects.filter(result=result).delete()
    if reached and session_id is not None:
        ResultReached.objects.create(result=result, session_id=session_id)
    if reached:
        record(result.step.traject, by, LogKind.RESULT_REACHED, result.text)
