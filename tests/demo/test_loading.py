"""`manage.py demo` on an empty database: relative days, all or nothing, and only where a demo is meant."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command


def test_all_days_move_along_with_the_day_of_the_first_load(db, demo_day, tmp_path, settings):
    from buurtbalans.demo.loading import load
    from sessions.planning.models import Session

    settings.MEDIA_ROOT = tmp_path
    load(demo_day + timedelta(days=364))
    upcoming = Session.objects.upcoming(demo_day + timedelta(days=364))
    assert [session.title for session in upcoming] == [
        "Overleg over het Molenplein",
        "Verdieping",
        "Plannen maken",
        "Avondschouw rond het Molenplein",
        "Verbanden leggen",
    ]


def test_without_the_demo_it_refuses(db, settings):
    from buurtbalans.accounts.models import User

    settings.DEMO = False
    with pytest.raises(CommandError, match="zet BB_DEMO=1"):
        call_command("demo")
    assert not User.objects.exists()


def test_a_load_that_breaks_off_leaves_nothing(db, demo_day, monkeypatch):
    from buurtbalans.accounts.models import Organisation, User
    from buurtbalans.demo import loading

    def fail(*_):
        raise RuntimeError

    monkeypatch.setattr(loading, "make_plan", fail)
    with pytest.raises(RuntimeError):
        loading.load(demo_day)
    assert not User.objects.exists()
    assert not Organisation.objects.exists()


def test_without_the_demo_the_bench_says_what_is_missing(db):
    with pytest.raises(CommandError, match=r"draai eerst manage\.py demo"):
        call_command("bench")
