"""Registrations: what one partner knows and shares with whom it chooses (D2, V3)."""

import uuid
from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from privacy import periods, policy
from privacy.periods import FIRST_YEAR, LAST_YEAR, Period
from trajects.analysis.models import Assumption, Stance
from trajects.buurt.models import Area
from trajects.logbook.models import stored_name
from trajects.partners.models import Membership, Partner, Role, Track
from trajects.traject.models import Theme, Traject

IMPORT_KEPT = timedelta(hours=24)


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
        return self.filter(traject_id=traject_id).select_related(
            "traject", "partner__organisation", "area", "theme", "second_reading"
        )

    def locked(self, pk: int) -> "Registration":
        """One row as it is now, held until the end of the transaction."""
        return self.select_for_update().get(pk=pk)


class Registration(models.Model):
    """A count or signal that belongs to one partner, who alone decides which partners see it.

    Kernteam, administrators and superusers have no back door. After `expires_on` it is its own organisation's
    only. `written_by` wrote the words as they are now, and so is not their second reader.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="registrations")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="registrations")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
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
    period = models.CharField("periode", max_length=4, choices=Period.choices)
    year = models.PositiveSmallIntegerField("jaar")
    source = models.CharField("bron", max_length=200, blank=True)
    expires_on = models.DateField("anderen zien dit tot en met", null=True, blank=True)
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
            models.CheckConstraint(
                condition=Q(period__in=Period.values, year__gte=FIRST_YEAR, year__lte=LAST_YEAR),
                name="registration_has_a_fixed_period",
                violation_error_message="Kies een kwartaal, half jaar of jaar.",
            ),
            models.CheckConstraint(
                condition=Q(about__in=About.values),
                name="registration_about_is_known",
                violation_error_message="Kies waarover het gaat.",
            ),
        ]

    def __str__(self) -> str:
        # Never the title: this text reaches logs and the admin.
        return f"Registratie {str(self.uuid)[:8]}"

    def get_absolute_url(self) -> str:
        """The registration's own page."""
        return reverse("privacy:registration", args=[self.traject_id, self.uuid])

    @property
    def period_label(self) -> str:
        """The period as people write it."""
        return periods.label(self.period, self.year)

    def second_readers(self) -> models.QuerySet[Membership]:
        """The seats of who may read its words a second time: sure colleagues, other than who wrote them."""
        return (
            self.partner.memberships.active()
            .filter(track=Track.PROFESSIONALS, confirmed_at__isnull=False, user__is_active=True)
            # Who went to another organisation is nobody's colleague here, also before the seat is ended.
            .filter(user__organisation=models.F("partner__organisation"))
            .exclude(role=Role.READER)
            .exclude(user=self.written_by_id)
            .select_related("user")
        )

    def has_expired(self, today: date) -> bool:
        """Whether others have stopped seeing it."""
        return self.expires_on is not None and self.expires_on < today


class RegistrationVersion(models.Model):
    """What a registration said before it was corrected. For its own organisation only (rule 6)."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    # Label → text, as it was shown then: a name may change afterwards.
    content = models.JSONField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    replaced_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-number"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["registration", "number"], name="registration_version_once"),
        ]

    def __str__(self) -> str:
        return f"Versie {self.number} van registratie {self.registration_id}"


class RegistrationFile(models.Model):
    """A file with a registration, seen by whoever sees the registration; of a count about persons in its time."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="files")
    file = models.FileField("bestand", upload_to=stored_name)
    filename = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"Bestand {str(self.uuid)[:8]}"


class RegistrationEvidence(models.Model):
    """What a registration says of an assumption (D6), written by its own organisation, seen by who may see it.

    A signal speaks for itself: its words were read by a second reader, and more words beside it would not be.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assumption = models.ForeignKey(Assumption, on_delete=models.CASCADE, related_name="registration_evidence")
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="evidence")
    stance = models.CharField("wat doet dit met de aanname?", max_length=20, choices=Stance.choices)
    text = models.TextField("toelichting", max_length=2_000, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["created_at", "pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=Q(stance__in=Stance.values), name="registration_evidence_stance_is_known"),
            models.UniqueConstraint(fields=["assumption", "registration"], name="registration_evidence_once"),
        ]

    def __str__(self) -> str:
        return f"Onderbouwing {str(self.uuid)[:8]}"


class ReadingState(models.TextChoices):
    """How far the second reading of a signal is (privacy.md section 4)."""

    WAITS = "wacht", "Wacht op tweede lezer"
    READ = "gelezen", "Gelezen door een tweede lezer"
    ALONE = "zelf", "Zonder tweede lezer"
    SENT_BACK = "terug", "Terug naar de schrijver"


class SecondReading(models.Model):
    """The request to share a signal in words: nobody else sees it until somebody has read it again.

    `wanted` is who would see it; they are given it only when the reading is done. For its own organisation only.
    """

    registration = models.OneToOneField(Registration, on_delete=models.CASCADE, related_name="second_reading")
    state = models.CharField(max_length=20, choices=ReadingState.choices, default=ReadingState.WAITS)
    wanted = models.ManyToManyField(Partner, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField("wat er anders moet", max_length=2_000, blank=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ReadingState.WAITS, done_at__isnull=True)
                | (~Q(state=ReadingState.WAITS) & Q(state__in=ReadingState.values, done_at__isnull=False)),
                name="second_reading_done_has_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"Tweede lezing van registratie {self.registration_id}"


class RegistrationImportQuerySet(models.QuerySet["RegistrationImport"]):
    """Which tables."""

    def fresh(self) -> "RegistrationImportQuerySet":
        """Those that one may still decide about."""
        return self.filter(created_at__gt=timezone.now() - IMPORT_KEPT)

    def stale(self) -> "RegistrationImportQuerySet":
        """Those that waited too long."""
        return self.filter(created_at__lte=timezone.now() - IMPORT_KEPT)


class RegistrationImport(models.Model):
    """Rows of an uploaded table that wait for the person who brought them, and for nobody else.

    The file itself is never stored.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="+")
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="+")
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    rows = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    objects = RegistrationImportQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Import {str(self.uuid)[:8]}"
