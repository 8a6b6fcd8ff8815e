"""The fixed periods that a registration is about: a quarter, a half-year or a year (privacy.md section 5, rule 6).

Fixed and never rolling: the difference between two overlapping periods would tell what happened in a few days.
"""

import re
from calendar import monthrange
from datetime import date

from django.db import models

FIRST_YEAR, LAST_YEAR = 2000, 2100


class Period(models.TextChoices):
    """Which part of its year; the code ends with its number."""

    QUARTER_1 = "k1", "1e kwartaal"
    QUARTER_2 = "k2", "2e kwartaal"
    QUARTER_3 = "k3", "3e kwartaal"
    QUARTER_4 = "k4", "4e kwartaal"
    HALF_1 = "h1", "1e half jaar"
    HALF_2 = "h2", "2e half jaar"
    YEAR = "jaar", "heel jaar"


_MONTHS = {"k": 3, "h": 6}
_WORDS = {"kwartaal": "k", "k": "k", "q": "k", "half jaar": "h", "halfjaar": "h", "h": "h"}
_PART = re.compile(r"(?:(?P<before>[1-4])(?:e|ste|de)? ?)?(?P<word>kwartaal|half ?jaar|k|q|h) ?(?P<after>[1-4])?")
_YEAR = re.compile(r"\b20\d\d\b")


def label(period: str, year: int) -> str:
    """The period as people write it, such as "1e kwartaal 2026" or "2026"."""
    return str(year) if period == Period.YEAR else f"{Period(period).label} {year}"


def last_day(period: str, year: int) -> date:
    """The day on which the period ends."""
    month = 12 if period == Period.YEAR else _MONTHS[period[0]] * int(period[1])
    return date(year, month, monthrange(year, month)[1])


def months(period: str) -> range:
    """The months of the year that the period covers, 1 for January."""
    if period == Period.YEAR:
        return range(1, 13)
    length, last = _MONTHS[period[0]], _MONTHS[period[0]] * int(period[1])
    return range(last - length + 1, last + 1)


def has_ended(period: str, year: int, today: date) -> bool:
    """Whether all of the period lies in the past."""
    return last_day(period, year) < today


def parse(text: str) -> tuple[str, int]:
    """Period and year as somebody wrote them: "1e kwartaal 2026", "2026-K1", "2e half jaar 2025" or "2026".

    Raises ValueError when it is none of these.
    """
    words = " ".join(text.lower().replace("-", " ").replace(".", " ").split())[:60]
    years = _YEAR.findall(words)
    if len(years) != 1:
        raise ValueError
    rest = words.replace(years[0], "", 1).strip().removeprefix("heel jaar").strip()
    if not rest:
        return Period.YEAR, int(years[0])
    found = _PART.fullmatch(rest)
    if found is None or bool(found["before"]) == bool(found["after"]):
        raise ValueError
    return str(Period(f"{_WORDS[found['word']]}{found['before'] or found['after']}")), int(years[0])


def last_ended_quarter(today: date) -> tuple[str, int]:
    """The latest quarter of which all days are over."""
    years, quarter = divmod((today.month - 1) // 3 - 1, 4)
    return str(Period(f"k{quarter + 1}")), today.year + years
