"""What may be said against it, and what partners then answer (T9)."""

from typing import Any

from django.db import transaction

from buurtbalans.accounts.models import User
from buurtbalans.locking import update_if_unchanged
from trajects.follow_up.steering_models import Objection
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import record
from trajects.traject.models import Traject
from trajects.traject.ordering import next_position


@transaction.atomic
def add_objection(traject: Traject, *, by: User, text: str, answer: str = "") -> Objection:
    """Write down an objection, below the others, with or without an answer."""
    row = traject.objections.create(text=text, answer=answer, position=next_position(traject.objections.all()))
    record(traject, by, LogKind.TRAJECT_CHANGED, "bezwaar toegevoegd")
    return row


@transaction.atomic
def change_objection(row: Objection, seen_version: int, *, by: User, **changes: Any) -> bool:
    """Write an objection or its answer anew; False when somebody else was first."""
    written = update_if_unchanged(row, seen_version, **changes)
    if written:
        record(row.traject, by, LogKind.TRAJECT_CHANGED, "bezwaar gewijzigd")
    return written
