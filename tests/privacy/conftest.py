"""What several tests of privacy share."""

import logging

import pytest
from django.template.base import Template
from django_htmx.middleware import HtmxDetails

from tests.committed import committed
from tests.privacy.papers import Papers
from tests.privacy.walks import Walked, walk

# The walks of this worker; what came back then is only looked at.
WALKED: dict[str, Walked] = {}


@pytest.fixture(autouse=True)
def plain_templates(request, monkeypatch):
    """A walk looks at what comes back; it goes faster without a copy of the context for every template of a page."""
    if request.node.get_closest_marker("long") or "walk_of" in request.fixturenames:
        monkeypatch.setattr(Template, "_render", lambda self, context: self.nodelist.render(context))


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
def recorded(monkeypatch):
    """Whether a request was asked what htmx says with it, as `request.htmx.was_asked`."""
    read = HtmxDetails._get_header_value

    def record(self, name):
        self.was_asked = True
        return read(self, name)

    monkeypatch.setattr(HtmxDetails, "_get_header_value", record)
    monkeypatch.setattr(HtmxDetails, "was_asked", False, raising=False)


@pytest.fixture
def walk_of(world, as_, papers, caplog, recorded):
    """What somebody gets at every address and what that leaves behind, walked when it is first asked for."""

    def walked(person):
        if person not in WALKED:
            caplog.set_level(logging.INFO)
            WALKED[person] = walk(world, person, as_, papers, caplog)
        return WALKED[person]

    return walked


@pytest.fixture
def together(db, django_db_blocker):
    """Does jobs at the same moment, on rows that every connection sees.

    `db` is asked for so that there is a test database when no other test wants one.
    """
    with committed(django_db_blocker) as at_once:
        yield at_once
