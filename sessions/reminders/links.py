"""Links that are mailed with homework and reminders (P7): each for one person and one thing, until a day."""

from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from buurtbalans.accounts.models import User
from privacy.links import services as links
from privacy.links.models import Purpose
from sessions.actions.models import Action
from sessions.polls.models import PollVoter

AFTER_ITS_DATE = timedelta(days=14)
"""How long after its date homework can still be answered from a mail."""
MUTE_LASTS = timedelta(days=90)


def homework_link(user: User, action: Action) -> str:
    """The path of a page on which this person tells how an action or homework went, without logging in.

    Works until two weeks after its date, or after today when it has none or is late. Whether the person may
    (still) report it is asked at every click. Put the site's own address in front of it.
    """
    token = links.make(user, Purpose.REPORT_ACTION, action.pk, until=_end_of(action))
    return reverse("sessions:homework-link", args=[token])


def poll_link(voter: PollVoter) -> str:
    """The path of a page on which this person says which days suit, without logging in, until the poll closes."""
    token = links.make(voter.membership.user, Purpose.ANSWER_POLL, voter.pk, until=_end_of_day(voter.poll.closes_on))
    return reverse("sessions:poll-by-link", args=[token])


def mute_link(user: User) -> str:
    """The path of a page on which this person puts the reminders off, without logging in."""
    token = links.make(user, Purpose.MUTE_REMINDERS, user.pk, until=timezone.now() + MUTE_LASTS)
    return reverse("sessions:reminders-link", args=[token])


def _end_of(action: Action) -> datetime:
    today = timezone.localdate()
    return _end_of_day(max(action.due or today, today) + AFTER_ITS_DATE)


def _end_of_day(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.max.time()))
