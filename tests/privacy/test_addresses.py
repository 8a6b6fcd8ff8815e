"""No address in a page, mail or answer tells what stands behind it (ASVS 14.2.1; privacy.md roads 51, 57)."""

import re
from html import unescape
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from django.core import mail
from django.urls import reverse

from tests.jobs import run_jobs
from tests.privacy.planted import CANARIES

pytestmark = pytest.mark.long

ADDRESS = re.compile(r'(?:href|src|action|formaction|data-[a-z-]*url|hx-(?:get|post|push-url))="([^"]*)"')
MAILED = re.compile(r"https?://\S+")
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
SECRET = re.compile(r"(?=[A-Za-z0-9_-]*[A-Z0-9])(?!\d+\b)[A-Za-z0-9_-]{24,}")
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# What stays between a row of the owner and its owner: never in the name of a page or an address.
OF_REGISTRATIONS = {"kwikstaart", "987651", "roodborst", "ijsvogel", "steenuil"}


def told_by(address, people):
    """What an address tells: a planted word, somebody's name or mail address, or a secret."""
    bare = UUID.sub("", unquote(unescape(address)))
    # What is drawn at random spells a short name now and then: "bea" is in one of 150 UUIDs.
    text = SECRET.sub("", bare).lower()
    words = {word for word in CANARIES if word in text}
    parts = {part for user in people.values() for part in (user.email, *user.name.split())}
    # "Root Beheer" is called as the pages are, and "de" and "van" are in many words.
    names = {part.lower() for part in parts if not part.islower() or "@" in part} - {"beheer", "root"}
    words |= {name for name in names if name in text}
    return words | ({"secret"} if SECRET.search(urlsplit(bare).path + "?" + urlsplit(bare).query) else set())


@pytest.mark.parametrize("person", ["petra", "noor", "willem", "yasmin"])
def test_no_address_on_a_page_tells_a_word_a_name_or_a_secret(walk_of, people, person):
    telling, seen = {}, set()
    for got in walk_of(person).answers:
        if not (got.page or got.location):
            continue
        found = {*ADDRESS.findall(got.page), got.location}
        found = {address for address in found if not address.startswith(("data:", "mailto:", "#", "/static/"))}
        seen |= found
        telling |= {(got.url, address): words for address in found if (words := told_by(address, people))}
        for title in TITLE.findall(got.page):
            if words := {word for word in OF_REGISTRATIONS if word in title.lower()}:
                telling[got.url, "title"] = words
    assert not telling, telling
    assert len(seen) > 20


def test_what_would_tell_is_told(people):
    assert told_by("/a/?q=Kwikstaart", people) == {"kwikstaart"}
    assert told_by("/a/petra%40buurtbalans.test/", people) >= {"petra@buurtbalans.test"}
    assert told_by("/a/kJ8_secretOfALink-0123456789abcdefgh/", people) == {"secret"}
    assert told_by("/a/5f0c3b1e-7d0a-4a63-9d63-0a4d4ea0a111/12/", people) == set()
    assert told_by("/a/5f0cbea1-7d0a-4a63-9d63-0a4d4ea0a111/", people) == set()
    assert told_by("/a/5f0cbea1-7d0a-4a63-9d63-0a4d4ea0a111/bea/", people) == {"bea"}


def test_an_address_in_a_mail_tells_nothing_but_where(world, as_, people):
    run_jobs()
    mail.outbox.clear()
    as_("noor").post(reverse("sessions:agenda-send", args=[world.traject.pk, world.draft.pk]))
    run_jobs()
    assert mail.outbox
    for letter in mail.outbox:
        found = MAILED.findall(letter.body)
        assert found
        for address in found:
            assert told_by(address, people) == ({"secret"} if "/antwoord/" in address else set()), address
            assert not parse_qs(urlsplit(address).query)
        assert not {word for word in CANARIES if word in letter.subject.lower()}


def test_a_mailed_secret_stands_in_its_own_link_only(world, as_, people):
    invite = reverse("trajects:partner-invite", args=[world.traject.pk, world.partners["willem"].pk])
    data = {"name": "Iris Nieuw", "email": "iris@buurtbalans.test", "reason": "Kent de buurt", "role": "partner"}
    page = as_("noor").post(invite, data, follow=True).content.decode()
    run_jobs()
    [letter] = [letter for letter in mail.outbox if letter.to == ["iris@buurtbalans.test"]]
    [link] = [address for address in MAILED.findall(letter.body) if told_by(address, people) == {"secret"}]
    secret = SECRET.search(urlsplit(link).path)[0]
    assert secret not in page
    assert secret not in letter.subject
