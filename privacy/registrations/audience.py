"""Who may see a registration, as its owner chooses it (V3). Residents are never a choice (V4)."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from privacy import access
from privacy.registrations.levels import level
from privacy.registrations.models import ReadingState, Registration, SecondReading
from trajects.partners.models import Partner, PartnerStatus
from trajects.traject.models import Traject


class Audience(models.TextChoices):
    """The four answers to *Wie mag dit zien?*, narrowest first."""

    OWN = "eigen", "Alleen mijn organisatie"
    KERNTEAM = "kernteam", "Het kernteam"
    CHOSEN = "gekozen", "Deze organisaties"
    ALL = "alle", "Alle partners die nu meedoen"


def joined(traject: Traject, without: int) -> "models.QuerySet[Partner]":
    """The organisations that take part now, but for one's own."""
    partners = traject.partners.filter(status=PartnerStatus.JOINED).exclude(pk=without)
    return partners.select_related("organisation")


def kernteam(traject: Traject, without: int) -> "models.QuerySet[Partner]":
    """Those of them that have somebody in the kernteam now."""
    seats = traject.memberships.active().kernteam()
    return joined(traject, without).filter(pk__in=seats.values("partner"))


def expand(audience: str, chosen: Iterable[Partner], traject: Traject, own_partner_id: int) -> list[int]:
    """The partners that an answer stands for at this moment; who joins later gets nothing by itself."""
    if audience == Audience.KERNTEAM:
        return [partner.pk for partner in kernteam(traject, own_partner_id)]
    if audience == Audience.ALL:
        return [partner.pk for partner in joined(traject, own_partner_id)]
    if audience == Audience.CHOSEN:
        return [partner.pk for partner in chosen]
    return []


def answer_now(registration: Registration) -> dict[str, Any]:
    """How the question stands answered, as a form starts with it. For the owner only.

    Of a signal that waits for its second reader: who is to see it.
    """
    partner_ids = access.audience(registration)
    if not partner_ids:
        partner_ids = wanted(registration)
    return {
        "audience": Audience.CHOSEN if partner_ids else Audience.OWN,
        "chosen": partner_ids,
        "level": level(registration),
    }


def wanted(registration: Registration) -> list[int]:
    """The ids of the partners that are to see a signal when it has been read. For its owner only."""
    open_states = (ReadingState.WAITS, ReadingState.SENT_BACK)
    asked = SecondReading.objects.filter(registration=registration, state__in=open_states, wanted__isnull=False)
    return list(asked.values_list("wanted", flat=True))


def names(partner_ids: Iterable[int], traject: Traject) -> list[str]:
    """The names of the organisations behind an answer."""
    partners = traject.partners.filter(pk__in=list(partner_ids)).select_related("organisation")
    return [partner.organisation.name for partner in partners]
