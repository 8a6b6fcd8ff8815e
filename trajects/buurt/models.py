"""The official division of the municipality in stadsdelen, wijken and buurten (T2)."""

from typing import Any

from django.db import models
from django.db.models import Case, F, IntegerField, Q, Value, When

from buurtbalans.folding import fold


class AreaLevel(models.TextChoices):
    """The three scales of the official division, from wide to narrow."""

    STADSDEEL = "stadsdeel", "stadsdeel"
    WIJK = "wijk", "wijk"
    BUURT = "buurt", "buurt"


# A comparison with an empty column is neither true nor false, and PostgreSQL lets such a row pass a check;
# so a whole box says explicitly that nothing is empty.
CORNERS = ("min_x", "min_y", "max_x", "max_y")
NO_BOX = Q(**{f"{corner}__isnull": True for corner in CORNERS})
WHOLE_BOX = Q(**{f"{corner}__isnull": False for corner in CORNERS}, min_x__lte=F("max_x"), min_y__lte=F("max_y"))


class AreaQuerySet(models.QuerySet["Area"]):
    """Which areas."""

    def buurten(self) -> "AreaQuerySet":
        """The neighbourhoods, the scale on which Buurtbalans works best."""
        return self.filter(level=AreaLevel.BUURT)

    def wijken(self) -> "AreaQuerySet":
        """The districts, each made of buurten."""
        return self.filter(level=AreaLevel.WIJK)

    def choosable(self) -> "AreaQuerySet":
        """What a traject can be about: buurten, or a whole wijk."""
        return self.filter(level__in=[AreaLevel.BUURT, AreaLevel.WIJK])

    def search(self, text: str) -> "AreaQuerySet":
        """Areas whose name holds every word, or whose full or short code begins with the text.

        The exact code comes first, then names that begin with the text, then the other names.
        """
        folded = fold(text)
        if not folded:
            return self.none()
        code = folded.upper().replace(" ", "")
        by_code = Q(code__startswith=code) | Q(short_code__startswith=code)
        by_name = Q(*(Q(folded__contains=word) for word in folded.split()))
        rank = Case(
            When(Q(code=code) | Q(short_code=code), then=Value(0)),
            When(folded__startswith=folded, then=Value(1)),
            default=Value(2),
            output_field=IntegerField(),
        )
        return self.filter(by_code | by_name).order_by(rank, "folded", "code")

    def with_parents(self) -> "AreaQuerySet":
        """With wijk and stadsdeel in the same query: needed for `label` and `district_name` in a list."""
        return self.select_related("parent__parent")


class Area(models.Model):
    """A buurt, wijk or stadsdeel of the official division (T2)."""

    code = models.CharField("code", max_length=16, unique=True)
    short_code = models.CharField("korte code", max_length=16, blank=True, db_index=True)
    name = models.CharField("naam", max_length=120)
    folded = models.CharField(max_length=120, db_index=True, editable=False)
    level = models.CharField("niveau", max_length=16, choices=AreaLevel.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name="ligt in"
    )
    edition = models.CharField("jaar van de indeling", max_length=4, blank=True)
    geometry = models.JSONField("grens", null=True, blank=True)
    min_x = models.FloatField(null=True, blank=True)
    min_y = models.FloatField(null=True, blank=True)
    max_x = models.FloatField(null=True, blank=True)
    max_y = models.FloatField(null=True, blank=True)
    source = models.CharField("bron", max_length=200, blank=True)
    source_date = models.DateField("datum van de bron", null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = "gebied"
        verbose_name_plural = "gebieden"
        ordering = ["folded", "code"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(code=""),
                name="area_has_a_code",
                violation_error_message="Een gebied heeft altijd een code.",
            ),
            models.CheckConstraint(
                condition=Q(level__in=AreaLevel.values),
                name="area_level_is_known",
                violation_error_message="Een gebied is een stadsdeel, een wijk of een buurt.",
            ),
            models.CheckConstraint(
                condition=NO_BOX | WHOLE_BOX,
                name="area_box_is_whole",
                violation_error_message="De uiterste punten van een gebied horen alle vier ingevuld te zijn.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the folded name, by which lists search and sort, equal to the name."""
        # Folding can lengthen a name (a ligature becomes two letters); search needs only its beginning.
        self.folded = fold(self.name)[:120]
        super().save(*args, **kwargs)

    @property
    def label(self) -> str:
        """The area as one picks it from a list; wants `with_parents()`."""
        name = f"Wijk {self.name}" if self.level == AreaLevel.WIJK else self.name
        within = f" · {self.parent.level} {self.parent.name}" if self.parent else ""
        return f"{name}{within} ({self.code})"

    @property
    def district_name(self) -> str:
        """Name of the stadsdeel this area lies in, or nothing when unknown; wants `with_parents()`."""
        wijk = self.parent
        for area in (self, wijk, wijk.parent if wijk else None):
            if area and area.level == AreaLevel.STADSDEEL:
                return area.name
        return ""
