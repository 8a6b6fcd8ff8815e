"""Noting who is missing at the table, and following it up (P4)."""

from typing import Any

from django.utils import timezone

from buurtbalans.accounts.models import User
from buurtbalans.locking import update_if_unchanged
from sessions.inviting.models import MissingParty
from sessions.planning.models import Session


def note_missing(session: Session, *, by: User, **known: Any) -> MissingParty:
    """Write down a party that is missing; the same kind without a name is written down once."""
    if not known.get("name"):
        same = {"category": known.get("category", ""), "name": ""}
        before = MissingParty.objects.unsettled().filter(session__traject=session.traject_id, **same).first()
        if before is not None:
            return before
    return MissingParty.objects.create(session=session, changed_by=by.name, **known)


def change_missing(party: MissingParty, seen_version: int, *, by: User, **changes: Any) -> bool:
    """Change what is known of it, or how far it is; False, with nothing written, when somebody was first."""
    return update_if_unchanged(party, seen_version, changed_by=by.name, changed_at=timezone.now(), **changes)
