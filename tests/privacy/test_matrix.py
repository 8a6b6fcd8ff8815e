"""Every URL, every kind of person, every method."""

import re
from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.privacy.answers import logged_in, outside
from tests.privacy.cast import PEOPLE
from tests.privacy.headers import DOWNLOADS, wrong_headers
from tests.privacy.matrix import ROWS
from tests.privacy.world import World

TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')
OTHER_METHODS = ("put", "patch", "delete", "options")
OPEN = {name for name, row in ROWS.items() if row.get and row.get[""] not in {302}}


@pytest.fixture
def world(people, traject, partners, other_traject):
    return World(people, traject, partners, other_traject)


def named_urls(patterns=None, prefix=""):
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace != "admin":  # tests/accounts/test_administration.py
                inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
                yield from named_urls(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}"


def address(name, row, world):
    values = world.values()
    return reverse(name, args=[values[key] for key in row.arguments] + list(row.literal.values()))


def answer(client, method, url):
    """What is answered, with everything that the request changed taken back, a login or logout too."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        response = getattr(client, method)(url)
        transaction.set_rollback(True)
    client.cookies = cookies
    return response


def test_every_url_has_a_row_and_every_row_a_url():
    assert set(named_urls()) == set(ROWS)


@pytest.fixture
def clients(world, as_):
    """Everybody logged in once."""
    return {person: as_(person) for person in PEOPLE}


# One world serves many addresses: building it costs more than asking.
GROUPS = (
    "account|openid",
    "mfa",
    "pages",
    "trajects:[a-l]",
    "trajects:[m-z]",
    "sessions:a",
    "sessions:[b-z]",
    "privacy",
)


def in_group(pattern, names):
    return sorted(name for name in names if re.match(pattern, name))


@pytest.mark.parametrize("group", GROUPS)
def test_everybody_gets_the_answer_of_the_matrix_with_its_headers(world, clients, group):
    different, bare = {}, {}
    for name in in_group(group, ROWS):
        url = address(name, ROWS[name], world)
        for method, wanted in wanted_answers(name):
            for person, client in asked(method, wanted, clients):
                response = answer(client, method, url)
                if response.status_code != wanted[person]:
                    different[name, method, person] = f"found {response.status_code}, expected {wanted[person]}"
                if wrong := wrong_headers(response, sandboxed=name in DOWNLOADS and response.status_code == 200):
                    bare[name, method, person] = wrong
    assert not different, different
    assert not bare, bare


def asked(method, wanted, clients):
    """Everybody; but a page that one may look at is asked for by HEAD once, for it costs as much as the page."""
    looked = False
    for person, client in clients.items():
        if method != "head" or wanted[person] != 200 or not looked:
            looked = looked or wanted[person] == 200
            yield person, client


def wanted_answers(name):
    """Each method with its answer to each person, whatever exists: 405 where an address does not know the method."""
    row = ROWS[name]
    for method, told in (("get", row.get), ("head", row.get), ("post", row.post)):
        closed = outside(401 if method == "post" else 302)
        yield method, told or dict.fromkeys(PEOPLE, 405) | ({} if name in OPEN else closed)
    # Open pages, and those of accounts, answer other methods by themselves; what they show is nobody's secret.
    if ":" in name and name not in OPEN:
        yield from ((method, logged_in(405)) for method in OTHER_METHODS)


def test_every_address_is_in_a_group():
    assert {name for group in GROUPS for name in in_group(group, ROWS)} == set(ROWS)


def test_foreign_and_absent_give_the_same_page(world, clients):
    """Otto cannot tell what is hidden from him from what does not exist."""
    otto, different = clients["otto"], []
    absent_values = {key: 987654321 if isinstance(value, int) else uuid4() for key, value in world.values().items()}
    for name, row in sorted(ROWS.items()):
        if row.arguments:
            ask = getattr(otto, "get" if row.get else "post")
            absent = [absent_values[key] for key in row.arguments] + list(row.literal.values())
            pages = [ask(address(name, row, world)), ask(reverse(name, args=absent))]
            if len({(page.status_code, TOKEN.sub(b"", page.content)) for page in pages}) != 1:
                different.append(name)
    assert not different, different
