"""The six steps: the city's catalogue, and each traject's own copy of it (T5, T6)."""

from datetime import date
from decimal import Decimal

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse

from buurtbalans.accounts.models import User
from trajects.traject.models import Traject


def lines(verbose_name: str) -> "ArrayField[list[str], list[str]]":
    """A list of short texts, one a line on the form."""
    return ArrayField(models.CharField(max_length=500), verbose_name=verbose_name, default=list, blank=True)


def hours(verbose_name: str) -> "models.DecimalField[Decimal, Decimal]":
    """Time in hours, as the Stappenplan gives it."""
    return models.DecimalField(verbose_name, max_digits=3, decimal_places=1, default=Decimal(0))


class StepTexts(models.Model):
    """What the method says about a step: the same for the catalogue and for a traject's copy."""

    number = models.PositiveSmallIntegerField("nummer", validators=[MinValueValidator(1), MaxValueValidator(6)])
    title = models.CharField("titel", max_length=120)
    summary = models.TextField("samenvatting", max_length=2_000, blank=True)
    form = models.CharField("vorm", max_length=300, blank=True)
    hours_min = hours("benodigde tijd vanaf (uur)")
    hours_max = hours("benodigde tijd tot (uur)")
    preparation_hours_min = hours("voorbereiding vanaf (uur)")
    preparation_hours_max = hours("voorbereiding tot (uur)")
    homework_hours = hours("huiswerk (uur)")
    purposes = lines("doelen")
    preparation = lines("voorbereiding")
    discussion_points = lines("bespreekpunten")
    tips = lines("tips")
    homework = lines("huiswerk")
    # A list of {"title", "minutes", "form", "purpose", "break", "discussion_point", "werkvorm"}.
    example_agenda = models.JSONField("voorbeeldagenda", default=list, blank=True)

    class Meta:
        abstract = True
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class CatalogueStep(StepTexts):
    """A step as the city uses it. Editable by the administrator; delivered from the catalogue files."""

    expected_results = lines("resultaten")

    class Meta(StepTexts.Meta):
        verbose_name = "stap"
        verbose_name_plural = "stappencatalogus"
        constraints = [models.UniqueConstraint(fields=["number"], name="catalogue_step_once")]

    def clean(self) -> None:
        """The example agenda names only discussion points that the step has."""
        points = len(self.discussion_points)
        unknown = [item for item in self.example_agenda if (item.get("discussion_point") or 0) > points]
        if unknown:
            told = "“{title}”: bespreekpunt {discussion_point} staat niet in de lijst met bespreekpunten."
            raise ValidationError({"example_agenda": [told.format(**item) for item in unknown]})


class Step(StepTexts):
    """A step of one traject: its own copy of the catalogue's texts, and how far it is."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="steps")
    planned_on = models.DateField("gepland rond", null=True, blank=True)
    started_on = models.DateField("begonnen op", null=True, blank=True)
    finished_on = models.DateField("afgerond op", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(StepTexts.Meta):
        ordering = ["traject", "number"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["traject", "number"], name="step_number_once"),
            models.CheckConstraint(
                condition=models.Q(finished_on__isnull=True) | models.Q(started_on__isnull=False),
                name="step_finished_after_start",
            ),
        ]

    def get_absolute_url(self) -> str:
        """The step's own page."""
        return reverse("trajects:step", args=[self.traject_id, self.number])

    @property
    def state(self) -> str:
        """The word the stepper knows it by: completed, current or nothing."""
        if self.finished_on:
            return "completed"
        return "current" if self.started_on else ""


class StepResult(models.Model):
    """One result that a step should bring, to be ticked when it is reached (T6)."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="results")
    position = models.PositiveSmallIntegerField()
    text = models.CharField("resultaat", max_length=500)
    reached_on = models.DateField("bereikt op", null=True, blank=True)
    reached_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["step", "position"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["step", "position"], name="step_result_position_once")]

    def reach(self, *, reached: bool, by: User, today: date) -> None:
        """Tick or untick."""
        self.reached_on = today if reached else None
        self.reached_by = by if reached else None
        self.save(update_fields=["reached_on", "reached_by"])


class ResultReached(models.Model):
    """In which session a result was reached. Seen by who may see that session; the result itself by everybody (T6)."""

    result = models.OneToOneField(StepResult, on_delete=models.CASCADE, related_name="reached_in")
    session = models.ForeignKey("traject_sessions.Session", on_delete=models.CASCADE, related_name="reached_results")

    class Meta:
        default_permissions = ()
