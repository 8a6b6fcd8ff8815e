"""The library of working forms (werkvormen): ways to do an agenda item, for everybody to read (S2)."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from trajects.steps.models import lines

MINUTES_MAX = 240
PEOPLE_MAX = 200


class Place(models.TextChoices):
    """Where a working form works."""

    ON_SITE = "op_locatie", "Op locatie"
    ONLINE = "online", "Online"
    BOTH = "beide", "Op locatie en online"


def _number(verbose_name: str, highest: int) -> "models.PositiveSmallIntegerField[int, int]":
    return models.PositiveSmallIntegerField(verbose_name, validators=[MinValueValidator(1), MaxValueValidator(highest)])


class WerkvormQuerySet(models.QuerySet["Werkvorm"]):
    """Which working forms."""

    def offered(self) -> "WerkvormQuerySet":
        """Those the city offers now."""
        return self.filter(is_offered=True)

    def mentioning(self, text: str) -> "WerkvormQuerySet":
        """With these words somewhere in the name or the purpose."""
        return self.filter(Q(name__icontains=text) | Q(purpose__icontains=text))

    def within(self, minutes: int) -> "WerkvormQuerySet":
        """That can be done in so many minutes."""
        return self.filter(minutes_min__lte=minutes)

    def for_group_of(self, people: int) -> "WerkvormQuerySet":
        """That suit so many people."""
        return self.filter(people_min__lte=people, people_max__gte=people)

    def usable(self, place: str) -> "WerkvormQuerySet":
        """That work in this place (Place)."""
        return self.filter(place__in={place, Place.BOTH})

    def for_step(self, number: int) -> "WerkvormQuerySet":
        """That suit this step of the method."""
        return self.filter(traject_steps__contains=[number])


class Werkvorm(models.Model):
    """A way to do an agenda item. Editable by the administrator; delivered from the catalogue files."""

    name = models.CharField("naam", max_length=120, unique=True)
    purpose = models.TextField("waarvoor", max_length=2_000)
    minutes_min = _number("duur vanaf (minuten)", MINUTES_MAX)
    minutes_max = _number("duur tot (minuten)", MINUTES_MAX)
    people_min = _number("groep vanaf (mensen)", PEOPLE_MAX)
    people_max = _number("groep tot (mensen)", PEOPLE_MAX)
    place = models.CharField("waar", max_length=20, choices=Place.choices, default=Place.BOTH)
    traject_steps = ArrayField(
        models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(6)]),
        verbose_name="bij welke stappen",
        default=list,
        blank=True,
    )
    materials = lines("wat je nodig hebt")
    doing = lines("zo doe je het")
    tips = lines("tips")
    is_offered = models.BooleanField(
        "aanbieden", default=True, help_text="Zonder vinkje staat hij niet meer in de lijst. Agenda's houden hem."
    )

    objects = WerkvormQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = "werkvorm"
        verbose_name_plural = "werkvormen"
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes_max__gte=F("minutes_min")),
                name="werkvorm_minutes_in_order",
                violation_error_message="De duur tot is korter dan de duur vanaf.",
            ),
            models.CheckConstraint(
                condition=Q(people_max__gte=F("people_min")),
                name="werkvorm_people_in_order",
                violation_error_message="De groep tot is kleiner dan de groep vanaf.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its own page."""
        return reverse("sessions:werkvorm", args=[self.pk])

    @property
    def duration(self) -> str:
        """How long it takes, in words."""
        return f"{_from_to(self.minutes_min, self.minutes_max)} minuten"

    @property
    def group_size(self) -> str:
        """For how many people it is, in words."""
        return f"{_from_to(self.people_min, self.people_max)} mensen"


def _from_to(least: int, most: int) -> str:
    return str(least) if least == most else f"{least} tot {most}"
