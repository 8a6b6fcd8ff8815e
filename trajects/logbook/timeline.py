"""The logbook as a time line: newest first, by day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils import timezone

from trajects.logbook.models import LogEntry

PER_PAGE = 50


@dataclass(frozen=True)
class Day:
    """What happened on one day."""

    date: date
    entries: list[LogEntry]


def by_day(entries: Iterable[LogEntry]) -> list[Day]:
    """Entries, already newest first, gathered by their day in the Netherlands."""
    return [Day(day, list(rows)) for day, rows in groupby(entries, key=lambda row: timezone.localdate(row.at))]
