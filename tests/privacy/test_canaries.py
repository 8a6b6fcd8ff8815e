"""Planted words: each appears for exactly the people who may know it, in whatever output."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from django_htmx.middleware import HtmxDetails

from sessions.actions.models import Action
from sessions.planning.models import PreparationTask, Session
from sessions.reminders.letters import mail_digest
from tests.privacy.cast import PEOPLE, PROFESSIONALS, READERS, SENDERS
from tests.privacy.crawling import addresses, changes, looked_at, taken_back
from tests.privacy.matrix import ROWS
from tests.privacy.planted import CANARIES
from tests.privacy.reading import text_of
from tests.privacy.test_matrix import NOT_WALKED, address, wrong_answer

pytestmark = pytest.mark.long


@pytest.fixture
def recorded(monkeypatch):
    """Whether a request was asked what htmx says with it, as `request.htmx.was_asked`."""
    read = HtmxDetails._get_header_value

    def record(self, name):
        self.was_asked = True
        return read(self, name)

    monkeypatch.setattr(HtmxDetails, "_get_header_value", record)
    monkeypatch.setattr(HtmxDetails, "was_asked", False, raising=False)


OTHERS = tuple(person for person in PEOPLE if person not in READERS)


@pytest.mark.usefixtures("recorded")
@pytest.mark.parametrize(
    "people_", [READERS[:5], READERS[5:], pytest.param(OTHERS, marks=pytest.mark.sweep)], ids="-".join
)
def test_a_person_reads_exactly_what_is_meant_for_that_person_and_changes_nothing(world, as_, papers, people_):
    """As a page with the answer of the matrix, and as the part that htmx asks for; no row of any table is other."""
    other, wrong, changed = {}, {}, {}
    for person in people_:
        with taken_back():
            client, before = as_(person), changes()
            walk = Walk(client, person)
            found = words_on_a_walk(world, walk, papers)
            if differing := found ^ {word for word, readers in CANARIES.items() if person in readers}:
                other[person] = differing
            wrong |= walk.wrong
            if after := changes() - before:
                changed[person] = after
    assert other == {}
    assert wrong == {}
    assert changed == {}


def test_what_htmx_says_is_read_in_one_place_through_the_request():
    """The walk trusts `request.htmx` to know who looked at it."""
    read = re.compile(r"""headers(\.get\(|\[)\s*["']hx-|HTTP_HX""", re.IGNORECASE)
    code = [
        file for package in ("buurtbalans", "privacy", "sessions", "trajects") for file in Path(package).rglob("*.py")
    ]
    assert {str(file) for file in code if read.search(file.read_text())} == {"buurtbalans/htmx.py"}
    assert read.findall(Path("buurtbalans/htmx.py").read_text()) == [".get("]  # the page that the form stood on


def test_a_look_that_changes_a_row_would_show(world):
    before = changes()
    with taken_back():
        world.problem.save(update_fields=["text"])
        assert {table for table, *_ in changes() - before} == {"trajects_problemstatement"}


class Walk:
    """One person at the addresses of the matrix: the words that came back, and what was answered otherwise."""

    def __init__(self, client, person):
        self.client, self.person, self.wrong = client, person, {}

    def words(self, method, url, name=None):
        """All words of an answer; one to a row of the matrix, known by its name, is held to that row."""
        answer = getattr(self.client, method)(url)
        if name and (wrong := wrong_answer(name, getattr(ROWS[name], method)[self.person], answer)):
            self.wrong[name, method, self.person] = wrong
        text = text_of(answer)
        # Where nobody looked whether htmx asks, it gets the very same answer.
        if answer.wsgi_request.htmx.was_asked:
            text += text_of(getattr(self.client, method)(url, headers={"HX-Request": "true"}))
        return text


def words_on_a_walk(world, walk, papers):
    """The planted words in every page, part, file and paper that somebody gets."""
    names = {url: name for name, _, url in looked_at(world)}
    papers.handed.clear()
    parts = set()
    # A word has no space in it; most parts of a page stood on the page before.
    for url in dict.fromkeys([*names, *addresses(world)]):
        parts |= set(walk.words("get", url, names.get(url)).split())
    text = " ".join(parts) + " ".join(papers.handed).lower()
    return {word for word in CANARIES if word in text}


def test_each_address_is_of_one_row(world):
    """So that on a walk every row is looked at."""
    urls = [url for _, _, url in looked_at(world)]
    assert len(set(urls)) == len(urls)


@pytest.mark.usefixtures("recorded", "papers")
@pytest.mark.parametrize(
    "people_",
    [SENDERS[:3], SENDERS[3:], pytest.param([p for p in PEOPLE if p not in SENDERS], marks=pytest.mark.sweep)],
    ids="-".join,
)
def test_what_is_answered_to_something_sent_tells_no_more(world, as_, people_):
    """An empty form comes back with its choices; what it changed is taken back."""
    told, wrong = {}, {}
    for person in people_:
        walk = Walk(as_(person), person)
        for name, row in ROWS.items():
            if row.post and name not in NOT_WALKED:
                with taken_back():
                    text = walk.words("post", address(name, row, world), name)
                if words := {word for word, readers in CANARIES.items() if word in text and person not in readers}:
                    told[person, name] = words
        wrong |= walk.wrong
    assert told == {}
    assert wrong == {}


def test_withdrawing_takes_effect_with_the_next_request(world, as_):
    shared = world.traject.registrations.get(title="IJsvogel")
    willem = as_("willem")
    assert willem.get(shared.get_absolute_url()).status_code == 200
    as_("petra").post(reverse("privacy:registration-withdraw", args=[world.traject.pk, shared.uuid]))
    assert willem.get(shared.get_absolute_url()).status_code == 404
    assert "ijsvogel" not in text_of(willem.get(reverse("privacy:registration-list", args=[world.traject.pk])))


def test_a_reminder_names_what_everybody_in_the_traject_reads_and_only_to_who_does(world, people):
    today = timezone.localdate()
    Action.objects.update(due=today)
    Session.objects.update(date=today + timedelta(days=1))
    PreparationTask.objects.update(due=today, owner=world.traject.memberships.get(user=people["karim"]))
    for person in people.values():
        mail_digest(person.pk, today.isoformat())
    told = {
        (letter.to[0].split("@")[0], word)
        for letter in mail.outbox
        for word in CANARIES
        if word in f"{letter.subject} {letter.body} {letter.message()}".lower()
    }
    # The action of the police that the whole traject sees, to the police; karim and noor hear of sessions.
    assert told == {("petra", "aalscholver")}
    assert {"petra", "karim", "noor"} <= {letter.to[0].split("@")[0] for letter in mail.outbox} <= PROFESSIONALS


@pytest.mark.afresh
def test_no_mail_tells_what_is_shared_in_the_application(world):
    """Mail holds a neutral word and a link; here nothing was sent while the world was made."""
    assert mail.outbox == []
