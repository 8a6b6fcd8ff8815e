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
from tests.privacy.cast import PEOPLE, PROFESSIONALS
from tests.privacy.crawling import NOT_WALKED, addresses, changes, taken_back
from tests.privacy.matrix import ROWS
from tests.privacy.planted import CANARIES
from tests.privacy.reading import text_of
from tests.privacy.test_matrix import address

pytestmark = pytest.mark.long

# Each kind of sight in the daily run; the others see what one of these does, and walk in the sweep.
DAILY = (
    ("petra", "willem", "sanne", "yasmin", "noor"),
    ("root", "achmed", "daan", "otto", "grace"),
)


@pytest.fixture
def recorded(monkeypatch):
    """Whether a request was asked what htmx says with it, as `request.htmx.was_asked`."""
    read = HtmxDetails._get_header_value

    def record(self, name):
        self.was_asked = True
        return read(self, name)

    monkeypatch.setattr(HtmxDetails, "_get_header_value", record)
    monkeypatch.setattr(HtmxDetails, "was_asked", False, raising=False)


@pytest.mark.usefixtures("recorded")
@pytest.mark.parametrize(
    "people_",
    [*DAILY, pytest.param(tuple(p for p in PEOPLE if p not in {*DAILY[0], *DAILY[1]}), marks=pytest.mark.sweep)],
    ids="-".join,
)
def test_a_person_reads_exactly_what_is_meant_for_that_person_and_changes_nothing(world, as_, papers, people_):
    """As a page, and as the part of it that htmx asks for; no row of any table is other than before."""
    other, changed = {}, {}
    for person in people_:
        with taken_back():
            client, before = as_(person), changes()
            found = words_on_a_walk(world, client, papers)
            if wrong := found ^ {word for word, readers in CANARIES.items() if person in readers}:
                other[person] = wrong
            if after := changes() - before:
                changed[person] = after
    assert other == {}
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


def words_on_a_walk(world, client, papers):
    """The planted words in every page, part, file and paper that somebody gets."""
    found = set()
    papers.handed.clear()
    for url in dict.fromkeys(addresses(world)):
        answer = client.get(url)
        text = text_of(answer)
        # Where nobody looked whether htmx asks, it gets the very same page.
        if answer.wsgi_request.htmx.was_asked:
            text += text_of(client.get(url, headers={"HX-Request": "true"}))
        found |= {word for word in CANARIES if word in text}
    return found | {word for word in CANARIES if word in " ".join(papers.handed).lower()}


SENDERS = ("petra", "willem", "sanne", "yasmin", "noor", "root")


@pytest.mark.parametrize(
    "people_",
    [SENDERS[:3], SENDERS[3:], pytest.param([p for p in PEOPLE if p not in SENDERS], marks=pytest.mark.sweep)],
    ids="-".join,
)
def test_what_is_answered_to_something_sent_tells_no_more(world, as_, papers, people_):
    """An empty form comes back with its choices; what it changed is taken back."""
    told = {}
    for person in people_:
        client = as_(person)
        for name, row in ROWS.items():
            if row.post and name not in NOT_WALKED:
                with taken_back():
                    text = text_of(client.post(address(name, row, world), headers={"HX-Request": "true"}))
                if words := {word for word, readers in CANARIES.items() if word in text and person not in readers}:
                    told[person, name] = words
    assert told == {}


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
