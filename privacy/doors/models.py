"""What a writer decided about what looked like personal data; never the text itself (V2)."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Verdict(models.TextChoices):
    """What became of something that was found."""

    KEPT = "blijft", "Mag blijven staan"
    CHANGED = "aangepast", "Aangepast"


class Reason(models.TextChoices):
    """Why something may stay. A choice and no words: words would be one more text with a name in it."""

    PROFESSIONAL = "werk", "het is van een professional of organisatie en hoort bij het werk"
    PUBLIC = "openbaar", "het is van iemand met een openbare functie"
    CONSENT = "toestemming", "deze persoon weet het en vindt het goed"
    NO_PERSON = "geen_persoon", "het gaat niet over een persoon"


class PersonalDataDecision(models.Model):
    """One decision: which kind of data, in which field of what, by whom, when and why.

    Nobody reads these rows in the application: that a registration exists is confidential too. They have no road.
    """

    traject = models.ForeignKey("trajects.Traject", on_delete=models.CASCADE, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    # As plain values: a decision outlives the row it was about.
    object_type = models.CharField(max_length=80)
    object_id = models.BigIntegerField()
    field = models.CharField(max_length=80)
    label = models.CharField(max_length=20)
    verdict = models.CharField(max_length=20, choices=Verdict.choices)
    reason = models.CharField(max_length=20, choices=Reason.choices, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict=Verdict.KEPT) ^ Q(reason=""), name="decision_to_keep_has_its_reason"
            )
        ]
