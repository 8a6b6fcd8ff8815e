"""The demo, loaded once for all tests of a file that ask for it."""

from datetime import date

import pytest
from django.db import transaction
from django.test import override_settings

# A Saturday, so that every day that falls in a weekend has to move.
SATURDAY = date(2026, 11, 21)


@pytest.fixture
def demo_day() -> date:
    """The day of the load."""
    return SATURDAY


@pytest.fixture(scope="module")
def loaded(stage, django_db_blocker, tmp_path_factory):
    """Loading takes seconds: once per file, taken back at its end. Each test has its own savepoint inside."""
    from buurtbalans.demo.loading import load

    files = tmp_path_factory.mktemp("files")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=files):
        stage.clear()
        with transaction.atomic():
            load(SATURDAY)
            yield
            stage.clear()
            transaction.set_rollback(True)


@pytest.fixture
def demo(loaded, db):
    """The three trajects by the name of their buurt."""
    from trajects.traject.models import Traject

    return {traject.name: traject for traject in Traject.objects.all()}
