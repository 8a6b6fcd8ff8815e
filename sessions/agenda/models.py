"""The agenda of a session (S2)."""

import uuid
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, OuterRef, Q
from django.db.models.functions import JSONObject

from privacy.written import Kept
from sessions.planning.models import Session
from sessions.werkvormen.models import Werkvorm
from trajects.logbook.models import stored_name
from trajects.partners.models import Membership
from trajects.steps.models import Step

MINUTES_MIN, MINUTES_MAX = 1, 240
ITEMS_MAX = 200


class Treatment(models.TextChoices):
    """What became of an item (S7)."""

    OPEN = "", "Nog niet besproken"
    DISCUSSED = "besproken", "Besproken"
    CARRIED = "doorgeschoven", "Doorgeschoven"
    PARKED = "geparkeerd", "Geparkeerd"
    CLOSED = "afgesloten", "Afgesloten"


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    """Which items."""

    def on_agenda(self) -> "AgendaItemQuerySet":
        """In order; items that were deleted and can still be put back are left out."""
        return self.filter(deleted_at=None).order_by("position")

    def on_agenda_or_deleted_since(self, moment: datetime) -> "AgendaItemQuerySet":
        """In order, and after them what was deleted since, in the order of deleting."""
        return self.filter(Q(deleted_at=None) | Q(deleted_at__gte=moment)).order_by("position", "deleted_at")


class AgendaItem(models.Model):
    """One item (agendapunt): what is discussed, how long, by which working form, led by whom."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(null=True)
    title = models.CharField("onderdeel", max_length=200)
    minutes = models.PositiveSmallIntegerField(
        "minuten", validators=[MinValueValidator(MINUTES_MIN), MaxValueValidator(MINUTES_MAX)]
    )
    lead = models.CharField("wie leidt of licht toe", max_length=120, blank=True)
    # From the library; what is said about it in one's own words stands in `working_form`.
    werkvorm = models.ForeignKey(
        Werkvorm, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="werkvorm"
    )
    working_form = models.CharField("werkvorm in eigen woorden", max_length=120, blank=True)
    purpose = models.TextField("waarvoor", max_length=20_000, blank=True)
    is_break = models.BooleanField("pauze", default=False)
    discussion_point = models.CharField(max_length=500, blank=True)
    # Its presenter is in words (`lead`), because that may be a guest; who prepares it sits in the kernteam.
    preparer = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="wie bereidt voor"
    )
    # An agenda with a confidential item never goes along with a mail as PDF.
    is_confidential = models.BooleanField("vertrouwelijk", default=False)
    treatment = models.CharField(max_length=20, choices=Treatment.choices, default=Treatment.OPEN, blank=True)
    carried_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="carried_to"
    )
    version = models.PositiveIntegerField(default=1)
    changed_by = models.CharField(max_length=120, blank=True)
    changed_at = models.DateTimeField(auto_now=True)
    # Deleted items wait here so that "ongedaan maken" can put them back where they were.
    deleted_at = models.DateTimeField(null=True, blank=True)
    deleted_from = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=MINUTES_MIN, minutes__lte=MINUTES_MAX),
                name="agenda_item_takes_time",
                violation_error_message="Vul een getal in van 1 tot en met 240.",
            ),
            # Checked at the end of the transaction, so that an order can be rewritten row by row.
            models.UniqueConstraint(
                fields=["session", "position"],
                name="agenda_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(deleted_at__isnull=True, position__isnull=False)
                | Q(deleted_at__isnull=False, position__isnull=True),
                name="agenda_item_in_order_or_deleted",
            ),
        ]


class AgendaFile(models.Model):
    """A file with an agenda item: what people read before it. Seen by who may see the session.

    An item that is carried over brings its files: rows of two sessions then name the same stored file, which stays
    until the last of them goes.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="files")
    file = models.FileField("bestand", upload_to=stored_name)
    filename = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()


@Kept
def items_of(session: Any, since: Any) -> AgendaItemQuerySet:
    """The items of a session that the gate has let through, and what was deleted since a moment.

    Each with `werkvorm_name`, `preparer_name` (None without one) and `attached`: its files, each a pair of
    `uuid` and `filename`, in the same query.
    """
    files = AgendaFile.objects.filter(item=OuterRef("pk")).order_by("pk")
    return (
        AgendaItem.objects.filter(session=session)
        .annotate(
            werkvorm_name=F("werkvorm__name"),
            preparer_name=F("preparer__user__name"),
            attached=ArraySubquery(files.values(found=JSONObject(uuid="uuid", filename="filename"))),
        )
        .on_agenda_or_deleted_since(since)
    )


@Kept
def steps_of(session: Any) -> "models.QuerySet[Step]":
    """The steps of a session that the gate has let through, with what they ask of its agenda."""
    return Step.objects.filter(sessions=session).order_by("number").only("number", "purposes", "discussion_points")
