"""Who is missing at the table (P4): noted by the kernteam for a session, and followed up until it is settled."""

from django.db import models
from django.db.models import Q

from buurtbalans.accounts.categories import OrganisationCategory
from sessions.planning.models import Session


class MissingStatus(models.TextChoices):
    """How far asking in a missing party is."""

    OPEN = "open", "Nog vragen"
    APPROACHED = "benaderd", "Benaderd"
    JOINED = "doet_mee", "Doet mee"
    NOT_NEEDED = "niet_nodig", "Niet nodig"


UNSETTLED = (MissingStatus.OPEN, MissingStatus.APPROACHED)


class MissingPartyQuerySet(models.QuerySet["MissingParty"]):
    """Which missing parties."""

    def unsettled(self) -> "MissingPartyQuerySet":
        """Still to be asked, or asked without an answer: these come back at the next session."""
        return self.filter(status__in=UNSETTLED)


class MissingParty(models.Model):
    """A party that the kernteam misses at the table: a kind of organisation, or one by its name."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="missing_parties")
    category = models.CharField("soort", max_length=40, choices=OrganisationCategory.choices, blank=True)
    name = models.CharField("welke organisatie", max_length=200, blank=True)
    reason = models.TextField("waarom missen we die", max_length=2_000, blank=True)
    status = models.CharField("stand", max_length=20, choices=MissingStatus.choices, default=MissingStatus.OPEN)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.CharField(max_length=120, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = MissingPartyQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=~Q(category="") | ~Q(name=""),
                name="missing_party_is_named",
                violation_error_message="Kies een soort, of schrijf welke organisatie je mist.",
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(OrganisationCategory(self.category).label)

    @property
    def is_unsettled(self) -> bool:
        """Still to be asked, or asked without an answer."""
        return self.status in UNSETTLED
