"""Recording, sharing and withdrawing registrations (D2, V3).

Never an entry in the logbook: that one exists is confidential too.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.utils import timezone

from buurtbalans import locking
from buurtbalans.accounts.models import User
from privacy import access
from privacy.access_events import recording
from privacy.access_events.models import AccessAction
from privacy.registrations.models import Registration
from trajects.partners.models import Partner


@transaction.atomic
def add(partner: Partner, *, by: User, once: UUID | None, shared_with: Iterable[int], **content: Any) -> Registration:
    """Record a registration of this partner and share it.

    `once` comes from the form: the same form sent twice gives the same registration. The key is made of
    `once`, its sender and the partner, so that nobody can learn whether somebody else's key exists.
    """
    key = uuid5(once, f"{by.pk} {partner.pk}") if once else uuid4()
    row, made = partner.registrations.get_or_create(
        uuid=key, defaults={"traject_id": partner.traject_id, "created_by": by, **content}
    )
    if made:
        share(row, list(shared_with), by=by)
    elif any(getattr(row, name) != value for name, value in content.items()):
        # The form was filled in anew after going back in the browser: that is another registration.
        return add(partner, by=by, once=None, shared_with=shared_with, **content)
    return row


@transaction.atomic
def change(registration: Registration, seen_version: int, **content: Any) -> bool:
    """Change what it says. False, with nothing written, when a colleague was first."""
    return locking.update_if_unchanged(registration, seen_version, **content, changed_at=timezone.now())


@transaction.atomic
def share(registration: Registration, partner_ids: Iterable[int], *, by: User) -> None:
    """Let exactly these partners see it beside its own; for the others it is gone at once."""
    wanted, before = set(partner_ids), set(access.audience(registration))
    access.share(registration, wanted, by=by)
    for action, differs in ((AccessAction.GRANT, wanted - before), (AccessAction.WITHDRAW, before - wanted)):
        if differs:
            recording.record(by, action, [registration], traject_id=registration.traject_id)


@transaction.atomic
def withdraw(registration: Registration, *, by: User) -> None:
    """Back to its own organisation only, effective with the next request of anybody."""
    share(registration, [], by=by)


@transaction.atomic
def delete(registration: Registration) -> None:
    """Gone, with every grant."""
    registration.delete()
