"""The history of an action: who changed what, when (A1)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format

from buurtbalans.accounts.models import User
from privacy import access
from sessions.actions.models import Action, ActionChange, ActionStatus, ChangeKind, owner_in_words

NO_DATE, NO_STEP = "geen datum", "geen stap"
SENTENCES = {
    ChangeKind.DUE: "Datum: van {before} naar {after}",
    ChangeKind.OWNER: "Wie het doet: van {before} naar {after}",
    ChangeKind.STATUS: "Stand: van {before} naar {after}",
    ChangeKind.STEP: "Stap: van {before} naar {after}",
    ChangeKind.SESSION: "Aan een andere bijeenkomst verbonden",
    ChangeKind.WORDS: "Tekst gewijzigd",
}


@dataclass(frozen=True)
class Line:
    """One line of the history, the last change first."""

    at: datetime
    who: str
    text: str


def record_changes(was: Action, now: Action, *, by: User) -> None:
    """Write down what differs between an action as it was and as it is now; nothing when nothing does."""
    ActionChange.objects.bulk_create(
        ActionChange(action=now, by=by, kind=kind, before=before, after=after)
        for kind, before, after in _differences(was, now)
    )


def lines_of(action: Action, reader: User) -> list[Line]:
    """The history as this reader may see it, ending with when it was agreed."""
    changes = access.visible(reader, ActionChange.objects.filter(action=action)).select_related("by")
    lines = [Line(change.at, _name(change.by), _sentence(change)) for change in changes]
    return [*lines, Line(action.created_at, _name(action.created_by), "Afgesproken")]


def _differences(was: Action, now: Action) -> Iterator[tuple[ChangeKind, str, str]]:
    if was.due != now.due:
        yield ChangeKind.DUE, _day(was.due), _day(now.due)
    if (was.partner_id, was.assignee_id) != (now.partner_id, now.assignee_id):
        yield ChangeKind.OWNER, owner_in_words(was.partner, was.assignee), owner_in_words(now.partner, now.assignee)
    if was.status != now.status:
        yield ChangeKind.STATUS, ActionStatus(was.status).label, ActionStatus(now.status).label
    if was.step_id != now.step_id:
        yield ChangeKind.STEP, _step(was), _step(now)
    if was.session_id != now.session_id:
        yield ChangeKind.SESSION, "", ""
    # A note that comes with a report is part of that report.
    if was.status == now.status and (was.title, was.why, was.note) != (now.title, now.why, now.note):
        yield ChangeKind.WORDS, "", ""


def _sentence(change: ActionChange) -> str:
    return SENTENCES[ChangeKind(change.kind)].format(before=change.before, after=change.after)


def _name(person: User | None) -> str:
    return person.name if person is not None else "iemand die er niet meer is"


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else NO_DATE


def _step(action: Action) -> str:
    return f"stap {action.step.number}" if action.step else NO_STEP
