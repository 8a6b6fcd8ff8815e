"""How partners keep to their plan: evaluation moments, indicators, the way to the board, and answers to objections."""

from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format

from trajects.analysis.models import JointGoal
from trajects.partners.models import Partner
from trajects.plan.models import ActionLine
from trajects.plan.parts import Part
from trajects.traject.models import Traject, TrajectStatus

EARLY, LATE = timedelta(days=14), timedelta(days=1)
"""How long before an evaluation moment its people are reminded of it."""


class EvaluationQuerySet(models.QuerySet["EvaluationMoment"]):
    """Which evaluation moments."""

    def open(self) -> "EvaluationQuerySet":
        """Without an outcome, in a traject that goes on."""
        return self.filter(outcome_on=None).exclude(traject__status__in=[TrajectStatus.CLOSED, TrajectStatus.ARCHIVED])

    def missed(self, today: date) -> "EvaluationQuerySet":
        """Whose day has passed while nobody wrote down what came of it."""
        return self.open().filter(date__lt=today)

    def to_tell_early(self, today: date) -> "EvaluationQuerySet":
        """About two weeks ahead, and nobody was reminded yet."""
        return self.open().filter(date__gt=today + LATE, date__lte=today + EARLY, told_early_on=None)

    def to_tell_late(self, today: date) -> "EvaluationQuerySet":
        """Tomorrow, or today when yesterday nothing was sent."""
        return self.open().filter(date__range=(today, today + LATE), told_late_on=None)


class EvaluationMoment(models.Model):
    """A day on which partners look back on the plan together (evaluatiemoment, F2)."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="evaluations")
    date = models.DateField("datum")
    about = models.TextField("waar kijken jullie op terug?", max_length=2_000, blank=True)
    # Without any the whole plan is looked back on.
    lines = models.ManyToManyField(ActionLine, blank=True, related_name="evaluations", verbose_name="welke actielijnen")
    outcome = models.TextField("wat kwam eruit?", max_length=20_000, blank=True)
    outcome_on = models.DateField(null=True, blank=True)
    changes_plan = models.BooleanField("het plan moet worden aangepast", default=False)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    told_early_on = models.DateField(null=True, blank=True)
    told_late_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        ordering = ["date", "pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", outcome_on__isnull=True, changes_plan=False)
                | (~Q(outcome="") & Q(outcome_on__isnull=False)),
                name="evaluation_outcome_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"Evaluatiemoment {self.pk}"

    @property
    def has_come(self) -> bool:
        """Is it today or before?"""
        return self.date <= timezone.localdate()

    @property
    def is_missed(self) -> bool:
        """Has its day passed while nobody wrote down what came of it?"""
        return self.outcome_on is None and self.date < timezone.localdate()


class GoalIndicator(models.Model):
    """By which number partners see whether a joint goal comes nearer (indicator, F4)."""

    goal = models.ForeignKey(JointGoal, on_delete=models.CASCADE, related_name="indicators", verbose_name="doel")
    name = models.CharField("wat tellen of meten jullie?", max_length=200)
    # Room for the sentence that stands here when a text is hidden.
    unit = models.CharField("eenheid", max_length=100, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"Indicator {self.pk}"

    @property
    def then(self) -> "Measurement | None":
        """The first number (nulmeting), None without any."""
        return next(iter(self.measurements.all()), None)


class Measurement(models.Model):
    """One number of an indicator, on a day and from a source; the first is what it began with."""

    indicator = models.ForeignKey(GoalIndicator, on_delete=models.CASCADE, related_name="measurements")
    value = models.DecimalField("getal", max_digits=12, decimal_places=2)
    date = models.DateField("datum")
    source = models.CharField("bron", max_length=200)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["date", "pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["indicator", "date"], name="measurement_once_a_day")]

    def __str__(self) -> str:
        return f"Meting {self.pk}"

    @property
    def number(self) -> str:
        """As one writes it in Dutch, without zeros that say nothing: "1.250", "6,5"."""
        return written(self.value)


def written(value: Decimal) -> str:
    """A number as one writes it in Dutch, without zeros that say nothing."""
    plain = f"{value:,.2f}".rstrip("0").rstrip(".")
    return plain.replace(",", " ").replace(".", ",").replace(" ", ".")


class Topic(models.TextChoices):
    """What is to be arranged around a plan before it is carried out (Stappenplan, step 6)."""

    BOARD = "bestuurlijk", "Bestuurlijk maken"
    HANDOVER = "overdracht", "Overdragen aan professionals van een thema"
    RESIDENTS = "bewoners", "Communicatie met bewoners"


TOPIC_PART: dict[str, Part] = {
    Topic.BOARD: Part.GOVERNANCE,
    Topic.HANDOVER: Part.GOVERNANCE,
    Topic.RESIDENTS: Part.COMMUNICATION,
}
"""In which part of the plan the points of a topic stand."""


class GovernancePoint(models.Model):
    """One thing to arrange with the board, with professionals of a theme, or towards residents: who, and when."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="governance_points")
    topic = models.CharField("hoort bij", max_length=20, choices=Topic.choices)
    # Which point of the method it was made of, "" for one of the partners' own.
    preset = models.CharField(max_length=30, blank=True)
    title = models.CharField("wat moet er gebeuren?", max_length=300)
    partner = models.ForeignKey(
        Partner,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="welke organisatie zorgt ervoor?",
    )
    person = models.CharField("wie van deze organisatie", max_length=120, blank=True)
    due = models.DateField("uiterlijk", null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=Q(topic__in=Topic.values), name="governance_topic_is_known"),
            models.UniqueConstraint(
                fields=["traject", "preset"], condition=~Q(preset=""), name="governance_preset_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Punt {self.pk}"

    @property
    def organisation(self) -> str:
        """The name of the organisation that sees to it, "" for nobody yet."""
        return self.partner.organisation.name if self.partner else ""

    @property
    def when(self) -> str:
        """Since when it is done, or until when it is to be; "" where nobody said."""
        if self.done_on:
            return f"geregeld op {_day(self.done_on)}"
        return f"uiterlijk {_day(self.due)}" if self.due else ""

    @property
    def is_late(self) -> bool:
        """Not done while its day has passed?"""
        return self.done_on is None and self.due is not None and self.due < timezone.localdate()


@cache
def _day(day: date) -> str:
    return str(date_format(day, "j F Y"))


class Objection(models.Model):
    """What somebody may say against it, and what the partners then answer (bezwaar, T9). For partners only."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="objections")
    text = models.TextField("bezwaar", max_length=2_000)
    answer = models.TextField("ons antwoord", max_length=20_000, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"Bezwaar {self.pk}"
