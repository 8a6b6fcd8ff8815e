"""Accounts of people who take part in nothing any more: closed first, erased later (V6)."""

from datetime import date

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, QuerySet
from django.utils import timezone

from buurtbalans.accounts.models import User
from privacy.retention.erasing import erase, forget_name
from privacy.retention.terms import Terms, last_passed
from trajects.partners.models import Membership

AT_A_TIME = 500


def look_after(today: date, terms: Terms) -> int:
    """Note who has no seat any more, close and erase the accounts whose term has passed; returns how many went.

    Administrators are left alone: they have no seat to lose.
    """
    _note_idle()
    closing = _ordinary().filter(is_active=True, idle_since__lte=last_passed(today, terms.account_active_months))
    closing.update(is_active=False)
    going = list(_ordinary().filter(idle_since__lte=last_passed(today, terms.account_months)))
    for user in going:
        erase(user)
    for user in User.objects.exclude(erased_at=None):
        forget_name(user)
    return len(going)


@transaction.atomic
def _note_idle() -> None:
    """Since when somebody has no seat, in a column of its own: a seat goes with its traject."""
    seat = Membership.objects.active().filter(user=OuterRef("pk"))
    people = _ordinary().annotate(has_seat=Exists(seat))
    people.filter(has_seat=True).exclude(idle_since=None).update(idle_since=None)
    waiting = people.filter(has_seat=False, idle_since=None).annotate(last=Max("memberships__valid_to"))
    for user in waiting.iterator(AT_A_TIME):
        since = timezone.localdate(getattr(user, "last", None) or user.joined_at)
        User.objects.filter(pk=user.pk).update(idle_since=since)


def _ordinary() -> QuerySet[User]:
    return User.objects.filter(is_staff=False, is_superuser=False, erased_at=None)


def note_purged(traject_id: int, today: date) -> None:
    """Who takes part in a traject that goes has been without a seat from today, unless there is another."""
    seats = Membership.objects.active().filter(traject=traject_id)
    User.objects.filter(pk__in=seats.values("user_id")).update(idle_since=today)
