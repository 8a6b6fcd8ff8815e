"""The calendar of the demo."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from buurtbalans.demo.days import Days

SATURDAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("offset", "day"), [(-1, date(2026, 11, 20)), (0, date(2026, 11, 20)), (1, date(2026, 11, 23))]
)
def test_a_weekend_moves_away_from_the_day_of_loading(offset, day):
    assert Days(SATURDAY).day(offset) == day


@pytest.mark.parametrize("today", [SATURDAY + timedelta(days=number) for number in range(7)])
def test_what_is_past_stays_past_and_what_is_to_come_stays_to_come(today):
    days = Days(today)
    assert all(days.day(-offset) < today < days.day(offset) for offset in range(1, 60))
    assert all(days.day(offset).weekday() < 5 for offset in range(-60, 60))


@pytest.mark.parametrize(("offset", "month"), [(0, (2026, 11)), (2, (2027, 1)), (-11, (2025, 12)), (-10, (2026, 1))])
def test_months_are_counted_over_the_years(offset, month):
    first = Days(SATURDAY).month(offset)
    assert (first.year, first.month, first.day) == (*month, 1)


@pytest.mark.parametrize(("ago", "quarter"), [(0, ("k4", 2026)), (1, ("k3", 2026)), (4, ("k4", 2025))])
def test_quarters_are_counted_back_over_the_years(ago, quarter):
    assert Days(SATURDAY).quarter(ago) == quarter


def test_what_happens_inside_happened_then():
    with Days(SATURDAY).at(-30) as moment:
        assert timezone.now() == moment
        assert timezone.localdate() == date(2026, 10, 22)
    assert timezone.localdate() != date(2026, 10, 22)
