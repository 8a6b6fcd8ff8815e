"""Planted words: each appears for exactly the people who may know it, in whatever output."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from sessions.actions.models import Action
from sessions.planning.models import PreparationTask, Session
from sessions.reminders.letters import mail_digest
from tests.bare_words import bare
from tests.privacy.cast import PEOPLE, PROFESSIONALS, READERS, SENDERS
from tests.privacy.crawling import changes, looked_at, taken_back
from tests.privacy.matrix import ROWS
from tests.privacy.planted import CANARIES
from tests.privacy.reading import text_of
from tests.privacy.test_matrix import NOT_WALKED, address, wrong_answer
from tests.privacy.walks import ask

pytestmark = pytest.mark.long


@pytest.mark.parametrize(
    "person", [*READERS, *(pytest.param(person, marks=pytest.mark.sweep) for person in PEOPLE if person not in READERS)]
)
def test_a_person_reads_exactly_what_is_meant_for_that_person_and_changes_nothing(walk_of, person):
    """As a page with the answer of the matrix, and as the part that htmx asks for; no row of any table is other."""
    walked = walk_of(person)
    # No planted word has a space in it; most parts of a page stood on the page before.
    parts = {part for got in walked.answers for part in got.words.split()}
    text = f"{' '.join(parts)} {walked.papers}"
    assert {word for word in CANARIES if word in text} == {word for word in CANARIES if person in CANARIES[word]}
    assert walked.wrong == {}
    assert walked.changed == set()


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
    """An empty form comes back with its choices and names what it asks for; what it changed is taken back."""
    told, wrong, unnamed = {}, {}, {}
    for person in people_:
        client = as_(person)
        for name, row in ROWS.items():
            if row.post and name not in NOT_WALKED:
                with taken_back():
                    answer, text = ask(client, "post", address(name, row, world))
                if faults := wrong_answer(name, row.post[person], answer):
                    wrong[person, name] = faults
                if words := {word for word, readers in CANARIES.items() if word in text and person not in readers}:
                    told[person, name] = words
                if said := bare(text):
                    unnamed[name] = said
    assert told == {}
    assert wrong == {}
    assert unnamed == {}


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
