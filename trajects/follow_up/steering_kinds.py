"""The rows by which partners keep to their plan, as they are written, moved and taken away on their pages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.utils.formats import date_format

from buurtbalans.accounts.models import User
from buurtbalans.addresses import address
from privacy import policy
from trajects.follow_up import evaluation, governance, indicators, objections
from trajects.follow_up.steering_forms import (
    EvaluationForm,
    IndicatorForm,
    MeasurementForm,
    NewIndicatorForm,
    ObjectionForm,
    PointForm,
    SteeringForm,
)
from trajects.follow_up.steering_models import (
    EvaluationMoment,
    GoalIndicator,
    GovernancePoint,
    Measurement,
    Objection,
)
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import record
from trajects.traject.models import Traject

OF_THE_PLAN = {"trajects:point-list", "trajects:objection-list"}
"""The pages that belong to the plan, also before it is carried out."""


def tab_of(traject: Traject) -> str:
    """Under which tab evaluations and numbers stand: carrying out the plan once there is something to carry out."""
    return "execution" if traject.has_adopted_plan else "plan"


@dataclass(frozen=True)
class Kind:
    """One kind of row: its word in ids, how a page calls it, who may write it, and where it stands.

    `words` gives what a question before deleting shows of a row, `goes_along` what goes with it.
    """

    word: str
    noun: str
    model: type[models.Model]
    action: str
    page: str
    form: type[SteeringForm]
    change: Callable[..., bool]
    words: Callable[[Any], str]
    goes_along: tuple[str, ...] = ()

    def rows(self, traject_id: int) -> "models.QuerySet[Any]":
        """All rows of this kind in a traject, each with that traject along; only for the gate."""
        road = policy.ROADS[self.model._meta.label_lower].traject
        rows: models.QuerySet[Any] = self.model._default_manager.filter(**{road: traject_id})
        return rows.select_related(road)

    def traject_of(self, row: models.Model) -> Traject:
        """The traject of a row."""
        found: Any = row
        for step in policy.ROADS[self.model._meta.label_lower].traject.split("__"):
            found = getattr(found, step)
        traject: Traject = found
        return traject

    def tab(self, traject: Traject) -> str:
        """Under which tab its page stands."""
        return "plan" if self.page in OF_THE_PLAN else tab_of(traject)

    def url(self, traject_id: int, row: models.Model | None = None) -> str:
        """The page on which the rows stand, at one of them."""
        return address(self.page, traject_id) + (f"#{self.word}-{row.pk}" if row else "")


@dataclass(frozen=True, kw_only=True)
class Listed(Kind):
    """A kind of which one writes down one more on the page of the traject."""

    new_form: type[SteeringForm]
    add: Callable[..., models.Model]


@dataclass(frozen=True, kw_only=True)
class Ordered(Listed):
    """Such a kind in an order that people choose; `beside` gives the rows among which one is moved."""

    beside: "Callable[[Any], models.QuerySet[Any]]"


EVALUATION = Listed(
    "evaluatie",
    "Evaluatiemoment",
    EvaluationMoment,
    "steer_execution",
    "trajects:evaluation-list",
    EvaluationForm,
    evaluation.move_moment,
    lambda row: f"{date_format(row.date, 'l j F Y')}. {row.about}",
    new_form=EvaluationForm,
    add=evaluation.plan_moment,
)
INDICATOR = Ordered(
    "indicator",
    "Indicator",
    GoalIndicator,
    "edit_plan",
    "trajects:indicator-list",
    IndicatorForm,
    indicators.change_indicator,
    lambda row: row.name,
    new_form=NewIndicatorForm,
    add=indicators.add_indicator,
    goes_along=("Alle getallen van deze indicator.",),
    beside=lambda row: row.goal.indicators.all(),
)
MEASUREMENT = Kind(
    "getal",
    "Getal",
    Measurement,
    "edit_plan",
    "trajects:indicator-list",
    MeasurementForm,
    indicators.change_measurement,
    lambda row: f"{row.indicator.name}: {row.number}, {date_format(row.date, 'j F Y')}",
)
POINT = Ordered(
    "punt",
    "Punt",
    GovernancePoint,
    "edit_plan",
    "trajects:point-list",
    PointForm,
    governance.change_point,
    lambda row: row.title,
    new_form=PointForm,
    add=governance.add_point,
    beside=lambda row: row.traject.governance_points.filter(topic=row.topic),
)
OBJECTION = Ordered(
    "bezwaar",
    "Bezwaar",
    Objection,
    "edit_plan",
    "trajects:objection-list",
    ObjectionForm,
    objections.change_objection,
    lambda row: row.text,
    new_form=ObjectionForm,
    add=objections.add_objection,
    beside=lambda row: row.traject.objections.all(),
)


@transaction.atomic
def remove(kind: Kind, row: models.Model, *, by: User) -> None:
    """Take a row away with what goes along."""
    record(kind.traject_of(row), by, LogKind.TRAJECT_CHANGED, f"{kind.noun.lower()} verwijderd")
    row.delete()
