"""A date poll (datumprikker) among the invited of a session that has no date yet (S9)."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from sessions.planning.models import Session, SessionPartner, SessionStatus
from trajects.partners.models import Membership


class Poll(models.Model):
    """Which day suits? One poll for a session in draft; it closes by itself after its last day."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="poll")
    closes_on = models.DateField("antwoorden tot en met")
    # Set when a day was picked.
    ended_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()

    @property
    def is_open(self) -> bool:
        """Can people still answer? Not once the agenda was sent or the session called off."""
        is_draft = self.session.status == SessionStatus.DRAFT
        return is_draft and self.ended_at is None and timezone.localdate() <= self.closes_on

    @property
    def answers_until(self) -> datetime:
        """The moment at which its last day is over."""
        return timezone.make_aware(datetime.combine(self.closes_on + timedelta(days=1), time()))


class PollOption(models.Model):
    """One day and time to choose from."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="options")
    date = models.DateField("datum")
    starts_at = models.TimeField("begint om")
    ends_at = models.TimeField("eindigt om")

    class Meta:
        ordering = ["date", "starts_at", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["poll", "date", "starts_at", "ends_at"], name="poll_option_once"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="poll_option_ends_after_start"),
        ]


class PollVoterQuerySet(models.QuerySet["PollVoter"]):
    """Which people that were asked."""

    def asked_now(self, today: date) -> "PollVoterQuerySet":
        """Of polls that are still open, who sit for an invited organisation now."""
        open_now = {"poll__ended_at": None, "poll__closes_on__gte": today}
        return self.filter(**open_now, poll__session__status=SessionStatus.DRAFT, membership__valid_to=None)

    def unanswered(self, today: date) -> "PollVoterQuerySet":
        """Who can still answer and did not: whom to remind."""
        return self.asked_now(today).filter(answered_at=None)


class PollVoter(models.Model):
    """Somebody who was asked. Leaves with the invitation of his organisation, and with his seat."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="voters")
    invitation = models.ForeignKey(SessionPartner, on_delete=models.CASCADE, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    mailed_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = PollVoterQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["poll", "membership"], name="poll_voter_once")]


class PollAnswer(models.TextChoices):
    """How a day suits somebody."""

    YES = "ja", "Ja"
    IF_NEED_BE = "als_het_moet", "Als het moet"
    NO = "nee", "Nee"


class PollVote(models.Model):
    """What somebody said of one day."""

    voter = models.ForeignKey(PollVoter, on_delete=models.CASCADE, related_name="votes")
    option = models.ForeignKey(PollOption, on_delete=models.CASCADE, related_name="votes")
    answer = models.CharField(max_length=20, choices=PollAnswer.choices)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["voter", "option"], name="poll_vote_once")]

    def __str__(self) -> str:
        return f"Antwoord {self.pk}"


def answers_by_option(voter: Any) -> dict[int, str]:
    """What this voter said before, by option."""
    return dict(voter.votes.values_list("option_id", "answer"))
