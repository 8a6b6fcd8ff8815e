"""The mail with reminders: at most one a day for each person, at the hour that person chose (A3)."""

from contextlib import suppress
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from buurtbalans import mail
from buurtbalans.accounts.models import User
from sessions.reminders.digest import digest_of
from sessions.reminders.links import mute_link
from sessions.reminders.models import FIRST_HOUR, LAST_HOUR, USUAL_HOUR, ReminderSetting
from trajects.partners.models import Membership

SUBJECT = "Buurtbalans: wat er voor je klaarstaat"
# After a day without mail server the evening is still good, the night is not.
LATEST_HOUR = LAST_HOUR + 1


@app.periodic(cron="5 * * * *")
@app.task(name="sessions.remind", queueing_lock="sessions.remind")
def remind(timestamp: int) -> None:
    """Queue a mail for everybody whose hour has come and who was not dealt with today.

    Whose hour passed while no worker ran is queued the next time. `timestamp` is when procrastinate meant it to run.
    """
    now = timezone.localtime()
    if not FIRST_HOUR <= now.hour <= LATEST_HOUR:
        return
    for user_id in _whose_hour_came(now).values_list("pk", flat=True):
        job = mail_digest.configure(queueing_lock=f"sessions.mail_digest {user_id}")
        with suppress(AlreadyEnqueued), transaction.atomic():
            job.defer(user_id=user_id, day=timezone.localdate(now).isoformat())


@app.task(name="sessions.mail_digest", retry=mail.AGAIN)
def mail_digest(user_id: int, day: str) -> None:
    """Mail one person what is to be done, once a day; nothing when nothing is, or when the day is over.

    The day counts as dealt with in the same transaction as the mail is sent, so that a job that is run again after
    all, or fails halfway, neither doubles nor loses it.
    """
    today = timezone.localdate()
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None or date.fromisoformat(day) != today:
        return
    with transaction.atomic():
        setting = _setting_locked(user)
        if setting.is_on and setting.told_on != today:
            _send(user, today)
            ReminderSetting.objects.filter(user=user).update(told_on=today)


def _whose_hour_came(now: datetime) -> QuerySet[User]:
    today = timezone.localdate(now)
    no_wish = Q(reminder_setting=None) if now.hour >= USUAL_HOUR else Q(pk=None)
    wish = Q(reminder_setting__is_on=True, reminder_setting__hour__lte=now.hour)
    told = Q(reminder_setting__told_on__gte=today)
    seats = Membership.objects.active().filter(partner__isnull=False)
    return User.objects.filter(no_wish | wish, is_active=True, pk__in=seats.values("user")).exclude(told).order_by("pk")


def _setting_locked(user: User) -> ReminderSetting:
    ReminderSetting.objects.bulk_create([ReminderSetting(user=user)], ignore_conflicts=True)
    return ReminderSetting.objects.select_for_update().get(user=user)


def _send(user: User, today: date) -> None:
    parts = digest_of(user, today)
    if not parts:
        return
    mute = f"{settings.SITE}{mute_link(user)}"
    # RFC 8058: a mail program can stop these mails with one click, without opening a page.
    headers = mail.always_named(f"herinnering.{user.pk}.{today:%Y%m%d}") | {
        "List-Unsubscribe": f"<{mute}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    context = {"name": user.name, "parts": parts, "site": settings.SITE, "mute": mute}
    mail.send(user.email, SUBJECT, "sessions/reminders/digest.txt", context, headers=headers)
