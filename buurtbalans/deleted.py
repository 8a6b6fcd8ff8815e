"""What was deleted for good, kept outside the database: a backup that is put back deletes it again (V6).

One line of JSON for each deletion in the file of the setting DELETIONS_FILE: the moment, the model and the
numbers of its rows. Nothing of what those rows said.
"""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone


@dataclass(frozen=True)
class Deleted:
    """Rows of one model, by their random number where they have one, else by their number."""

    at: str
    model: str
    by: str
    keys: list[str]

    @property
    def moment(self) -> datetime:
        """When it was deleted."""
        return datetime.fromisoformat(self.at)


def remember(rows: Iterable[models.Model]) -> None:
    """Write down that these rows, of one model, are gone as soon as this transaction is certain of it."""
    found = list(rows)
    if not found:
        return
    by = "uuid" if any(field.name == "uuid" for field in found[0]._meta.fields) else "pk"
    line = Deleted(timezone.now().isoformat(), found[0]._meta.label, by, [str(getattr(row, by)) for row in found])
    transaction.on_commit(lambda: _append(line))


def lines() -> Iterator[Deleted]:
    """Everything that was written down, the oldest first."""
    if settings.DELETIONS_FILE.exists():
        with settings.DELETIONS_FILE.open(encoding="utf-8") as file:
            for line in file:
                yield Deleted(**json.loads(line))


def _append(line: Deleted) -> None:
    content: dict[str, Any] = asdict(line)
    settings.DELETIONS_FILE.parent.mkdir(parents=True, exist_ok=True)
    with settings.DELETIONS_FILE.open("a", encoding="utf-8") as file:
        file.write(json.dumps(content) + "\n")
        file.flush()
        os.fsync(file.fileno())
