"""Registrations as evidence (D6): bringing them, and reading them as one may read the registration."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from buurtbalans.accounts.models import User
from buurtbalans.locking import update_if_unchanged
from privacy import access
from privacy.access_events.models import AccessAction
from privacy.registrations.models import Registration, RegistrationEvidence
from privacy.registrations.reading import Reading, read
from trajects.analysis.models import Assumption

ALONG = ("assumption", "registration__traject", "registration__partner__organisation", "registration__area")


@dataclass(frozen=True)
class EvidenceReading:
    """A piece of evidence with the registration it comes from, both as one person may read them."""

    row: RegistrationEvidence
    registration: Reading
    may_edit: bool


@transaction.atomic
def bring(
    assumption: Assumption, *, by: User, registration: Registration, stance: str, text: str = ""
) -> RegistrationEvidence:
    """Say what a registration says of an assumption; the one that is there already when it was said before.

    Nothing of it stands in the logbook: that a registration exists is confidential.
    """
    row, _ = RegistrationEvidence.objects.get_or_create(
        assumption=assumption,
        registration=registration,
        defaults={"stance": stance, "text": text, "created_by": by},
    )
    return row


def change(row: RegistrationEvidence, seen_version: int, *, stance: str, text: str) -> bool:
    """Write it in other words; False when a colleague was first."""
    return update_if_unchanged(row, seen_version, stance=stance, text=text)


def remove(row: RegistrationEvidence) -> None:
    """Take it away; the registration stays."""
    row.delete()


def evidence_for(
    reader: User, assumptions: Iterable[Assumption], *, traject_id: int, channel: str = "page"
) -> list[EvidenceReading]:
    """What registrations that this person may see say of these assumptions, the oldest first, which is written down."""
    rows = RegistrationEvidence.objects.filter(assumption__in=list(assumptions), assumption__traject=traject_id)
    seen = list(
        access.visible(reader, rows).select_related(*ALONG, "registration__theme", "registration__second_reading")
    )
    given = [row.registration for row in seen]
    readings = read(given, reader, traject_id=traject_id, action=AccessAction.PART, channel=channel)
    return [
        EvidenceReading(row, reading, reading.is_own and access.may(reader, "manage_registration", row))
        for row, reading in zip(seen, readings, strict=True)
    ]
