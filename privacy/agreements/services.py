"""Accepting the privacy agreement, writing a next version and publishing it (V1)."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from buurtbalans import locking
from buurtbalans.accounts.models import User
from privacy.agreements import publishing
from privacy.agreements.models import AgreementAcceptance, AgreementDraft, PrivacyAgreement
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import record


@transaction.atomic
def accept(agreement: PrivacyAgreement, *, by: User) -> AgreementAcceptance:
    """This person accepts this version; the same person twice is once.

    Nothing is locked: when a newer version comes at the same moment, this stays the acceptance of the older one,
    and the gate asks for the newer.
    """
    acceptance, _ = AgreementAcceptance.objects.get_or_create(
        agreement=agreement, user=by, defaults={"accepted_at": timezone.now()}
    )
    return acceptance


def acceptance_of(agreement: PrivacyAgreement, user: User) -> AgreementAcceptance | None:
    """This person's own acceptance of this version, None without."""
    return AgreementAcceptance.objects.filter(agreement=agreement, user=user).first()


@transaction.atomic
def write_draft(draft: AgreementDraft, seen_version: int, *, by: User, **changes: Any) -> bool:
    """Change the draft, which nobody is asked about yet. False, with nothing written, when somebody was first."""
    return locking.update_if_unchanged(draft, seen_version, **changes, changed_by=by, changed_at=timezone.now())


@transaction.atomic
def publish(draft: AgreementDraft, seen_version: int, *, by: User) -> PrivacyAgreement | None:
    """Make the draft the newest version: everybody is asked again, and the logbook says so.

    None, with nothing published, when somebody changed the draft since or there is nothing new in it.
    """
    published = publishing.publish(draft.traject_id, seen_version, by=by)
    if published:
        record(draft.traject, by, LogKind.AGREEMENT_PUBLISHED, f"versie {published.version}")
    return published
