"""How long things are kept (V6): the terms of the settings, and on which day one has passed."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings


@dataclass(frozen=True)
class Terms:
    """The terms as this installation has them; the name of a field says its unit.

    The settings BB_KEEP_… hold them, with the defaults of docs/beheer.md.
    """

    registrations_months: int
    registrations_at_most_months: int
    drafts_days: int
    residents_input_months: int
    traject_months: int
    account_active_months: int
    account_months: int
    access_events_months: int
    login_events_months: int
    mail_days: int
    backups_days: int


def terms() -> Terms:
    """The terms that hold now."""
    return Terms(**settings.KEEP)


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where that day does not exist."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def last_passed(today: date, months: int) -> date:
    """The latest day whose term of so many months has passed: what is from that day or before goes today."""
    day = months_after(today, -months)
    while months_after(day + timedelta(days=1), months) <= today:
        day += timedelta(days=1)
    return day


def in_months(months: int) -> str:
    """A term as people say it."""
    return "1 maand" if months == 1 else f"{months} maanden"
