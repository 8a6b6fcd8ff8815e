"""Who carries out the lines of action, and how far they are (F1, F4)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from trajects.partners.models import Membership, Partner
from trajects.plan.models import ActionLine, Measure
from trajects.plan.parts import MeasureStatus

LEADS_OF_A_LINE = 2
FOR_ONE_ORGANISATION = 2


class Lead(models.Model):
    """One of the one or two who see to a line of action (regiehouder): an organisation, and a person once known."""

    line = models.ForeignKey(ActionLine, on_delete=models.CASCADE, related_name="leads")
    place = models.PositiveSmallIntegerField()
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="leads")
    membership = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="leads")
    since = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["line", "place"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["line", "place"], name="lead_place_once"),
            models.UniqueConstraint(fields=["line", "membership"], name="lead_person_once"),
            models.CheckConstraint(
                condition=Q(place__gte=1, place__lte=LEADS_OF_A_LINE), name="lead_is_one_of_one_or_two"
            ),
        ]

    def __str__(self) -> str:
        return f"Regiehouder {self.pk}"

    @property
    def has_left(self) -> bool:
        """Does this person no longer sit for the organisation, or does that not take part? Then another is to lead."""
        return not (self.membership.sits_for(self.partner) if self.membership else self.partner.takes_part)


class WorkingGroup(models.Model):
    """People of several organisations who do the work of a line of action (werkgroep)."""

    line = models.ForeignKey(ActionLine, on_delete=models.CASCADE, related_name="groups", verbose_name="actielijn")
    name = models.CharField("naam van de werkgroep", max_length=120)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["line", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"Werkgroep {self.pk}"

    @property
    def people(self) -> list[str]:
        """Who is in it, by name."""
        return [one.membership.user.name for one in self.representatives.select_related("membership__user")]


class Representative(models.Model):
    """A person in a working group for his organisation, which sends one or two."""

    group = models.ForeignKey(WorkingGroup, on_delete=models.CASCADE, related_name="representatives")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="represented_in")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="represents_in")
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["partner__organisation__folded", "place"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["group", "partner", "place"], name="representative_place_once"),
            models.UniqueConstraint(fields=["group", "membership"], name="representative_once"),
            models.CheckConstraint(
                condition=Q(place__gte=1, place__lte=FOR_ONE_ORGANISATION), name="representative_is_one_of_two"
            ),
        ]

    @property
    def has_left(self) -> bool:
        """Does this person no longer sit for the organisation, or does that not take part?"""
        return not self.membership.sits_for(self.partner)


class ProgressReport(models.Model):
    """How a measure went on a day, as its owner or the kernteam told it; every one is kept."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="progress")
    status = models.CharField("hoe het loopt", max_length=20, choices=MeasureStatus.choices)
    note = models.TextField("toelichting", max_length=20_000, blank=True)
    on = models.DateField("op", default=timezone.localdate)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="progress_reports")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-on", "-pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=Q(status__in=MeasureStatus.values), name="progress_status_is_known"),
            models.CheckConstraint(
                condition=~Q(status=MeasureStatus.STUCK) | ~Q(note=""), name="progress_that_is_stuck_says_where"
            ),
        ]


class Helper(models.TextChoices):
    """Who is asked to help where something is stuck."""

    LEAD = "regiehouder", "De regiehouder van de lijn"
    KERNTEAM = "kernteam", "Het kernteam"


class StuckPoint(models.Model):
    """Where a line or a measure is stuck, with a question to who can help (loopt vast), until it is solved."""

    line = models.ForeignKey(ActionLine, on_delete=models.CASCADE, related_name="stuck_points")
    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, null=True, related_name="stuck_points")
    question = models.TextField("wat is de vraag", max_length=20_000)
    whom = models.CharField("aan wie", max_length=20, choices=Helper.choices, default=Helper.KERNTEAM)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="stuck_points")
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    raised_at = models.DateTimeField(default=timezone.now)
    reply = models.TextField("antwoord", max_length=20_000, blank=True)
    replied_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    replied_at = models.DateTimeField(null=True, blank=True)
    solved_on = models.DateField("opgelost op", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["solved_on", "raised_at", "pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=~Q(question=""), name="stuck_point_asks_something"),
            models.CheckConstraint(condition=Q(whom__in=Helper.values), name="stuck_point_asks_somebody"),
            models.CheckConstraint(
                condition=Q(reply="", replied_at__isnull=True) | (~Q(reply="") & Q(replied_at__isnull=False)),
                name="stuck_point_replied_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"Knelpunt {self.pk}"

    @property
    def is_solved(self) -> bool:
        """Is nothing stuck here any more?"""
        return self.solved_on is not None
