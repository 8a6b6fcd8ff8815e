"""The actions as rows on the screen: everything that a row shows, worked out before the template.

A list is the dearest thing on a page. So its rows are read as plain values, and what stands in it more than
once, as a date or a name, is written out and escaped once.
"""

from collections.abc import Callable, Container, Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any, TypedDict

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape

from buurtbalans.addresses import numbered
from privacy import access
from sessions.actions.models import ActionKind, ActionStatus

STATUSES = {
    ActionStatus.OPEN.value: (ActionStatus.OPEN.label, "bb-status--busy"),
    ActionStatus.DONE.value: (ActionStatus.DONE.label, "bb-status--ok"),
    ActionStatus.FAILED.value: (ActionStatus.FAILED.label, "bb-status--off"),
}
FIELDS = (
    "pk", "title", "kind", "status", "due", "partner_id", "partner__organisation__name", "assignee__user__name",
    "session_id", "session__title", "session__date", "version",
)  # fmt: skip


class Row(TypedDict):
    """One action as the list shows it; `tick_url` and `take_url` are empty where this reader may not do that."""

    key: str
    url: str
    title: str
    is_homework: bool
    who: str
    organisation: str
    due: str
    due_class: str
    session: str
    session_url: str
    session_day: str
    status: str
    status_class: str
    is_open: bool
    tick_url: str
    take_url: str
    pick: str
    is_picked: bool


def rows(
    traject_id: int, actions: Iterable[Sequence[Any]], seat: access.Seat | None, *, ticked: Container[int] = ()
) -> list[Row]:
    """The rows of actions that the gate has let through, as values of FIELDS, for the reader with this seat.

    `ticked` holds the keys of those that stand ticked to be changed together.
    """
    row = _writer(traject_id, seat, ticked)
    return [row(*values) for values in actions]


def _writer(traject_id: int, seat: access.Seat | None, ticked: Container[int]) -> Callable[..., Row]:
    """What makes a row of the values of FIELDS; what rows have in common is worked out once."""
    url, tick_url = numbered("sessions:action", traject_id), numbered("sessions:action-tick", traject_id)
    session_url = numbered("sessions:agenda", traject_id)
    taken_at = reverse("sessions:plan-take", args=[traject_id, "actie", 0]).removesuffix("0/")
    takes = seat is not None and "edit_plan" in seat.actions
    ticks_all = seat is not None and "edit_action" in seat.actions
    own_partner_id = seat.partner_id if seat else None
    statuses = {status: (escape(label), escape(css)) for status, (label, css) in STATUSES.items()}
    due_of, written, escaped = _due_writer(timezone.localdate()), cache(date_format), cache(escape)

    def row(
        pk: int, title: str, kind: str, status: str, due: date | None, partner_id: int, organisation: str,
        who: str | None, session_id: int | None, session: str | None, day: date | None,
        version: int,
    ) -> Row:  # fmt: skip
        due_text, due_class = due_of(due, status == ActionStatus.OPEN)
        status_text, status_class = statuses[status]
        return {
            "key": str(pk),
            "url": url(pk),
            "title": escape(title),
            "is_homework": kind == ActionKind.HOMEWORK,
            "who": escaped(who or "Nog niemand"),
            "organisation": escaped(organisation),
            "due": due_text,
            "due_class": due_class,
            "session": escaped(session or ""),
            "session_url": session_url(session_id) if session_id else "",
            "session_day": written(day, "j F") if day else "",
            "status": status_text,
            "status_class": status_class,
            "is_open": status == ActionStatus.OPEN,
            "tick_url": escape(tick_url(pk)) if ticks_all or partner_id == own_partner_id else "",
            "take_url": f"{taken_at}{pk}/" if takes and kind == ActionKind.ACTION else "",
            "pick": f"{pk}-{version}",
            "is_picked": pk in ticked,
        }

    return row


def _due_writer(today: date) -> Callable[[date | None, bool], tuple[str, str]]:
    """What writes out a due date, with its class."""

    @cache
    def write(due: date | None, is_open: bool) -> tuple[str, str]:
        if due is None:
            return escape("Geen datum"), escape("")
        if is_open and due < today:
            return escape(f"{date_format(due, 'D j F Y')}, te laat"), escape("bb-status bb-status--late")
        return escape(date_format(due, "D j F Y")), escape("bb-nowrap")

    return write
