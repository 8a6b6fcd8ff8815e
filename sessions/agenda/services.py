"""Making an agenda together: filling, adding, changing, ordering, and taking away with a way back (S2)."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from buurtbalans import deleted
from buurtbalans.accounts.models import User
from buurtbalans.locking import update_if_unchanged
from privacy.retention.removing import remove
from sessions.agenda.models import ITEMS_MAX, AgendaFile, AgendaItem
from sessions.minutes.carrying import carry_into, reaches_others
from sessions.planning.models import Session
from sessions.planning.services import plan_session
from sessions.werkvormen.models import Werkvorm
from trajects.steps.models import Step
from trajects.traject.models import Traject

UNDO_TIME = timedelta(minutes=10)
TITLE_LENGTH, FORM_LENGTH, POINT_LENGTH = 200, 120, 500
POINT_MINUTES = 15


class AgendaFullError(Exception):
    """An agenda of two hundred items has no room for one more."""


class OrderChangedError(Exception):
    """Somebody else added, deleted or moved an item meanwhile."""


@transaction.atomic
def plan_with_example(traject: Traject, *, by: User, example: bool, **planned: Any) -> Session:
    """Plan a session (sessions.planning.services) and, when wanted, fill its agenda from the example at once.

    What earlier sessions left for the next one comes along (S7).
    """
    session = plan_session(traject, by=by, **planned)
    if example:
        fill_from_example(session, by=by)
    carry_into(session, by=by)
    return session


@transaction.atomic
def fill_from_example(session: Session, *, by: User) -> int:
    """Fill an empty agenda from the example of the steps it covers; returns how many items.

    A session of several steps gets each item once: one welcome, one break. An agenda that already has
    items stays as it is, so that a second click does no harm.
    """
    _lock(session)
    if session.items.filter(deleted_at=None).exists():
        return 0
    rows: dict[str, AgendaItem] = {}
    werkvormen = dict(Werkvorm.objects.values_list("name", "pk"))
    for step in session.steps.all():
        for example in step.example_agenda:
            item = _from_example(session, step, example, by)
            item.werkvorm_id = werkvormen.get(example.get("werkvorm", ""))
            rows.setdefault(item.title.casefold(), item)
    for position, item in enumerate(rows.values(), start=1):
        item.position = position
    AgendaItem.objects.bulk_create(rows.values())
    return len(rows)


@transaction.atomic
def add_item(session: Session, *, by: User, title: str, minutes: int, point: str = "") -> AgendaItem:
    """Put an item at the end. `point` is the discussion point of the step that it treats.

    Raises AgendaFullError.
    """
    _lock(session)
    last = session.items.aggregate(last=Max("position"))["last"] or 0
    if last >= ITEMS_MAX:
        raise AgendaFullError
    return AgendaItem.objects.create(
        session=session,
        position=last + 1,
        title=title,
        minutes=minutes,
        discussion_point=point,
        changed_by=by.name,
    )


def change_item(item: AgendaItem, *, by: User, seen_version: int, **changes: Any) -> bool:
    """Change an item; False, with nothing written, when somebody else changed it first."""
    return update_if_unchanged(item, seen_version, changed_by=by.name, changed_at=timezone.now(), **changes)


def attach(item: AgendaItem, file: "UploadedFile[Any]", *, by: User) -> AgendaFile:
    """Put a cleaned file with an item."""
    name = file.name or "bestand"
    return AgendaFile.objects.create(item=item, file=file, filename=name, size=file.size or 0, uploaded_by=by)


@transaction.atomic
def detach(stored: AgendaFile) -> None:
    """Take a file away for good, also from the disk."""
    deleted.remember([stored])
    remove([stored])


@transaction.atomic
def reorder(session: Session, *, seen: Sequence[int], wanted: Sequence[int]) -> None:
    """Put the items in the wanted order, given the order that its maker saw.

    Raises OrderChangedError when the agenda is no longer as it was seen, or when `wanted` is not exactly
    the same items in another order.
    """
    _lock(session)
    items = list(session.items.on_agenda())
    if [item.pk for item in items] != list(seen) or sorted(seen) != sorted(wanted):
        raise OrderChangedError
    by_key = {item.pk: item for item in items}
    _number(by_key[pk] for pk in wanted)


@transaction.atomic
def move(item: AgendaItem, places: int) -> int:
    """Move an item up (-1) or down (1); returns its new place, counted from 1. At the end it stays."""
    _lock(item.session)
    items = list(item.session.items.on_agenda())
    keys = [row.pk for row in items]
    if item.pk not in keys:
        raise OrderChangedError
    old = keys.index(item.pk)
    new = min(max(old + places, 0), len(items) - 1)
    items.insert(new, items.pop(old))
    _number(items)
    return new + 1


@transaction.atomic
def delete_item(item: AgendaItem) -> None:
    """Take an item off the agenda; for ten minutes it can be put back where it was."""
    _lock(item.session)
    AgendaItem.objects.filter(pk=item.pk, deleted_at=None).update(
        deleted_at=timezone.now(), deleted_from=F("position"), position=None
    )
    _number(item.session.items.on_agenda())


@transaction.atomic
def restore_item(item: AgendaItem) -> None:
    """Put a deleted item back where it was.

    Raises OrderChangedError after ten minutes, and when somebody was invited meanwhile who may not know of the
    session that it came from by itself (S7).
    """
    _lock(item.session)
    item.refresh_from_db()
    if item.deleted_at is None:
        return
    source = item.carried_from
    if item.deleted_at < timezone.now() - UNDO_TIME or (source and reaches_others(source, item.session)):
        raise OrderChangedError
    others = list(item.session.items.on_agenda())
    place = min((item.deleted_from or 1) - 1, len(others))
    item.deleted_at, item.deleted_from, item.position = None, None, len(others) + 1
    item.save(update_fields=["deleted_at", "deleted_from", "position"])
    others.insert(place, item)
    _number(others)


def _lock(session: Session) -> None:
    """One at a time for everything that touches the order of one agenda."""
    Session.objects.select_for_update().only("pk").get(pk=session.pk)


def _number(items: Iterable[AgendaItem]) -> None:
    """Give the items the positions 1, 2, 3 in one statement."""
    moved = []
    for position, item in enumerate(items, start=1):
        if item.position != position:
            item.position = position
            moved.append(item)
    AgendaItem.objects.bulk_update(moved, ["position"])


def _from_example(session: Session, step: Step, example: dict[str, Any], by: User) -> AgendaItem:
    number = example.get("discussion_point")
    points = step.discussion_points
    return AgendaItem(
        session=session,
        title=example["title"][:TITLE_LENGTH],
        minutes=example["minutes"],
        working_form=example.get("form", "")[:FORM_LENGTH],
        purpose=example.get("purpose", ""),
        is_break=example.get("break", False),
        discussion_point=points[number - 1][:POINT_LENGTH] if number and number <= len(points) else "",
        changed_by=by.name,
    )
