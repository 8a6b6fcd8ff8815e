"""Days counted from the first load, and things that happen on them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from unittest.mock import patch

from django.utils import timezone

SATURDAY = 5


@dataclass(frozen=True)
class Days:
    """The calendar of the demo: `offset` counts days from `today`, below zero for what is past."""

    today: date

    def day(self, offset: int) -> date:
        """A working day: a weekend moves to the Friday before when past, to the Monday after when to come."""
        day = self.today + timedelta(days=offset)
        step = timedelta(days=1 if offset > 0 else -1)
        while day.weekday() >= SATURDAY:
            day += step
        return day

    def moment(self, offset: int, clock: time | None = None) -> datetime:
        """A time on such a day, in the Netherlands; without a clock some time in office hours."""
        chosen = clock or time(9 + offset * 5 % 8, offset * 13 % 60)
        return timezone.make_aware(datetime.combine(self.day(offset), chosen))

    def month(self, offset: int) -> date:
        """The first day of a month, counted from this one."""
        years, month = divmod(self.today.month - 1 + offset, 12)
        return date(self.today.year + years, month + 1, 1)

    def quarter(self, ago: int) -> tuple[str, int]:
        """A whole quarter that many quarters ago: its code and its year."""
        years, quarter = divmod((self.today.month - 1) // 3 - ago, 4)
        return f"k{quarter + 1}", self.today.year + years

    @contextmanager
    def at(self, offset: int, clock: time | None = None) -> Iterator[datetime]:
        """What happens inside, happened then: every moment that a service or a field writes down by itself.

        Chosen over correcting rows afterwards, which would miss the fields that nobody thought of.
        """
        with self.on(self.moment(offset, clock)) as moment:
            yield moment

    @contextmanager
    def on(self, moment: datetime) -> Iterator[datetime]:
        """The same, for an exact moment."""
        with patch.object(timezone, "now", return_value=moment):
            yield moment
