"""The pace of a traject: a friendly signal beyond four weeks (T7)."""

from datetime import date, timedelta

import pytest

from trajects.traject.pace import judge

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("days", "level"), [(0, "ok"), (28, "ok"), (29, "watch"), (42, "watch"), (43, "slow"), (120, "slow")]
)
def test_the_level_follows_the_days_between_sessions(days, level):
    last = TODAY - timedelta(days=3)
    assert judge(last=last, following=last + timedelta(days=days), today=TODAY, pace_days=28).level == level


def test_a_traject_with_its_own_pace_is_judged_by_it():
    last = TODAY - timedelta(days=50)
    assert judge(last=last, following=TODAY, today=TODAY, pace_days=60).level == "ok"


def test_without_a_next_session_the_days_run_until_today_and_a_date_is_proposed():
    pace = judge(last=TODAY - timedelta(days=10), following=None, today=TODAY, pace_days=28)
    assert (pace.level, pace.days, pace.proposal) == ("ok", 10, TODAY + timedelta(days=18))
    late = judge(last=TODAY - timedelta(days=60), following=None, today=TODAY, pace_days=28)
    assert late.level == "slow"
    assert late.proposal == TODAY + timedelta(days=7)


def test_before_the_first_session_nothing_is_slow():
    pace = judge(last=None, following=None, today=TODAY, pace_days=28)
    assert (pace.level, pace.days) == ("ok", None)
