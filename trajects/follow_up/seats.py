"""Who can be chosen to lead a line or to sit in a working group: people of the organisations that take part."""

from collections.abc import Iterable

from buurtbalans.accounts.models import User
from privacy import access
from trajects.partners.models import Membership, Partner, PartnerStatus, Role
from trajects.traject.models import Traject


def organisations(user: User, traject: Traject) -> list[Partner]:
    """The organisations that take part, by name."""
    joined = Partner.objects.filter(traject=traject, status=PartnerStatus.JOINED, organisation__is_active=True)
    return list(access.visible(user, joined).select_related("organisation"))


def people(user: User, partners: Iterable[Partner]) -> dict[int, list[Membership]]:
    """Per organisation who surely sits for it now; who only reads along sees nothing of what is carried out."""
    sure = Membership.objects.active().filter(
        partner__in=list(partners), confirmed_at__isnull=False, user__is_active=True
    )
    found: dict[int, list[Membership]] = {}
    for seat in access.visible(user, sure.exclude(role=Role.READER)).select_related("user"):
        found.setdefault(seat.partner_id or 0, []).append(seat)
    return found
