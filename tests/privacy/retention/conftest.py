"""One traject with something of every kind, and nights that fall when a test wants."""

from datetime import datetime, time

import pytest
from django.utils import timezone

from privacy.retention import services
from privacy.retention.running import run_all


@pytest.fixture(autouse=True)
def on_disk(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.DELETIONS_FILE = tmp_path / "gewist.jsonl"


@pytest.fixture
def close(traject, people):
    """The kernteam closes the traject on a day."""

    def close_on(day):
        assert services.close(traject, by=people["noor"], today=day)
        traject.refresh_from_db()

    return close_on


@pytest.fixture
def night(django_capture_on_commit_callbacks):
    """The nightly job on a day, with what it does when its work is certain."""

    def fall(day):
        with django_capture_on_commit_callbacks(execute=True):
            return run_all(timezone.make_aware(datetime.combine(day, time(3, 10))))

    return fall
