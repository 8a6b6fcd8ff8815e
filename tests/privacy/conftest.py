"""What several tests of privacy share."""

import pytest

from tests.privacy.papers import Papers


@pytest.fixture
def papers(monkeypatch):
    """Papers with the same words are made once; what was handed over to become one is in `papers.handed`."""
    import weasyprint

    found = Papers(weasyprint.HTML)
    monkeypatch.setattr(weasyprint, "HTML", found.html)
    return found
