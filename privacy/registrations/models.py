"""Registrations: what one partner knows and shares with whom it chooses (D2, V3)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from privacy import policy
from trajects.buurt.models import Area
from trajects.partners.models import Partner
from trajects.traject.models import Theme, Traject


class RegistrationKind(models.TextChoices):
    """A number or a signal in words."""

    COUNT = "aantal", "Aantal"
    SIGNAL = "signaal", "Signaal in woorden"


class About(models.TextChoices):
    """What is counted; the smaller the group of persons, the more careful (privacy.md section 5)."""

    PERSON = "persoon", "Personen of huishoudens"
    EVENT = "gebeurtenis", "Gebeurtenissen, zoals meldingen"
    SPACE = "ruimte", "De openbare ruimte"


class RegistrationQuerySet(models.QuerySet["Registration"]):
    """Which registrations."""

    def in_traject(self, traject_id: int) -> "RegistrationQuerySet":
        """Of one traject, each with everything that is shown of it."""
        return self.filter(traject_id=traject_id).select_related("traject", "partner__organisation", "area", "theme")


class Registration(models.Model):
    """A count or signal that belongs to one partner, who alone decides which partners see it.

    Kernteam, administrators and superusers have no back door.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="registrations")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="registrations")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("soort", max_length=20, choices=RegistrationKind.choices)
    title = models.CharField("onderwerp", max_length=200)
    about = models.CharField("waarover", max_length=20, choices=About.choices, default=About.PERSON)
    value = models.PositiveIntegerField("aantal", null=True, blank=True)
    text = models.TextField("signaal of toelichting", max_length=20_000, blank=True)
    area = models.ForeignKey(
        Area, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="gebied"
    )
    theme = models.ForeignKey(
        Theme, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="thema"
    )
    period = models.CharField("periode", max_length=60)
    source = models.CharField("bron", max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        default_permissions = ()
        permissions = [(policy.SEE_REGISTRATION, "de registratie zien")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=RegistrationKind.COUNT, value__isnull=False)
                | (Q(kind=RegistrationKind.SIGNAL, value__isnull=True) & ~Q(text="")),
                name="registration_has_its_content",
                violation_error_message="Vul bij een aantal het getal in, en bij een signaal de tekst.",
            ),
        ]

    def __str__(self) -> str:
        # Never the title: this text reaches logs and the admin.
        return f"Registratie {str(self.uuid)[:8]}"

    def get_absolute_url(self) -> str:
        """The registration's own page."""
        return reverse("privacy:registration", args=[self.traject_id, self.uuid])
