"""Choosing when to be reminded (A3)."""

from buurtbalans.accounts.models import User
from sessions.reminders.models import ReminderSetting


def setting_of(user: User) -> ReminderSetting:
    """What this person chose; not yet stored for who never chose."""
    return ReminderSetting.objects.filter(user=user).first() or ReminderSetting(user=user)


def choose(user: User, *, is_on: bool, hour: int) -> None:
    """Keep the hour, and whether to remind at all."""
    ReminderSetting.objects.update_or_create(user=user, defaults={"is_on": is_on, "hour": hour})


def mute(user: User) -> None:
    """Remind this person no more; a second time changes nothing."""
    ReminderSetting.objects.update_or_create(user=user, defaults={"is_on": False})
