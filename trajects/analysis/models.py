"""What the partners found together, and what it leans on (D6). Typed once, shown in the plan (L2).

assumption → problem statement or opportunity → cause → joint goal → measure: each link is ticked by people.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from trajects.partners.models import Partner
from trajects.traject.models import Traject


class Verdict(models.TextChoices):
    """What became of an assumption when it was held against what is known."""

    UNTESTED = "niet_getoetst", "Nog niet getoetst"
    CONFIRMED = "bevestigd", "Bevestigd"
    NUANCED = "genuanceerd", "Genuanceerd"
    REFUTED = "weerlegd", "Weerlegd"
    UNKNOWN = "onbekend", "Weten we nog niet"


class Stance(models.TextChoices):
    """Which way a piece of evidence points."""

    FOR = "voor", "Spreekt ervoor"
    AGAINST = "tegen", "Spreekt ertegen"
    NUANCES = "nuance", "Maakt het genuanceerder"


class Assumption(models.Model):
    """What partners think is so (aanname), and what testing it showed. Read by all partners."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="assumptions")
    text = models.TextField("aanname", max_length=2_000)
    # The organisation that wrote it; it may reword it until it is tested.
    partner = models.ForeignKey(Partner, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    verdict = models.CharField("oordeel", max_length=20, choices=Verdict.choices, default=Verdict.UNTESTED)
    verdict_words = models.TextField("waarom", max_length=20_000, blank=True)
    verdict_on = models.DateField(null=True, blank=True)
    verdict_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict=Verdict.UNTESTED, verdict_on__isnull=True)
                | (~Q(verdict=Verdict.UNTESTED) & Q(verdict__in=Verdict.values, verdict_on__isnull=False)),
                name="assumption_verdict_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"Aanname {self.pk}"

    @property
    def is_tested(self) -> bool:
        """The kernteam said what testing showed."""
        return self.verdict != Verdict.UNTESTED

    @property
    def is_refuted(self) -> bool:
        """Testing showed that it is not so."""
        return self.verdict == Verdict.REFUTED


class Evidence(models.Model):
    """What speaks for or against an assumption (onderbouwing), with at most one source.

    Seen by all partners; what comes from an outcome of a session by who may see that session only. What comes from a
    registration is a model of its own (privacy/registrations). Its address is a random number: a number that
    counts would tell of evidence that somebody may not see.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assumption = models.ForeignKey(Assumption, on_delete=models.CASCADE, related_name="evidence")
    stance = models.CharField("wat doet dit met de aanname?", max_length=20, choices=Stance.choices)
    # May be left empty beside a source, whose own words are shown then.
    text = models.TextField("onderbouwing", max_length=20_000, blank=True)
    partner = models.ForeignKey(Partner, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    # What residents take back is gone for professionals, with what was written about it here.
    finding = models.ForeignKey(
        "trajects.ReleasedFinding",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="evidence",
        verbose_name="bevinding van bewoners",
    )
    document = models.ForeignKey(
        "trajects.Document",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="evidence",
        verbose_name="document",
    )
    outcome = models.ForeignKey(
        "traject_sessions.Outcome",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="evidence",
        verbose_name="uitkomst van een bijeenkomst",
    )
    # Stays when the outcome is taken away: what was said there is not for others because of that.
    session = models.ForeignKey(
        "traject_sessions.Session", on_delete=models.CASCADE, null=True, blank=True, related_name="evidence"
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["created_at", "pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=Q(stance__in=Stance.values), name="evidence_stance_is_known"),
            models.CheckConstraint(
                condition=Q(outcome__isnull=True) | Q(session__isnull=False), name="evidence_outcome_has_its_session"
            ),
            models.CheckConstraint(
                condition=Q(finding__isnull=True, document__isnull=True)
                | Q(finding__isnull=True, session__isnull=True)
                | Q(document__isnull=True, session__isnull=True),
                name="evidence_has_one_source",
            ),
        ]

    def __str__(self) -> str:
        return f"Onderbouwing {str(self.uuid)[:8]}"


class ProblemStatement(models.Model):
    """What exactly is the problem, in the partners' own words (probleemstelling)."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="problem_statements")
    text = models.TextField("probleemstelling", max_length=20_000)
    assumptions = models.ManyToManyField(
        Assumption, blank=True, related_name="problems", verbose_name="leunt op deze aannames"
    )
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        default_permissions = ()


class Opportunity(models.Model):
    """What already goes well or could (kans), beside the problems."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="opportunities")
    text = models.TextField("kans", max_length=20_000)
    assumptions = models.ManyToManyField(
        Assumption, blank=True, related_name="opportunities", verbose_name="leunt op deze aannames"
    )
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        default_permissions = ()
        verbose_name_plural = "opportunities"


class Cause(models.Model):
    """Why a problem or opportunity is there (oorzaak, achtergrond), and what partners can do about it."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="causes")
    text = models.TextField("oorzaak of achtergrond", max_length=20_000)
    is_within_reach = models.BooleanField("binnen bereik: hier kunnen wij samen iets aan doen", default=False)
    influence = models.TextField("waar hebben we invloed op?", max_length=20_000, blank=True)
    done_already = models.TextField("wat doen partners al?", max_length=20_000, blank=True)
    problems = models.ManyToManyField(
        ProblemStatement, blank=True, related_name="causes", verbose_name="van deze problemen"
    )
    opportunities = models.ManyToManyField(
        Opportunity, blank=True, related_name="causes", verbose_name="van deze kansen"
    )
    # Which measures work on it; without any, the goal of a measure's line tells why the measure is there.
    measures = models.ManyToManyField("trajects.Measure", blank=True, related_name="causes")
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        default_permissions = ()


class JointGoal(models.Model):
    """What the partners want to reach together, and what residents gain by it (gezamenlijk doel)."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="joint_goals")
    title = models.CharField("doel", max_length=200)
    gain = models.TextField("meerwaarde voor bewoners", max_length=20_000, blank=True)
    problems = models.ManyToManyField(
        ProblemStatement, blank=True, related_name="goals", verbose_name="bij deze problemen"
    )
    opportunities = models.ManyToManyField(
        Opportunity, blank=True, related_name="goals", verbose_name="bij deze kansen"
    )
    causes = models.ManyToManyField(Cause, blank=True, related_name="goals", verbose_name="bij deze oorzaken")
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"Doel {self.pk}"
