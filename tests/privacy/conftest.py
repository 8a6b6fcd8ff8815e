"""What several tests of privacy share."""

import pytest

from tests.committed import committed
from tests.privacy.papers import Papers


@pytest.fixture
def world(cast, people, traject, partners, other_traject):
    """One world in which everything exists (tests/privacy/world.py), with its files where this test looks for them."""
    world = cast["world"]
    cast.lay_files()
    return world


@pytest.fixture
def papers(monkeypatch):
    """Papers with the same words are made once; what was handed over to become one is in `papers.handed`."""
    import weasyprint

    found = Papers(weasyprint.HTML)
    monkeypatch.setattr(weasyprint, "HTML", found.html)
    return found


@pytest.fixture
def together(db, django_db_blocker):
    """Does jobs at the same moment, on rows that every connection sees.

    `db` is asked for so that there is a test database when no other test wants one.
    """
    with committed(django_db_blocker) as at_once:
        yield at_once
