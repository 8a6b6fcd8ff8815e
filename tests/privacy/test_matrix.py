"""Every URL, every kind of person, every method."""

import re
from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.privacy.matrix import ROWS
from tests.privacy.world import PEOPLE, World

TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')
OTHER_METHODS = ("put", "patch", "delete", "options")
# Open pages answer other methods by themselves; what they show is public.
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
    """The status, with everything that the request changed taken back, a login or logout too."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        status = getattr(client, method)(url).status_code
        transaction.set_rollback(True)
    client.cookies = cookies
    return status


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
def test_everybody_gets_the_answer_of_the_matrix(world, clients, group):
    different = {}
    for name in in_group(group, ROWS):
        row = ROWS[name]
        url = address(name, row, world)
        for method, wanted in (("get", row.get), ("head", row.get), ("post", row.post)):
            if wanted is None:
                closed = {"get": 302, "head": 302, "post": 401}[method]
                wanted = {person: 405 if person or name in OPEN else closed for person in PEOPLE}
            for person, client in clients.items():
                found = answer(client, method, url)
                if found != wanted[person]:
                    different[name, method, person] = f"found {found}, expected {wanted[person]}"
    assert not different, different


def test_every_address_is_in_a_group():
    assert {name for group in GROUPS for name in in_group(group, ROWS)} == set(ROWS)


def test_no_other_method_tells_whether_something_exists(world, clients):
    different = {}
    for name in sorted(name for name in set(ROWS) - OPEN if ":" in name):
        url = address(name, ROWS[name], world)
        for person in ("noor", "otto", ""):
            for method in OTHER_METHODS:
                found = answer(clients[person], method, url)
                if found != (405 if person else 302):
                    different[name, method, person] = found
    assert not different, different


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
