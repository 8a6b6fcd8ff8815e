"""The trace of who saw what (V5, BIO2): written once, never changed.

Ids and names as plain values without foreign keys, so that nothing that happens to a row changes its
history. No title and no text, ever. The database refuses UPDATE and DELETE (migration *_append_only).
"""

from uuid import UUID

from django.db import models
from django.utils import timezone


class AccessAction(models.TextChoices):
    """What somebody did with a row; the label is how its owner reads it."""

    LIST = "list", "gezien in een lijst"
    VIEW = "view", "bekeken"
    PART = "part", "bekeken als deel van een pagina"
    MAP = "map", "gezien op de kaart"
    EXPORT = "export", "meegenomen in een overzicht"
    DOWNLOAD = "download", "gedownload"
    GRANT = "grant", "gedeeld"
    WITHDRAW = "withdraw", "ingetrokken"
    REFUSED = "refused", "tevergeefs opgevraagd"
    PERSONAL_DATA_OVERRIDE = "personal_data_override", "een mogelijk persoonsgegeven laten staan"


class AccessResult(models.TextChoices):
    """How it ended."""

    OK = "ok", "gelukt"
    NOT_FOUND = "not_found", "niet gevonden"
    FORBIDDEN = "forbidden", "mag niet"
    NOT_AGREED = "not_agreed", "privacyafspraken nog niet geaccepteerd"


class AccessEventQuerySet(models.QuerySet["AccessEvent"]):
    """Which events."""

    def about(self, uuid: UUID) -> "AccessEventQuerySet":
        """Everything that happened with one row, the newest first."""
        return self.filter(object_uuid=uuid).order_by("-at", "-pk")


class AccessEvent(models.Model):
    """One person did one thing with one row at one moment."""

    at = models.DateTimeField(default=timezone.now)
    actor_id = models.BigIntegerField(null=True)
    organisation = models.CharField(max_length=120, blank=True)
    traject_id = models.BigIntegerField()
    object_type = models.CharField(max_length=40)
    object_uuid = models.UUIDField(null=True)
    action = models.CharField(max_length=30, choices=AccessAction.choices)
    result = models.CharField(max_length=20, choices=AccessResult.choices, default=AccessResult.OK)
    channel = models.CharField(max_length=20, default="page")
    request_id = models.CharField(max_length=32, blank=True)

    objects = AccessEventQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["object_uuid", "-at"], name="access_event_by_object"),
            models.Index(fields=["actor_id", "-at"], name="access_event_by_actor"),
            models.Index(fields=["traject_id", "id"], name="access_event_by_traject"),
        ]

    def __str__(self) -> str:
        return f"Inzage {self.pk}"


class AccessEventLink(models.Model):
    """An event's place in the chain of its traject: its seal covers the event and the seal before it."""

    traject_id = models.BigIntegerField()
    position = models.PositiveBigIntegerField()
    event_id = models.BigIntegerField(unique=True)
    seal = models.CharField(max_length=64)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["traject_id", "position"], name="access_link_once")]

    def __str__(self) -> str:
        return f"Schakel {self.pk}"


class AccessChain(models.Model):
    """Where the chain of a traject begins and ends: without it, cutting off its end would not be noticed.

    `anchor` is the seal of the last event that retention deleted, "" while the first event is still there.
    """

    traject_id = models.BigIntegerField(primary_key=True)
    anchor_position = models.PositiveBigIntegerField(default=0)
    anchor = models.CharField(max_length=64, blank=True)
    head_position = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64, blank=True)
    seal = models.CharField(max_length=64)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Keten {self.pk}"
