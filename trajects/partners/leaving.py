"""Seats that end because a person or an organisation is no longer what it was (P6).

The gate shuts at once by itself, whoever changes an account and by which road (privacy/held.py). Here the rest
is put right: seats end for good, so that nothing revives when the change is undone, and the logbook knows.
"""

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from buurtbalans.accounts.models import Organisation, User
from privacy import access
from privacy.closing import close_circles
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import record
from trajects.partners.models import Membership, Partner, PartnerStatus, Track
from trajects.residents.seats import end_guide


@transaction.atomic
def close_organisation(organisation: Organisation) -> None:
    """End every seat for an organisation that stops, and what was shared with it or by it."""
    partners = Partner.objects.filter(organisation=organisation)
    _end(_seats().filter(partner__in=partners.values("pk")))
    close_circles(partners.values_list("pk", flat=True))
    for partner in partners.exclude(status=PartnerStatus.DECLINED).select_related("traject", "organisation"):
        Partner.objects.filter(pk=partner.pk).update(status=PartnerStatus.DECLINED, version=F("version") + 1)
        record(partner.traject, None, LogKind.PARTNER_STATUS, f"{organisation.name}, {PartnerStatus.DECLINED.label}")


@transaction.atomic
def leave_former_organisation(user: User) -> None:
    """End the seats that a person held for an organisation to which he no longer belongs."""
    _end(_seats().filter(user=user).exclude(partner__organisation=user.organisation_id))


@transaction.atomic
def end_seats_left_behind() -> int:
    """End all seats whose person moved or whose organisation closed, by whichever road; how many there were."""
    moved = ~Q(partner__organisation=F("user__organisation")) | Q(user__organisation=None)
    return _end(_seats().filter(moved | Q(partner__organisation__is_active=False)))


def _seats() -> QuerySet[Membership]:
    return Membership.objects.active().filter(track=Track.PROFESSIONALS)


def _end(seats: QuerySet[Membership]) -> int:
    ended = list(seats.select_related("user", "traject").select_for_update(of=("self",)))
    for seat in ended:
        access.leave(seat)
        seat.valid_to = timezone.now()
        seat.save(update_fields=["valid_to"])
        record(seat.traject, None, LogKind.PERSON_LEFT, seat.user.name)
        end_guide(seat.traject, seat.user, by=None)
    return len(ended)
