"""The demo, loaded once for all tests of this folder."""

import pytest
from django.db import transaction
from django.test import override_settings

from tests.demo.conftest import SATURDAY


@pytest.fixture(scope="package")
def loaded(stage, django_db_blocker, tmp_path_factory):
    """Loading takes seconds: once, taken back after the last of this folder. Each test has its own savepoint inside."""
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
