"""Who of the members accepted the newest agreement, for the kernteam (V1)."""

from dataclasses import dataclass
from datetime import datetime

from buurtbalans.accounts.models import User
from privacy import access
from privacy.agreements.models import AgreementAcceptance, PrivacyAgreement
from trajects.partners.models import Membership, Role


@dataclass(frozen=True)
class Member:
    """One member, and when that person accepted; None as long as not."""

    name: str
    organisation: str
    accepted_at: datetime | None


def members(reader: User, newest: PrivacyAgreement) -> list[Member]:
    """The members who are asked, who did not answer first. Readers from the back office see nothing shared."""
    accepted = dict(
        access.visible(reader, AgreementAcceptance.objects.filter(agreement=newest)).values_list(
            "user_id", "accepted_at"
        )
    )
    seats = access.visible(reader, Membership.objects.active().filter(traject=newest.traject_id))
    rows = [
        Member(seat.user.name, seat.partner.organisation.name if seat.partner else "", accepted.get(seat.user_id))
        for seat in seats.exclude(role=Role.READER).select_related("user", "partner__organisation")
    ]
    return sorted(rows, key=lambda member: (member.accepted_at is not None, member.organisation, member.name))
