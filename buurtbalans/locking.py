"""Two people at once: a change counts only against the version its author has seen (ui.md section 6)."""

from typing import Any

from django.db import models
from django.db.models import F


def update_if_unchanged(row: models.Model, seen_version: int, **changes: Any) -> bool:
    """Write `changes` and count the version up, in one statement.

    Returns False, with nothing written, when somebody else was first.
    """
    rows = type(row)._default_manager.filter(pk=row.pk, version=seen_version)
    written = rows.update(version=F("version") + 1, **changes) == 1
    if written:
        row.refresh_from_db()
    return written
