"""Who agrees with the plan for each organisation, and the plan as it was adopted (L6)."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from trajects.partners.models import Membership, Partner, PartnerStatus
from trajects.plan.models import PlanVersion
from trajects.traject.models import TrajectStatus


class Answer(models.TextChoices):
    """What an organisation says about a submitted version (Stappenplan, step 6)."""

    NONE = "geen", "Nog geen reactie"
    DISCUSSED = "besproken", "Intern besproken"
    AGREED = "akkoord", "Akkoord"
    CONDITION = "voorwaarde", "Akkoord onder voorwaarde"
    REFUSED = "niet", "Niet akkoord"


WITHOUT_DECISION = (Answer.NONE, Answer.DISCUSSED)
"""The organisation has not said yet whether it agrees."""

WITH_WORDS = (Answer.CONDITION, Answer.REFUSED)
"""An answer that says nothing without words."""


class Signatory(models.Model):
    """The person who answers for one organisation in a traject (ondertekenaar); also somebody of its back office."""

    partner = models.OneToOneField(Partner, on_delete=models.CASCADE, related_name="signatory")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="signs_as")
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    chosen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()

    @property
    def has_left(self) -> bool:
        """Does this person no longer sit for the organisation? Then it is to name somebody else."""
        return not self.membership.sits_for(self.partner)


class ApprovalQuerySet(models.QuerySet["Approval"]):
    """Which answers."""

    def of_version(self, version: Any) -> "ApprovalQuerySet":
        """Of one version, in the order of the organisations, each with who answers."""
        whom = ("partner__organisation", "partner__signatory__membership__user", "answered_by")
        rows = self.filter(plan_version=version).select_related(*whom)
        return rows.order_by("partner__organisation__folded", "pk")

    def with_history(self) -> "ApprovalQuerySet":
        """Each with every answer that was given."""
        return self.prefetch_related("history__by")

    def waiting(self) -> "ApprovalQuerySet":
        """Without a decision, of versions on which one can still answer, by organisations that still take part."""
        newest = PlanVersion.objects.filter(plan=OuterRef("plan_version__plan")).order_by("-pk").values("pk")[:1]
        asked = {
            "plan_version": Subquery(newest),
            "plan_version__adopted_at": None,
            "partner__status": PartnerStatus.JOINED,
            "partner__organisation__is_active": True,
        }
        closed = Q(plan_version__plan__traject__status__in=[TrajectStatus.CLOSED, TrajectStatus.ARCHIVED])
        return self.filter(~closed, answer__in=WITHOUT_DECISION, **asked)

    def to_remind(self, today: date, last_day: date) -> "ApprovalQuerySet":
        """Waiting, asked before today, with a date from today to `last_day`, and not reminded yet."""
        days = {"plan_version__answers_by__range": (today, last_day), "plan_version__submitted_at__date__lt": today}
        return self.waiting().filter(reminded_on=None, **days)


class Approval(models.Model):
    """What one organisation that was asked says about one submitted version (akkoord)."""

    plan_version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="approvals")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="approvals")
    answer = models.CharField("antwoord", max_length=20, choices=Answer.choices, default=Answer.NONE)
    words = models.TextField("toelichting", max_length=20_000, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    # The version on which this answer was given, when nothing changed since: "Concept 0.3".
    carried_from = models.CharField(max_length=30, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        ordering = ["plan_version", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["plan_version", "partner"], name="approval_once"),
            models.CheckConstraint(
                condition=Q(answer=Answer.NONE, answered_at__isnull=True)
                | (~Q(answer=Answer.NONE) & Q(answered_at__isnull=False)),
                name="approval_answered_at_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(answer__in=WITH_WORDS) | ~Q(words=""), name="approval_with_condition_has_words"
            ),
        ]

    def __str__(self) -> str:
        return f"Akkoord {self.pk}"

    @property
    def counts(self) -> bool:
        """An organisation that no longer takes part is not asked any more; what it said stays."""
        return self.partner.takes_part

    @property
    def is_decided(self) -> bool:
        """Did the organisation say whether it agrees?"""
        return self.answer not in WITHOUT_DECISION

    @property
    def signatory(self) -> Signatory | None:
        """Who answers for the organisation now, None when nobody was named."""
        return getattr(self.partner, "signatory", None)

    @property
    def waits_for(self) -> str:
        """Why nobody can answer now, "" when somebody can."""
        if self.signatory is None:
            return "nog geen ondertekenaar"
        return "ondertekenaar is vertrokken" if self.signatory.has_left else ""


class ApprovalChange(models.Model):
    """One answer as it was given; every one is kept."""

    approval = models.ForeignKey(Approval, on_delete=models.CASCADE, related_name="history")
    answer = models.CharField("antwoord", max_length=20, choices=Answer.choices)
    words = models.TextField("toelichting", max_length=20_000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()


class AdoptedPaper(models.Model):
    """The plan as it was adopted: its contents with the answers, and its one PDF. The database refuses any change.

    What pages show is PlanVersion.contents, so that a reported text can be hidden there (docs/adr/0033).
    """

    plan_version = models.OneToOneField(PlanVersion, on_delete=models.CASCADE, related_name="paper")
    contents = models.JSONField(encoder=DjangoJSONEncoder)
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Vastgesteld plan {self.pk}"

    @property
    def approvals(self) -> list[dict[str, Any]]:
        """The answers as they were at the moment of adoption."""
        found: list[dict[str, Any]] = self.contents["approvals"]
        return found
