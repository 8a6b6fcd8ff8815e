"""The agenda as it stands on the page: items with their times, the sum, the bar and what to talk about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from django.utils import timezone
from django.utils.html import escape

from buurtbalans.addresses import numbered
from sessions.agenda.clock import BarPart, Mark, Timetable, bar, scale, timetable
from sessions.agenda.models import AgendaItem, items_of, steps_of
from sessions.agenda.services import UNDO_TIME
from sessions.planning.models import Session
from trajects.steps.models import Step

CARRIED = "Doorgeschoven"


@dataclass(frozen=True)
class Row:
    """An item with the moment it begins, its place, and in words and addresses what its row shows.

    What a row shows more than once is escaped here, once.
    """

    item: AgendaItem
    begins_at: time
    place: int
    is_first: bool
    is_last: bool
    key: str
    title: str
    clock: str
    lead: str
    edit_url: str
    minutes_url: str
    move_url: str
    delete_url: str


@dataclass(frozen=True)
class Point:
    """A discussion point of a step, `key` as the form sends it, and whether an item treats it."""

    key: str
    text: str
    on_agenda: bool


@dataclass(frozen=True)
class Board:
    """Everything about one agenda that a page or a paper shows."""

    session: Session
    steps: list[Step]
    rows: list[Row]
    deleted: list[AgendaItem]
    times: Timetable
    bar: list[BarPart]
    scale: list[Mark]
    points: list[Point]

    @property
    def order(self) -> str:
        """The items as the order form sends them."""
        return ",".join(str(row.item.pk) for row in self.rows)

    @property
    def points_treated(self) -> int:
        """How many discussion points are on the agenda."""
        return sum(point.on_agenda for point in self.points)

    def row(self, item_pk: int) -> Row:
        """The row of one item; KeyError when it is not on the agenda."""
        for row in self.rows:
            if row.item.pk == item_pk:
                return row
        raise KeyError(item_pk)


def board(session: Session) -> Board:
    """Read the agenda of a session that the gate has let through: two queries, whatever its length."""
    steps = steps_of(session=session.pk)
    shown = items_of(session=session.pk, since=timezone.now() - UNDO_TIME)
    items = [item for item in shown if item.deleted_at is None]
    deleted = [item for item in shown if item.deleted_at is not None]
    times = timetable(session.starts_at, session.minutes, [item.minutes for item in items])
    return Board(
        session=session,
        steps=steps,
        rows=_rows(session, items, times),
        deleted=deleted,
        times=times,
        bar=bar(session.minutes, [(item.minutes, item.is_break) for item in items]),
        scale=scale(session.starts_at, session.minutes, times.planned),
        points=_points(steps, items),
    )


def _rows(session: Session, items: Sequence[AgendaItem], times: Timetable) -> list[Row]:
    edit, minutes, move, delete = (
        numbered(f"sessions:agenda-item-{verb}", session.traject_id, session.pk)
        for verb in ("edit", "minutes", "move", "delete")
    )
    return [
        Row(
            item=item,
            begins_at=begins,
            place=place,
            is_first=place == 1,
            is_last=place == len(items),
            key=escape(item.pk),
            title=escape(item.title),
            clock=escape(f"{begins:%H.%M}"),
            lead=escape(
                " · ".join(filter(None, [CARRIED if item.carried_from_id else "", item.lead, item.working_form]))
            ),
            edit_url=edit(item.pk),
            minutes_url=escape(minutes(item.pk)),
            move_url=escape(move(item.pk)),
            delete_url=escape(delete(item.pk)),
        )
        for place, (item, begins) in enumerate(zip(items, times.begins_at, strict=True), start=1)
    ]


def _points(steps: Sequence[Step], items: Sequence[AgendaItem]) -> list[Point]:
    treated = {item.discussion_point for item in items}
    return [
        Point(f"{step.number}-{number}", text, text in treated)
        for step in steps
        for number, text in enumerate(step.discussion_points, start=1)
    ]
