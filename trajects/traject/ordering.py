"""Rows in an order that people choose: up, down, and a place for the next one."""

from typing import Any, TypeVar

from django.db import models, transaction

R = TypeVar("R", bound=models.Model)


@transaction.atomic
def move(row: R, rows: "models.QuerySet[R]", *, up: bool) -> None:
    """Move a row one place among `rows` and number them all anew; at either end it stays where it is."""
    order = list(rows.select_for_update())
    place = order.index(row)
    target = place - 1 if up else place + 1
    if 0 <= target < len(order):
        order.insert(target, order.pop(place))
    for position, one in enumerate(order, start=1):
        setattr(one, "position", position)  # noqa: B010  the type of a row in general has no position
    rows.model._default_manager.bulk_update(order, ["position"])


def next_position(rows: "models.QuerySet[Any]") -> int:
    """The place below all others."""
    highest: int | None = rows.aggregate(highest=models.Max("position"))["highest"]
    return (highest or 0) + 1
