"""Rows in an order that people choose: up, down, and a place for the next one."""

from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models, transaction
from django.http import HttpRequest

R = TypeVar("R", bound=models.Model)


@dataclass(frozen=True)
class Moved:
    """Where a row stands after a move."""

    place: int
    count: int
    button_id: str
    """The id of the button that was pressed: it keeps the focus."""

    @property
    def message(self) -> str:
        """What is told to who moved it."""
        return f"Staat nu op plaats {self.place} van {self.count}."


def move_by(request: HttpRequest, row: R, rows: "models.QuerySet[R]", kind: str) -> Moved:
    """Move a row as the buttons of trajects/analysis/_row_actions.html ask; `kind` is the name in their ids."""
    up = request.POST.get("direction") == "up"
    place, count = move(row, rows, up=up)
    return Moved(place, count, f"{kind}-{row.pk}-{'omhoog' if up else 'omlaag'}")


@transaction.atomic
def move(row: R, rows: "models.QuerySet[R]", *, up: bool) -> tuple[int, int]:
    """Move a row one place among `rows` and number them all anew; at either end it stays where it is.

    Returns its place, counted from 1, and how many rows there are.
    """
    order = list(rows.select_for_update())
    place = order.index(row)
    target = place - 1 if up else place + 1
    if 0 <= target < len(order):
        order.insert(target, order.pop(place))
    for position, one in enumerate(order, start=1):
        setattr(one, "position", position)  # noqa: B010  the type of a row in general has no position
    rows.model._default_manager.bulk_update(order, ["position"])
    return order.index(row) + 1, len(order)


def next_position(rows: "models.QuerySet[Any]") -> int:
    """The place below all others."""
    highest: int | None = rows.aggregate(highest=models.Max("position"))["highest"]
    return (highest or 0) + 1
