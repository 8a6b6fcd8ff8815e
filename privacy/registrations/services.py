"""Recording, changing, sharing and withdrawing registrations (D2, V3).

Never an entry in the logbook: that one exists is confidential too. Every change holds the registration's row,
so that of two colleagues at once one is first, and what is withdrawn stays withdrawn.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from buurtbalans import deleted, locking
from buurtbalans.accounts.models import User
from privacy.registrations import second_reading, small_counts, versions
from privacy.registrations.granting import give
from privacy.registrations.levels import lower_to_rounded
from privacy.registrations.models import Registration, RegistrationFile, RegistrationKind
from privacy.tables import Level
from trajects.partners.models import Partner

WORDS = ("title", "text", "source")


@dataclass(frozen=True)
class Sharing:
    """The answer to who may see a registration: these partners, at this level, until this day."""

    partner_ids: tuple[int, ...] = ()
    level: str = Level.ROUNDED
    expires_on: date | None = None


@transaction.atomic
def add(
    partner: Partner,
    *,
    by: User,
    once: UUID | None,
    shared_with: Iterable[int],
    level: str = Level.ROUNDED,
    site: str = "",
    **content: Any,
) -> Registration:
    """Record a registration of this partner and share it; a signal in words waits for its second reader.

    `once` comes from the form: the same form sent twice gives the same registration. The key is made of
    `once`, its sender and the partner, so that nobody can learn whether somebody else's key exists. `site` is
    the address that links in mails start with.
    """
    key = uuid5(once, f"{by.pk} {partner.pk}") if once else uuid4()
    defaults = {"traject_id": partner.traject_id, "created_by": by, "written_by": by, **content}
    row, made = partner.registrations.get_or_create(uuid=key, defaults=defaults)
    if made:
        _give(row, tuple(shared_with), level, by, site)
    elif any(getattr(row, name) != value for name, value in content.items()):
        # The form was filled in anew after going back in the browser: that is another registration.
        return add(partner, by=by, once=None, shared_with=shared_with, level=level, site=site, **content)
    return row


@transaction.atomic
def change(registration: Registration, seen_version: int, *, by: User, site: str = "", **content: Any) -> bool:
    """Change what it says and keep what it said for its own organisation. False when a colleague was first.

    New words of a shared signal are seen by nobody else until they are read again.
    """
    row = Registration.objects.locked(registration.pk)
    if row.version != seen_version:
        return False
    changed = [name for name, value in content.items() if getattr(row, name) != value]
    words = set(WORDS) & set(changed)
    if not small_counts.is_exact(content.get("about", row.about), Level.EXACT):
        lower_to_rounded(row)
    if changed:
        versions.keep(row)
    if words:
        content["written_by"] = by
    locking.update_if_unchanged(registration, seen_version, **content, changed_at=timezone.now())
    if registration.kind != RegistrationKind.SIGNAL:
        second_reading.cancel(registration)
    elif words or "kind" in changed:
        second_reading.start_over(registration, by=by, site=site)
    return True


@transaction.atomic
def share(registration: Registration, seen_version: int, sharing: Sharing, *, by: User, site: str = "") -> bool:
    """Let exactly these partners see it beside its own; for the others it is gone at once.

    False, with nothing changed, when a colleague was first: what one shares is what one has seen.
    """
    Registration.objects.locked(registration.pk)
    if not locking.update_if_unchanged(registration, seen_version, expires_on=sharing.expires_on):
        return False
    _give(registration, sharing.partner_ids, sharing.level, by, site)
    return True


@transaction.atomic
def withdraw(registration: Registration, *, by: User) -> None:
    """Back to its own organisation only, effective with the next request of anybody.

    Always wins: who was about to share it wider has to look again.
    """
    row = Registration.objects.locked(registration.pk)
    give(row, [], by=by)
    second_reading.cancel(row)
    locking.update_if_unchanged(row, row.version)


@transaction.atomic
def delete(registration: Registration) -> None:
    """Gone, with every grant, earlier version and file."""
    for stored in registration.files.all():
        _forget(stored)
    deleted.remember([registration])
    registration.delete()


@transaction.atomic
def attach(registration: Registration, file: File[bytes], *, by: User, site: str = "") -> RegistrationFile:
    """Put a file with it. With a shared signal it is new words: others see the signal again after a reading."""
    row = Registration.objects.locked(registration.pk)
    stored = RegistrationFile.objects.create(
        registration=row, file=file, filename=(file.name or "bestand")[:200], size=file.size or 0, uploaded_by=by
    )
    locking.update_if_unchanged(row, row.version, written_by=by)
    if row.kind == RegistrationKind.SIGNAL:
        second_reading.start_over(row, by=by, site=site)
    return stored


@transaction.atomic
def detach(stored: RegistrationFile) -> None:
    """Take a file away, from the disk too."""
    _forget(stored)
    stored.delete()


def _give(row: Registration, partner_ids: tuple[int, ...], level: str, by: User, site: str) -> None:
    if row.kind == RegistrationKind.SIGNAL and partner_ids and not second_reading.is_done(row):
        second_reading.ask(row, partner_ids, by=by, site=site)
        return
    if not partner_ids:
        second_reading.cancel(row)
    may_be_exact = row.kind == RegistrationKind.COUNT and small_counts.is_exact(row.about, Level.EXACT)
    give(row, partner_ids, by=by, level=level if may_be_exact else Level.ROUNDED)


def _forget(stored: RegistrationFile) -> None:
    storage, name = stored.file.storage, str(stored.file.name)
    transaction.on_commit(lambda: storage.delete(name))
