"""Indicators of a joint goal and their numbers, then and now (F4)."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from buurtbalans.accounts.models import User
from buurtbalans.locking import update_if_unchanged
from trajects.analysis.models import JointGoal
from trajects.follow_up.steering_models import GoalIndicator, Measurement
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import record
from trajects.traject.models import Traject
from trajects.traject.ordering import next_position


class DayTakenError(Exception):
    """An indicator has one number for a day, and this day has one already."""


@transaction.atomic
def add_indicator(
    traject: Traject,
    *,
    by: User,
    goal: JointGoal,
    name: str,
    unit: str = "",
    value: Decimal | None = None,
    date: date | None = None,
    source: str = "",
) -> GoalIndicator:
    """Tie an indicator to a goal, with the number it begins with when that is known already."""
    indicator = goal.indicators.create(name=name, unit=unit, position=next_position(goal.indicators.all()))
    if value is not None and date is not None:
        indicator.measurements.create(value=value, date=date, source=source)
    record(traject, by, LogKind.INDICATOR_ADDED, name)
    return indicator


@transaction.atomic
def change_indicator(indicator: GoalIndicator, seen_version: int, *, by: User, **changes: Any) -> bool:
    """Call it otherwise, or tie it to another goal; False when somebody else was first."""
    written = update_if_unchanged(indicator, seen_version, **changes)
    if written:
        record(indicator.goal.traject, by, LogKind.PLAN_CHANGED, "indicator gewijzigd")
    return written


def add_measurement(indicator: GoalIndicator, *, by: User, value: Decimal, date: date, source: str) -> Measurement:
    """Write down one number. Raises DayTakenError when there is one of that day."""
    try:
        with transaction.atomic():
            row = indicator.measurements.create(value=value, date=date, source=source)
            record(indicator.goal.traject, by, LogKind.PLAN_CHANGED, f"nieuw getal bij {indicator.name}")
    except IntegrityError as error:
        raise DayTakenError from error
    return row


def change_measurement(row: Measurement, seen_version: int, *, by: User, **changes: Any) -> bool:
    """Correct one number; False when somebody else was first. Raises DayTakenError as adding does."""
    try:
        with transaction.atomic():
            written = update_if_unchanged(row, seen_version, **changes)
            if written:
                record(row.indicator.goal.traject, by, LogKind.PLAN_CHANGED, f"getal gewijzigd: {row.indicator.name}")
    except IntegrityError as error:
        raise DayTakenError from error
    return written
