"""Who may see a registration, as its owner chooses it (V3). Residents are never a choice (V4)."""

from collections.abc import Iterable

from django.db import models

from privacy import access
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


def answer_now(registration: models.Model) -> tuple[str, list[int]]:
    """How the question stands answered: the choice and the partners behind it. For the owner only."""
    partner_ids = access.audience(registration)
    return (Audience.CHOSEN if partner_ids else Audience.OWN), partner_ids
