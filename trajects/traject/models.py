"""The traject: one Buurtbalans in one neighbourhood."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import models

from buurtbalans.accounts.models import Organisation
from buurtbalans.addresses import address
from privacy import policy
from trajects.buurt.models import Area
from trajects.traject.method import AfterTopic, TrajectKind, UrgencyKind


class TrajectStatus(models.TextChoices):
    """Where a traject stands as a whole (T13)."""

    DRAFT = "concept", "Voorstel"
    RUNNING = "loopt", "Loopt"
    ADOPTED = "vastgesteld", "Plan vastgesteld"
    IN_EXECUTION = "uitvoering", "In uitvoering"
    CLOSED = "afgesloten", "Afgesloten"
    ARCHIVED = "gearchiveerd", "Gearchiveerd"


class Theme(models.Model):
    """A subject that trajects are about, such as jeugd or veiligheid. The city keeps the list (T3)."""

    name = models.CharField("thema", max_length=60, unique=True)

    class Meta:
        ordering = ["name"]
        verbose_name = "thema"
        verbose_name_plural = "thema's"

    def __str__(self) -> str:
        return self.name


class TrajectQuerySet(models.QuerySet["Traject"]):
    """Which trajects."""

    def elsewhere_in(self, areas: Any, traject: Any) -> "TrajectQuerySet":
        """Other trajects in these buurten of a traject (T1: told to their members only)."""
        return self.filter(areas__in=areas).exclude(pk=traject).distinct()


class Traject(models.Model):
    """Partners of a neighbourhood on their way from a shared picture to a short plan."""

    name = models.CharField("naam", max_length=120)
    areas = models.ManyToManyField(Area, related_name="trajects", verbose_name="buurten")
    kind = models.CharField("soort", max_length=30, choices=TrajectKind.choices, default=TrajectKind.values[0])
    themes = models.ManyToManyField(Theme, blank=True, related_name="trajects", verbose_name="thema's")
    question = models.CharField("vraagstuk in één zin", max_length=300)
    status = models.CharField(max_length=20, choices=TrajectStatus.choices, default=TrajectStatus.DRAFT)
    initiator = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="initiated_trajects",
        verbose_name="initiatiefnemer",
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    started_on = models.DateField("gestart op", null=True, blank=True)
    # Since when the adopted plan is carried out (F1).
    carried_out_since = models.DateField("in uitvoering sinds", null=True, blank=True)
    ended_on = models.DateField("afgesloten op", null=True, blank=True)
    pace_days = models.PositiveSmallIntegerField("dagen tussen bijeenkomsten", default=28)
    pace_reason = models.CharField("reden voor een ander tempo", max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = TrajectQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        default_permissions = ()
        permissions = list(policy.TRAJECT_ACTIONS.items())
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pace_days__gte=7, pace_days__lte=120), name="traject_pace_is_sensible"
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=[TrajectStatus.DRAFT, TrajectStatus.CLOSED])
                | models.Q(started_on__isnull=False),
                name="traject_runs_since_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(status=TrajectStatus.CLOSED, ended_on__isnull=False)
                | (~models.Q(status=TrajectStatus.CLOSED) & models.Q(ended_on__isnull=True)),
                name="traject_closed_since_a_day",
            ),
            models.CheckConstraint(
                condition=~models.Q(status=TrajectStatus.IN_EXECUTION) | models.Q(carried_out_since__isnull=False),
                name="traject_carried_out_since_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"Traject {self.pk}"

    def get_absolute_url(self) -> str:
        """The overview of the traject."""
        return address("pages:traject", self.pk)

    @property
    def is_under_way(self) -> bool:
        """On the way to a plan: what counts then is the pace and the next session."""
        return self.status in {TrajectStatus.DRAFT, TrajectStatus.RUNNING}

    def start(self, today: date) -> None:
        """From proposal to running; a gebiedsmakelaar does this (T1)."""
        self.status = TrajectStatus.RUNNING
        self.started_on = today
        self.save(update_fields=["status", "started_on"])

    def adopt(self) -> None:
        """The plan is adopted (L6). A later version changes nothing about where the traject stands."""
        if self.is_under_way:
            self.status = TrajectStatus.ADOPTED
            self.save(update_fields=["status"])

    @property
    def has_adopted_plan(self) -> bool:
        """Was the plan adopted, so that there is something to carry out? Also when the traject was closed since."""
        adopted = self.status in {TrajectStatus.ADOPTED, TrajectStatus.IN_EXECUTION}
        return adopted or (self.is_closed and self.plan.adopted_number > 0)

    def carry_out(self, today: date) -> bool:
        """The adopted plan is carried out from now on (F1); False when there is none, or it is already."""
        if self.status != TrajectStatus.ADOPTED:
            return False
        self.status, self.carried_out_since = TrajectStatus.IN_EXECUTION, today
        self.save(update_fields=["status", "carried_out_since"])
        return True

    @property
    def is_closed(self) -> bool:
        """Nothing changes any more; it can be read until its term has passed (T13)."""
        return self.status == TrajectStatus.CLOSED

    def close(self, today: date) -> None:
        """The work is over; the terms for keeping it begin today (T13)."""
        self.status, self.ended_on = TrajectStatus.CLOSED, today
        self.save(update_fields=["status", "ended_on"])

    def reopen(self) -> None:
        """Go on where it was: as a proposal, running, with its plan adopted, or carrying it out."""
        running = TrajectStatus.ADOPTED if self.plan.adopted_number else TrajectStatus.RUNNING
        running = TrajectStatus.IN_EXECUTION if self.carried_out_since else running
        self.status = running if self.started_on else TrajectStatus.DRAFT
        self.ended_on = None
        self.save(update_fields=["status", "ended_on"])

    def due_after(self, day: date) -> date:
        """When the next session is due at this traject's pace (T7)."""
        return day + timedelta(days=self.pace_days)


class Urgency(models.Model):
    """Why now: one of the seven kinds of the Stappenplan with the partners' own explanation (T4)."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="urgencies")
    kind = models.CharField("soort", max_length=30, choices=UrgencyKind.choices)
    explanation = models.TextField("toelichting", max_length=20_000, blank=True)
    source = models.CharField("bron", max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["traject", "kind"], name="urgency_kind_once")]


class AfterPoint(models.Model):
    """What is agreed beforehand about the time after Buurtbalans (T8, Stappenplan step 1)."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="after_points")
    topic = models.CharField("punt", max_length=30, choices=AfterTopic.choices)
    text = models.TextField("afspraak", max_length=20_000, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["traject", "topic"], name="after_topic_once")]
