"""What organisations say about a submitted version: comments by part, and what they can bring in (L3)."""

from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.utils import timezone

from trajects.partners.models import Partner
from trajects.plan.models import PlanVersion
from trajects.plan.parts import Part


class PlanCommentQuerySet(models.QuerySet["PlanComment"]):
    """Which comments."""

    def of_version(self, version: PlanVersion) -> "PlanCommentQuerySet":
        """On one version, in the order in which they were made, each with who spoke and who answered."""
        return self.filter(plan_version=version).select_related("partner__organisation", "author", "answered_by")

    def to_tell(self) -> "PlanCommentQuerySet":
        """Answered by somebody else than who spoke, who was not told yet."""
        answered = self.filter(answered_at__isnull=False, told_at=None, author__isnull=False)
        return answered.exclude(answered_by=F("author"))

    def counted_by_version(self) -> "models.QuerySet[PlanComment, tuple[int, str, str, int, int]]":
        """Each version by key and names, with how many there are and how many wait for an answer; the last first."""
        names = ("plan_version", "plan_version__label", "plan_version__adopted_label")
        counts = {"said": Count("pk"), "waiting": Count("pk", filter=Q(answered_at=None))}
        return self.order_by("-plan_version_id").values_list(*names).annotate(**counts)


class PlanComment(models.Model):
    """What somebody of an organisation says about a part of a submitted version, and what the kernteam answers."""

    plan_version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="comments")
    part = models.CharField("onderdeel", max_length=30, choices=Part.choices, blank=True)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="plan_comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    text = models.TextField("opmerking", max_length=20_000)
    at = models.DateTimeField(default=timezone.now)
    answer = models.TextField("antwoord", max_length=20_000, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = PlanCommentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="") | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="plan_comment_answered_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"Opmerking {self.pk}"

    @property
    def about(self) -> str:
        """Which part it is about, in words."""
        return str(Part(self.part).label) if self.part else "Het hele plan"


class Extent(models.TextChoices):
    """How far an organisation has something for this plan."""

    YES = "ja", "Ja"
    PARTLY = "deels", "Deels"
    NO = "nee", "Nee"
    UNKNOWN = "onbekend", "Nog niet bekend"


@dataclass(frozen=True)
class Said:
    """One of the three things an organisation says, as a reader sees it."""

    label: str
    extent: str
    in_words: str
    words: str


class SupportStatement(models.Model):
    """Whether an organisation has support, capacity and means for a submitted version; one for each version."""

    plan_version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="support")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="support_statements")
    support = models.CharField("draagvlak", max_length=20, choices=Extent.choices, default=Extent.UNKNOWN)
    support_words = models.TextField("toelichting bij draagvlak", max_length=2_000, blank=True)
    capacity = models.CharField("capaciteit", max_length=20, choices=Extent.choices, default=Extent.UNKNOWN)
    capacity_words = models.TextField("toelichting bij capaciteit", max_length=2_000, blank=True)
    means = models.CharField("middelen", max_length=20, choices=Extent.choices, default=Extent.UNKNOWN)
    means_words = models.TextField("toelichting bij middelen", max_length=2_000, blank=True)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    said_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["partner__organisation__folded", "pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["plan_version", "partner"], name="support_stated_once")]

    def __str__(self) -> str:
        return f"Inzet {self.pk}"

    @property
    def all_said(self) -> list[Said]:
        """Support, capacity and means, each with its words."""
        return [
            Said(
                str(self._meta.get_field(name).verbose_name).capitalize(),  # type: ignore[union-attr]  # a plain field
                getattr(self, name),
                str(Extent(getattr(self, name)).label),
                getattr(self, f"{name}_words"),
            )
            for name in ASPECTS
        ]


ASPECTS = ("support", "capacity", "means")
