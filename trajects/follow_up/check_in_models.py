"""Asking the leads of lines of action how it goes: three questions, from a mailed link (F1)."""

from datetime import date, datetime, time

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from trajects.follow_up.models import StuckPoint
from trajects.partners.models import Membership, Partner, sitting
from trajects.plan.models import ActionLine
from trajects.traject.models import Traject, TrajectStatus

OVER = (TrajectStatus.CLOSED, TrajectStatus.ARCHIVED)


class CheckInQuerySet(models.QuerySet["CheckIn"]):
    """Which check-ins."""

    def to_send(self, today: date) -> "CheckInQuerySet":
        """Planned for today or before, not sent yet, and still to be answered in a traject that goes on."""
        due = self.filter(sent_at=None, asks_on__lte=today, answers_by__gte=today)
        return due.exclude(traject__status__in=OVER)


class CheckIn(models.Model):
    """One round of three questions to the leads of some or all lines, on a day and until a day."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="check_ins")
    asks_on = models.DateField("mail versturen op")
    answers_by = models.DateField("antwoord graag uiterlijk op")
    lines = models.ManyToManyField(ActionLine, related_name="check_ins", verbose_name="actielijnen")
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = CheckInQuerySet.as_manager()

    class Meta:
        ordering = ["-asks_on", "-pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(answers_by__gte=models.F("asks_on")), name="check_in_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"Check-in {self.pk}"

    @property
    def ends_at(self) -> datetime:
        """Until when one can answer and change what one answered."""
        return timezone.make_aware(datetime.combine(self.answers_by, time.max))

    @property
    def answered(self) -> int:
        """How many of who were asked answered."""
        return sum(row.answered_at is not None for row in self.answers.all())

    @property
    def is_open(self) -> bool:
        """Was it sent, and can one still answer?"""
        return bool(self.sent_at) and timezone.localdate() <= self.answers_by and not self.traject.is_closed


class CheckInAnswerQuerySet(models.QuerySet["CheckInAnswer"]):
    """Which answers."""

    def asked_now(self, today: date) -> "CheckInAnswerQuerySet":
        """Whose question can still be answered, by who still takes part for an organisation that does."""
        asked = {"check_in__sent_at__isnull": False, "check_in__answers_by__gte": today}
        return self.filter(sitting(), **asked).exclude(check_in__traject__status__in=OVER)

    def unanswered(self, today: date) -> "CheckInAnswerQuerySet":
        """Of those the ones that wait for an answer."""
        return self.asked_now(today).filter(answered_at=None)

    def beside(self, row: "CheckInAnswer") -> "CheckInAnswerQuerySet":
        """What the same person is asked in the same check-in: an answer for each line, the row itself among them."""
        return self.filter(check_in=row.check_in_id, membership=row.membership_id)

    def to_remind(self, today: date, last_day: date) -> "CheckInAnswerQuerySet":
        """Waiting, asked before today, until a day from today to `last_day`, and not reminded yet."""
        days = {"check_in__answers_by__lte": last_day, "check_in__sent_at__date__lt": today}
        return self.unanswered(today).filter(reminded_on=None, **days)


class CheckInAnswer(models.Model):
    """What one lead is asked about one line, and answers: what goes well, where it is stuck, what is needed."""

    check_in = models.ForeignKey(CheckIn, on_delete=models.CASCADE, related_name="answers")
    line = models.ForeignKey(ActionLine, on_delete=models.CASCADE, related_name="check_in_answers")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="check_in_answers")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="check_in_answers")
    going = models.TextField("wat loopt?", max_length=20_000, blank=True)
    stuck = models.TextField("waar zit het vast?", max_length=20_000, blank=True)
    needed = models.TextField("wat is nodig?", max_length=20_000, blank=True)
    point = models.OneToOneField(StuckPoint, on_delete=models.SET_NULL, null=True, blank=True, related_name="told_in")
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)

    objects = CheckInAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["check_in", "line", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["check_in", "line", "membership"], name="check_in_asked_once"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=False) | Q(going="", stuck="", needed=""),
                name="check_in_answered_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"Check-in-antwoord {self.pk}"
