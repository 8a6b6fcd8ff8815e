"""After a backup was put back: delete again what was deleted since it was made (V6, privacy.md road 53)."""

from django.apps import apps
from django.db import models, transaction

from buurtbalans import deleted
from buurtbalans.accounts.models import User
from privacy.retention.erasing import empty
from privacy.retention.models import Rule
from privacy.retention.removing import purge, remove, report
from trajects.traject.models import Traject


def replay() -> int:
    """Delete again everything in the list of deletions that is there; returns how many rows.

    To be done before anybody works in what was put back: until then no new row can have an old number.
    """
    return sum(_again(line) for line in list(deleted.lines()))


@transaction.atomic
def _again(line: deleted.Deleted) -> int:
    model: type[models.Model] = apps.get_model(line.model)
    rows = list(model._base_manager.filter(**{f"{line.by}__in": line.keys}))
    if model is User:
        rows = [row for row in rows if row.erased_at is None]  # type: ignore[attr-defined]  # these are users
    for row in rows:
        if isinstance(row, User):
            # Seats that came back with the backup open nothing for an account that is closed.
            empty(row)
        elif isinstance(row, Traject):
            report(Rule.REPLAYED, purge(row), row.pk)
    if model not in (User, Traject):
        report(Rule.REPLAYED, remove(rows))
    return len(rows)
