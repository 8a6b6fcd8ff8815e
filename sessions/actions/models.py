"""What was agreed: actions, homework and decisions (A1, A2)."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from buurtbalans.accounts.models import User
from buurtbalans.addresses import address
from sessions.planning.models import Session
from trajects.logbook.models import stored_name
from trajects.partners.models import Membership, Partner
from trajects.steps.models import Step
from trajects.traject.models import Traject


class ActionKind(models.TextChoices):
    """Homework is an action that prepares a session."""

    ACTION = "actie", "Actie"
    HOMEWORK = "huiswerk", "Huiswerk"


class ActionStatus(models.TextChoices):
    """How it stands."""

    OPEN = "open", "Open"
    DONE = "klaar", "Klaar"
    FAILED = "lukt_niet", "Lukt niet"


NOBODY = "nog niemand"


def owner_in_words(partner: Partner, assignee: Membership | None) -> str:
    """Who does an action, as its history tells it."""
    organisation = partner.organisation.name
    return f"{assignee.user.name} ({organisation})" if assignee else f"{organisation}, {NOBODY}"


class ActionQuerySet(models.QuerySet["Action"]):
    """Which actions."""

    def with_people(self) -> "ActionQuerySet":
        """With organisation, person, session and step in the same query: what a list shows."""
        return self.select_related("partner__organisation", "assignee__user", "session", "step")

    def in_traject(self, traject_id: int) -> "ActionQuerySet":
        """Of one traject, each with everything its own page shows."""
        return self.filter(traject_id=traject_id).with_people().select_related("traject", "created_by")

    def open(self) -> "ActionQuerySet":
        """Still to be done, earliest date first."""
        return self.filter(status=ActionStatus.OPEN).order_by(models.F("due").asc(nulls_last=True), "pk")

    def overdue(self, today: date) -> "ActionQuerySet":
        """Open after its date."""
        return self.open().filter(due__lt=today)

    def closed(self) -> "ActionQuerySet":
        """Done, or reported as not possible."""
        return self.exclude(status=ActionStatus.OPEN)

    def of_seat(self, membership_id: int, partner_id: int) -> "ActionQuerySet":
        """What one seat must do: assigned to it, or to nobody in its organisation."""
        return self.filter(Q(assignee=membership_id) | Q(assignee=None, partner=partner_id))

    def of_person(self, user: User) -> "ActionQuerySet":
        """What a person must do over all trajects, by the seats that person holds now."""
        seats = Membership.objects.filter(user=user).active()
        return self.filter(
            Q(assignee__in=seats.values("pk")) | Q(assignee=None, partner__in=seats.values("partner_id"))
        )

    def hand_to(self, assignee: Membership | None, *, by: User) -> None:
        """Give these actions to another person of the organisation that does them, or to nobody in particular.

        Each action says so in its history; who was changing one meanwhile hears of it (version).
        """
        rows = list(self.select_related("partner__organisation", "assignee__user"))
        ActionChange.objects.bulk_create(
            ActionChange(
                action=row,
                by=by,
                kind=ChangeKind.OWNER,
                before=owner_in_words(row.partner, row.assignee),
                after=owner_in_words(row.partner, assignee),
            )
            for row in rows
        )
        Action.objects.filter(pk__in=[row.pk for row in rows]).update(
            assignee=assignee, version=models.F("version") + 1, changed_by=by.name, changed_at=timezone.now()
        )


class Action(models.Model):
    """What one organisation will do, by when. Seen by who may see the session it was agreed in."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="actions")
    session = models.ForeignKey(
        Session,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name="bijeenkomst",
    )
    step = models.ForeignKey(
        Step, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="stap"
    )
    # The agenda item it was agreed at.
    item = models.ForeignKey(
        "traject_sessions.AgendaItem", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    kind = models.CharField("soort", max_length=20, choices=ActionKind.choices, default=ActionKind.ACTION)
    title = models.CharField("wat", max_length=300)
    why = models.TextField("waarom willen we dit weten", max_length=20_000, blank=True)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="actions", verbose_name="organisatie")
    assignee = models.ForeignKey(
        Membership,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name="wie",
    )
    due = models.DateField("uiterlijk", null=True, blank=True)
    status = models.CharField(max_length=20, choices=ActionStatus.choices, default=ActionStatus.OPEN)
    note = models.TextField("toelichting", max_length=20_000, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.CharField(max_length=120, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = [models.F("due").asc(nulls_last=True), "pk"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["assignee", "due", "id"], name="action_open_by_assignee", condition=Q(status="open")),
            models.Index(fields=["traject", "status", "due"], name="action_by_traject"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=ActionStatus.OPEN, closed_at__isnull=True)
                | (~Q(status=ActionStatus.OPEN) & Q(closed_at__isnull=False)),
                name="action_closed_since",
            ),
            models.CheckConstraint(
                condition=~Q(status=ActionStatus.FAILED) | ~Q(note=""),
                name="action_failed_with_reason",
                violation_error_message="Schrijf waarom het niet lukt.",
            ),
            models.CheckConstraint(
                condition=Q(kind=ActionKind.ACTION) | Q(session__isnull=False), name="homework_for_a_session"
            ),
        ]

    def get_absolute_url(self) -> str:
        """The page of one action or piece of homework."""
        return address("sessions:action", self.traject_id, self.pk)

    @property
    def is_open(self) -> bool:
        """Still to be done."""
        return self.status == ActionStatus.OPEN

    @property
    def is_late(self) -> bool:
        """Open after its date."""
        return self.is_open and self.due is not None and self.due < timezone.localdate()


class ActionFile(models.Model):
    """A file that came with a report on an action."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="files")
    file = models.FileField("bestand", upload_to=stored_name)
    filename = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()


class Decision(models.Model):
    """What the people at one session agreed on (besluit)."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="decisions")
    session = models.ForeignKey(
        Session,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name="bijeenkomst",
    )
    step = models.ForeignKey(
        Step, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="stap"
    )
    # The agenda item it was agreed at.
    item = models.ForeignKey(
        "traject_sessions.AgendaItem", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    text = models.TextField("besluit", max_length=20_000)
    decided_on = models.DateField("op")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    changed_by = models.CharField(max_length=120, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-decided_on", "-pk"]
        default_permissions = ()


class ChangeKind(models.TextChoices):
    """What was changed about an action."""

    DUE = "datum", "Datum"
    OWNER = "wie", "Wie het doet"
    STATUS = "stand", "Stand"
    STEP = "stap", "Stap"
    SESSION = "bijeenkomst", "Bijeenkomst"
    WORDS = "tekst", "Tekst"


class ActionChange(models.Model):
    """One line of an action's history: who changed what, when. Written once and never changed.

    `before` and `after` hold dates, people, organisations and statuses. Never what people wrote: the old words of a
    text may be what it was changed for. Nor which session: not everybody who sees the action now knows of that one.
    """

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField("wanneer", auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    kind = models.CharField("wat", max_length=20, choices=ChangeKind.choices)
    before = models.CharField("eerst", max_length=300, blank=True)
    after = models.CharField("daarna", max_length=300, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        default_permissions = ()
