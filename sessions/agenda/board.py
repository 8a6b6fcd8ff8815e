"""The agenda as it stands on the page: items with their times, the sum, the bar and what to talk about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from buurtbalans.addresses import numbered
from sessions.agenda.clock import BarPart, Mark, Timetable, bar, scale, timetable
from sessions.agenda.models import AgendaItem, Treatment, items_of, steps_of
from sessions.agenda.services import UNDO_TIME
from sessions.planning.models import Session
from trajects.steps.models import Step

CARRIED = "Doorgeschoven"
TAKEN_OFF = (Treatment.PARKED, Treatment.CLOSED)


@dataclass(frozen=True)
class Row:
    """An item with the moment it begins, its place, and in words and addresses what its row shows.

    What a row shows more than once is escaped here, once. `form` is its working form in words, `files` are its
    files as address and name.
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
    form: str
    werkvorm_url: str
    preparer: str
    files: list[tuple[str, str]]
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
    # Any, for what items_of adds to an item is not in its class.
    shown: list[Any] = items_of(session=session.pk, since=timezone.now() - UNDO_TIME)
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


def _rows(session: Session, items: Sequence[Any], times: Timetable) -> list[Row]:
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
            lead=escape(" · ".join(filter(None, [_mark(item), item.lead, _own_words(item)]))),
            form=item.working_form or item.werkvorm_name or "",
            werkvorm_url=numbered("sessions:werkvorm")(item.werkvorm_id) if item.werkvorm_id else "",
            preparer=item.preparer_name or "",
            files=[(file_url(session, found["uuid"]), found["filename"]) for found in item.attached],
            edit_url=edit(item.pk),
            minutes_url=escape(minutes(item.pk)),
            move_url=escape(move(item.pk)),
            delete_url=escape(delete(item.pk)),
        )
        for place, (item, begins) in enumerate(zip(items, times.begins_at, strict=True), start=1)
    ]


def _mark(item: AgendaItem) -> str:
    """Where an item comes from, or that it is not discussed here after all."""
    if item.treatment in TAKEN_OFF:
        return str(Treatment(item.treatment).label)
    return CARRIED if item.carried_from_id else ""


def _own_words(item: Any) -> str:
    """What was said of the way of working, when the name of its working form does not say the same."""
    same = item.working_form.casefold() == (item.werkvorm_name or "").casefold()
    return "" if same else str(item.working_form)


def file_url(session: Session, uuid: object) -> str:
    """Where a file of an item is."""
    return reverse("sessions:agenda-file", args=[session.traject_id, uuid])


def _points(steps: Sequence[Step], items: Sequence[AgendaItem]) -> list[Point]:
    """The points of all steps in order; what two steps both ask stands there once."""
    treated = {item.discussion_point.casefold() for item in items}
    points: dict[str, Point] = {}
    for step in steps:
        for number, text in enumerate(step.discussion_points, start=1):
            points.setdefault(text.casefold(), Point(f"{step.number}-{number}", text, text.casefold() in treated))
    return list(points.values())
