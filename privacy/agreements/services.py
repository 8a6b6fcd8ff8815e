"""Accepting the privacy agreement, writing a next version and publishing it (V1)."""

from django.db import transaction

from buurtbalans.accounts.models import User
from privacy.agreements.models import AgreementAcceptance, PrivacyAgreement


@transaction.atomic
def accept(agreement: PrivacyAgreement, *, by: User) -> AgreementAcceptance:
    """This person accepts this version; the same person twice is once.

    Nothing is locked: when a newer version comes at the same moment, this stays the acceptance of the older one,
    and the gate asks for the newer.
    """
    acceptance, _ = AgreementAcceptance.objects.get_or_create(agreement=agreement, user=by)
    return acceptance


def acceptance_of(agreement: PrivacyAgreement, user: User) -> AgreementAcceptance | None:
    """This person's own acceptance of this version, None without."""
    return AgreementAcceptance.objects.filter(agreement=agreement, user=user).first()
