"""The minutes (verslag) of a session: what is written, what attendants add, and what was settled (S5, S7)."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from buurtbalans.addresses import address
from sessions.agenda.models import AgendaItem
from sessions.planning.models import Session
from trajects.partners.models import Partner


class Minutes(models.Model):
    """How far the minutes of one session are. Their `contents` are kept when they are settled, and never change.

    The database refuses it (0011_settled_minutes_stay), but for hiding a text that was reported as personal data.

    Until then they are read from what was recorded: outcomes, notes, attendance and texts. `carried_to` is the
    session whose agenda took over what was left; it happens once.
    """

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="minutes_row")
    sent_at = models.DateTimeField("verstuurd op", null=True, blank=True)
    deadline = models.DateField("aanvullen kan tot en met", null=True, blank=True)
    settled_at = models.DateTimeField("vastgesteld op", null=True, blank=True)
    settled_by = models.CharField("vastgesteld door", max_length=120, blank=True)
    contents = models.JSONField("vastgestelde tekst", encoder=DjangoJSONEncoder, null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    carried_to = models.ForeignKey(Session, on_delete=models.SET_NULL, null=True, blank=True, related_name="carried_in")
    carried_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, contents__isnull=True, sha256="")
                | (Q(settled_at__isnull=False, contents__isnull=False) & ~Q(sha256="")),
                name="minutes_settled_with_their_contents",
            ),
            models.CheckConstraint(
                condition=Q(carried_at__isnull=True) | Q(settled_at__isnull=False), name="minutes_carried_once_settled"
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(deadline__isnull=False), name="minutes_sent_with_a_deadline"
            ),
        ]

    def get_absolute_url(self) -> str:
        """The page of the minutes."""
        return address("sessions:minutes", self.session.traject_id, self.session_id)


class MinutesPart(models.Model):
    """What is written at one agenda item, or at none: about the session as a whole (`item_title` is empty).

    `item_title` stays when the item is taken off the agenda, and the text with it.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="minutes_parts")
    item = models.ForeignKey(AgendaItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="minutes_parts")
    item_title = models.CharField("onderdeel", max_length=200, blank=True)
    text = models.TextField("tekst", max_length=20_000, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.CharField(max_length=120, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["session", "item"], name="minutes_part_once"),
            models.UniqueConstraint(
                fields=["session"], condition=Q(item__isnull=True, item_title=""), name="minutes_general_part_once"
            ),
        ]


class Verdict(models.TextChoices):
    """What became of a correction."""

    OPEN = "", "Nog niet bekeken"
    TAKEN = "overgenomen", "Overgenomen"
    NOT_TAKEN = "niet_overgenomen", "Niet overgenomen"


class MinutesCorrection(models.Model):
    """What an organisation that was there adds to the draft minutes or corrects in them, and what became of it."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="corrections")
    item = models.ForeignKey(AgendaItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="corrections")
    item_title = models.CharField("onderdeel", max_length=200, blank=True)
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="+", verbose_name="organisatie")
    text = models.TextField("aanvulling", max_length=20_000)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    verdict = models.CharField(max_length=20, choices=Verdict.choices, default=Verdict.OPEN, blank=True)
    answer = models.CharField("antwoord", max_length=300, blank=True)
    answered_by = models.CharField(max_length=120, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict=Verdict.OPEN, answered_at__isnull=True)
                | (~Q(verdict=Verdict.OPEN) & Q(answered_at__isnull=False)),
                name="correction_answered_since",
            ),
            models.CheckConstraint(
                condition=~Q(verdict=Verdict.NOT_TAKEN) | ~Q(answer=""),
                name="correction_refused_with_a_reason",
                violation_error_message="Schrijf waarom je dit niet overneemt.",
            ),
        ]


class MinutesNote(models.Model):
    """A correction after the minutes were settled: a dated note under them."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="minutes_notes")
    text = models.TextField("aantekening", max_length=20_000)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=120)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at", "pk"]
        default_permissions = ()


class Carrying(models.Model):
    """That an agenda got its standing items of the loop: looking at the actions, and who is missing at the table (P4).

    It happens once for a session: who takes such an item off does not find it back.
    """

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="carrying")
    actions_item = models.ForeignKey(AgendaItem, on_delete=models.SET_NULL, null=True, related_name="+")
    table_item = models.ForeignKey(AgendaItem, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
