"""An indicator in one line: how it was, and how it is (F4)."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from buurtbalans.accounts.models import User
from privacy import access
from privacy.questions import Given, Question
from trajects.follow_up.steering_models import GoalIndicator, written
from trajects.traject.models import Traject

THEN = "{}{} in {} {}"
NOW = '<span aria-hidden="true">→</span><span class="ams-visually-hidden">en</span> <b>{}{} in {}</b>'
QUIET = '<span class="bb-2">{}</span>'


def then_now(unit: str, numbers: Sequence[tuple[Decimal, date]]) -> SafeString:
    """The first and the last number of an indicator, each with its month; `numbers` in the order of their days."""
    if not numbers:
        return format_html(QUIET, "Nog geen nulmeting.")
    unit = f" {unit}" if unit else ""
    (then, then_on), (now, now_on) = numbers[0], numbers[-1]
    after = format_html(NOW, written(now), unit, _month(now_on)) if numbers[1:] else format_html(QUIET, "(nulmeting)")
    return format_html(THEN, written(then), unit, _month(then_on), after)


def numbers_sent(user: User, traject: Traject) -> Callable[[], dict[int, list[tuple[str, SafeString]]]]:
    """The indicators that this person may see, by the key of their goal: each with how it was and is.

    One query, asked now and read by calling what this returns (`privacy.written.together`).
    """
    rows = _numbers.sent(user, traject=traject.pk)
    return lambda: _by_goal(rows())


def _by_goal(found_rows: Iterable[tuple[Any, ...]]) -> dict[int, list[tuple[str, SafeString]]]:
    found: dict[int, list[tuple[str, SafeString]]] = {}
    for (goal, _, name, unit), rows in groupby(found_rows, key=itemgetter(0, 1, 2, 3)):
        found.setdefault(goal, []).append((name, then_now(unit, [row[4:] for row in rows])))
    return found


@Question
def _numbers(user: User, traject: Given) -> "QuerySet[GoalIndicator, tuple[Any, ...]]":
    rows = access.visible(user, GoalIndicator.objects.filter(goal__traject=traject, measurements__isnull=False))
    ordered = rows.order_by("position", "pk", "measurements__date", "measurements__pk")
    return ordered.values_list("goal", "pk", "name", "unit", "measurements__value", "measurements__date")


@cache
def _month(day: date) -> str:
    return str(date_format(day, "F Y"))
