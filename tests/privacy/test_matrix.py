"""Every URL, every kind of person, every method."""

import re
from uuid import uuid4
from zlib import crc32

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.privacy.answers import logged_in, outside
from tests.privacy.cast import PEOPLE, READERS, SENDERS
from tests.privacy.headers import DOWNLOADS, wrong_headers
from tests.privacy.matrix import ROWS

pytestmark = pytest.mark.long

TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')
METHODS, OTHER_METHODS = ("get", "post"), ("put", "patch", "delete", "options")
# Logging out ends a walk.
NOT_WALKED = {"account_logout"}
# Who asks these in test_canaries.py, where the answers are held to the matrix as here.
WALKERS = {"get": set(READERS), "post": set(SENDERS)}
OPEN = {name for name, row in ROWS.items() if row.get and row.get[""] not in {302}}


def named_urls(patterns=None, prefix=""):
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace != "admin":  # tests/accounts/test_administration.py
                inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
                yield from named_urls(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}"


def address(name, row, world):
    if "known" not in vars(world):  # each value is a question to the database, the same for every address
        world.known = world.values()
    return reverse(url_name(name), args=[world.known[key] for key in row.arguments] + list(row.literal.values()))


def url_name(name):
    """The name of the address in that of a row, which may say of what it is: "trajects:execution adopted"."""
    return name.split()[0]


def answer(client, method, url):
    """What is answered, with everything that the request changed taken back, a login or logout too."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        response = getattr(client, method)(url)
        transaction.set_rollback(True)
    client.cookies = cookies
    return response


def test_every_url_has_a_row_and_every_row_a_url():
    assert set(named_urls()) == set(map(url_name, ROWS))


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


@pytest.mark.usefixtures("papers")
@pytest.mark.parametrize("group", GROUPS)
def test_everybody_gets_the_answer_of_the_matrix_with_its_headers(world, clients, group):
    """Everybody looks and sends; HEAD, and what an address does not know, are asked by one for each answer.

    Whose answers are read word for word look and send there (test_canaries.py), where the same is demanded.
    """
    assert wrong_answers(world, clients, group, asked_of) == {}


@pytest.mark.sweep
@pytest.mark.usefixtures("papers")
@pytest.mark.parametrize("group", GROUPS)
def test_everybody_gets_the_same_answer_to_every_other_method_too(world, clients, group):
    def others(name, method, wanted):
        return [] if method in METHODS and is_known(name, method) else list(wanted)

    assert wrong_answers(world, clients, group, others) == {}


def wrong_answers(world, clients, group, people):
    """What is answered otherwise than in the matrix, or without the headers that each answer must have."""
    found = {}
    for name in in_group(group, ROWS):
        url = address(name, ROWS[name], world)
        for method, wanted in wanted_answers(name):
            for person in people(name, method, wanted):
                if wrong := wrong_answer(name, wanted[person], answer(clients[person], method, url)):
                    found[name, method, person] = wrong
    return found


def wrong_answer(name, wanted, response):
    """What an answer is, and which headers are not as each answer must have them; None when all is well."""
    bare = wrong_headers(response, sandboxed=name in DOWNLOADS and response.status_code == 200)
    return (response.status_code, wanted, bare) if response.status_code != wanted or bare else None


def asked_of(name, method, wanted):
    """Whom to ask: everybody, but for HEAD and for what an address does not know somebody else each time.

    HEAD runs the code of GET, and a method that is not known is refused before is looked who asks: one person for
    each answer tells it, and by turns everybody is asked somewhere.
    """
    if method in METHODS and is_known(name, method):
        return set(wanted) - (set() if name in NOT_WALKED else WALKERS[method])
    turn = crc32(f"{name} {method}".encode()) % len(PEOPLE)
    one_each = {wanted[person]: person for person in (*PEOPLE[turn:], *PEOPLE[:turn])}
    return one_each.values()


def is_known(name, method):
    return getattr(ROWS[name], method) is not None


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
            pages = [ask(address(name, row, world)), ask(reverse(url_name(name), args=absent))]
            if len({(page.status_code, TOKEN.sub(b"", page.content)) for page in pages}) != 1:
                different.append(name)
    assert not different, different
