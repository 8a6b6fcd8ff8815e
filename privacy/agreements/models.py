"""What the members of a traject agree about each other's data, in versions, and who accepted which (V1).

The gate asks these tables, so this module stands below it and knows a traject by its name only.
"""

import hashlib
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

PROFESSIONALS, RESIDENTS = "professionals", "residents"
TEXT_LENGTH = 20_000


class AgreementTrack(models.TextChoices):
    """Professionals and residents each agree on a text of their own (V4)."""

    PROFESSIONALS = PROFESSIONALS, "Professionals"
    RESIDENTS = RESIDENTS, "Bewoners"


class AgreementQuerySet(models.QuerySet["PrivacyAgreement"]):
    """Which agreements."""

    def of_professionals(self, traject_id: int) -> "AgreementQuerySet":
        """What the professionals of a traject agreed, the newest version first."""
        return self.filter(traject_id=traject_id, track=PROFESSIONALS).order_by("-version")

    def of_residents(self, traject_id: int) -> "AgreementQuerySet":
        """What the residents of a traject and their guide agreed, the newest version first."""
        return self.filter(traject_id=traject_id, track=RESIDENTS).order_by("-version")


class PrivacyAgreement(models.Model):
    """One published version of an agreement. The database refuses every change of it (migration *_append_only)."""

    traject = models.ForeignKey("trajects.Traject", on_delete=models.CASCADE, related_name="privacy_agreements")
    track = models.CharField(max_length=20, choices=AgreementTrack.choices, default=PROFESSIONALS)
    version = models.PositiveIntegerField("versie")
    text = models.TextField("tekst", max_length=TEXT_LENGTH)
    sha256 = models.CharField(max_length=64, editable=False)
    published_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    evaluate_on = models.DateField("opnieuw bespreken op")

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["-version"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["traject", "track", "version"], name="agreement_version_once"),
            models.CheckConstraint(condition=models.Q(version__gte=1), name="agreement_version_counts_from_one"),
        ]

    def __str__(self) -> str:
        return f"Privacyafspraken versie {self.version}"

    @staticmethod
    def hash_of(text: str) -> str:
        """The fingerprint of a text: the same letters give the same sixty-four signs."""
        return hashlib.sha256(text.encode()).hexdigest()


class AgreementAcceptance(models.Model):
    """One person accepted one version."""

    agreement = models.ForeignKey(PrivacyAgreement, on_delete=models.CASCADE, related_name="acceptances")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="agreement_acceptances")
    accepted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["agreement", "user"], name="agreement_accepted_once")]

    def __str__(self) -> str:
        return f"Akkoord {self.pk}"


class AgreementDraft(models.Model):
    """The text as the kernteam or the residents' guide writes it; until somebody does, equal to the newest version."""

    traject = models.ForeignKey("trajects.Traject", on_delete=models.CASCADE, related_name="agreement_drafts")
    track = models.CharField(max_length=20, choices=AgreementTrack.choices, default=PROFESSIONALS)
    text = models.TextField("tekst", max_length=TEXT_LENGTH)
    evaluate_on = models.DateField("opnieuw bespreken op")
    changed_at = models.DateTimeField(auto_now_add=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["traject", "track"], name="agreement_draft_once")]

    def __str__(self) -> str:
        return f"Concept van privacyafspraken {self.pk}"

    def is_like(self, published: Any) -> bool:
        """Does this say exactly what a published version says?"""
        return bool(self.text == published.text and self.evaluate_on == published.evaluate_on)
