"""The plan van aanpak / buurtagenda (L1)."""

from datetime import date
from functools import cache

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.formats import date_format

from buurtbalans.accounts.models import User
from trajects.analysis.models import JointGoal
from trajects.partners.models import Partner
from trajects.plan.parts import MeasureKind, MeasureStatus, Part
from trajects.traject.models import Traject

# A no-break space: month and year stay together in a narrow column.
MONTH = "b\u00a0Y"


class PartStatus(models.TextChoices):
    """How far a part of the plan is."""

    EMPTY = "leeg", "Leeg"
    STARTED = "begonnen", "Begonnen"
    DONE = "klaar", "Ingevuld"


class Plan(models.Model):
    """The short structured document in which a traject ends."""

    traject = models.OneToOneField(Traject, on_delete=models.CASCADE, related_name="plan")
    # Shown as "Concept 0.3": the partners count drafts; an adopted version is called "Versie 1.0".
    draft_number = models.PositiveSmallIntegerField(default=1)
    # How many versions were adopted; drafts after the first adoption count as 1.1, 1.2.
    adopted_number = models.PositiveSmallIntegerField(default=0)
    # Of the last rendering as PDF, so that a page can warn without rendering: short by design (L1).
    pages = models.PositiveSmallIntegerField(null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        default_permissions = ()

    @property
    def label(self) -> str:
        """The draft that is being written. What was adopted is a PlanVersion, and has a name of its own."""
        return f"Concept {self.adopted_number}.{self.draft_number}"

    def touch(self, by: User) -> None:
        """Remember who changed anything in the plan last; time goes along by itself."""
        self.changed_by = by
        self.save(update_fields=["changed_by", "changed_at"])


class PlanVersionQuerySet(models.QuerySet["PlanVersion"]):
    """Which submitted versions."""

    def of_traject(self, traject_id: int) -> "PlanVersionQuerySet":
        """Of one traject, each with what its page shows beside its contents."""
        return self.filter(plan__traject=traject_id).select_related("plan__traject", "submitted_by", "adopted_by")


class PlanVersion(models.Model):
    """The plan as it was submitted to the partners' own organisations (L3). Its contents never change."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="submitted")
    label = models.CharField(max_length=30)
    contents = models.JSONField(encoder=DjangoJSONEncoder)
    submitted_at = models.DateTimeField(auto_now_add=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    # Until when organisations are asked to comment and to answer.
    answers_by = models.DateField("antwoord graag voor", null=True, blank=True)
    pages = models.PositiveSmallIntegerField(null=True, blank=True)
    adopted_label = models.CharField(max_length=30, blank=True)
    adopted_at = models.DateTimeField(null=True, blank=True)
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    # Why it was adopted although not every asked organisation agreed (L6).
    adoption_reason = models.TextField("waarom nu vaststellen", max_length=20_000, blank=True)

    objects = PlanVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-submitted_at", "-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["plan", "label"], name="plan_version_submitted_once"),
            models.CheckConstraint(
                condition=Q(adopted_at__isnull=True, adopted_label="")
                | (Q(adopted_at__isnull=False) & ~Q(adopted_label="")),
                name="plan_version_adopted_by_name",
            ),
        ]

    def __str__(self) -> str:
        return f"Planversie {self.pk}"

    @property
    def name(self) -> str:
        """By which people call it: "Concept 0.3", once adopted "Versie 1.0"."""
        return self.adopted_label or self.label


class PlanPart(models.Model):
    """One part of the plan with its text (Stappenplan step 6)."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="parts")
    part = models.CharField("onderdeel", max_length=30, choices=Part.choices)
    text = models.TextField("tekst", max_length=20_000, blank=True)
    status = models.CharField(max_length=20, choices=PartStatus.choices, default=PartStatus.EMPTY)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["plan", "pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["plan", "part"], name="plan_part_once")]


class ActionLine(models.Model):
    """A line of action (actielijn): measures that belong together, for a joint goal."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="lines")
    goal = models.ForeignKey(
        JointGoal, on_delete=models.SET_NULL, null=True, blank=True, related_name="lines", verbose_name="doel"
    )
    title = models.CharField("actielijn", max_length=200)
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"Actielijn {self.pk}"


class Measure(models.Model):
    """One thing that will be done (maatregel): what, by whom, of which kind, when."""

    line = models.ForeignKey(ActionLine, on_delete=models.CASCADE, related_name="measures", verbose_name="actielijn")
    title = models.CharField("maatregel", max_length=300)
    kind = models.CharField("soort", max_length=20, choices=MeasureKind.choices)
    owner = models.ForeignKey(
        Partner,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="measures",
        verbose_name="eigenaar",
    )
    owner_person = models.CharField("wie van deze organisatie", max_length=120, blank=True)
    partners = models.ManyToManyField(Partner, blank=True, related_name="helped_measures", verbose_name="doen mee")
    starts_on = models.DateField("begint", null=True, blank=True)
    ends_on = models.DateField("klaar", null=True, blank=True)
    substitute = models.CharField("wie vervangt", max_length=120, blank=True)
    money = models.PositiveIntegerField("geld (in euro's)", null=True, blank=True)
    hours = models.PositiveIntegerField("uren per maand", null=True, blank=True)
    means = models.CharField("andere middelen", max_length=300, blank=True)
    result = models.CharField("gewenst resultaat", max_length=300, blank=True)
    indicator = models.CharField("waaraan je het ziet", max_length=300, blank=True)
    residents_role = models.CharField("rol van bewoners", max_length=300, blank=True)
    status = models.CharField(
        "hoe het loopt", max_length=20, choices=MeasureStatus.choices, default=MeasureStatus.NOT_STARTED
    )
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="measure_ends_after_start",
                violation_error_message="De einddatum ligt voor de begindatum.",
            ),
        ]

    def __str__(self) -> str:
        return f"Maatregel {self.pk}"

    @property
    def planning(self) -> str:
        """When, as roughly as a plan wants it: "sep 2026 – mrt 2027", "loopt", "nog te plannen"."""
        starts, ends = (_month(day) if day else "" for day in (self.starts_on, self.ends_on))
        if starts and ends:
            return starts if starts == ends else f"{starts} – {ends}"
        if starts or ends:
            return f"vanaf {starts}" if starts else f"klaar in {ends}"
        return "loopt" if self.kind == MeasureKind.RUNNING else "nog te plannen"


@cache
def _month(day: date) -> str:
    return date_format(day, MONTH)
