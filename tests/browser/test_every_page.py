"""Every page that somebody can reach, checked for accessibility and structure."""

import re
from urllib.parse import urlsplit

import pytest

from tests.browser.checks import faults_of, structure_faults

PEOPLE = ["gebiedsmakelaar", "politie", "achterban", "bewoner", "beheerder"]
NO_PAGE = re.compile(r"/(pdf|xlsx|csv)/$|\.ics$|/bestanden/|/documenten/[0-9a-f-]{36}/$|^/static/|^/beheer/|^/demo/")
NUMBER = re.compile(r"\d+|[0-9a-f]{8}-[0-9a-f-]{27}")
OPEN_PAGES = [
    "/inloggen/",
    "/inloggen/code/",
    "/wachtwoord/vergeten/",
    "/privacy/",
    "/toegankelijkheid/",
    "/licenties/",
]


def kind_of(url: str) -> str:
    """The address with its numbers left out: one page of each kind is enough."""
    return NUMBER.sub("#", urlsplit(url).path)


def crawl(page):
    """Walk all links from Mijn werk; yield each kind of page once, two of those that differ by person."""
    waiting, seen = ["/mijn-werk/", "/trajecten/"], set()
    while waiting:
        url = waiting.pop(0)
        if kind_of(url) in seen or NO_PAGE.search(urlsplit(url).path):
            continue
        seen.add(kind_of(url))
        answer = page.goto(url)
        assert answer is not None
        assert answer.status == 200, f"{url}: {answer.status}"
        links = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
        origin = urlsplit(page.url).netloc
        waiting += [link.split("#")[0] for link in links if urlsplit(link).netloc == origin]
        yield url


def check_all(page, check):
    errors = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    faults = {}
    count = 0
    for url in crawl(page):
        count += 1
        found = check(page)
        if found or errors:
            faults[kind_of(url)] = [*found, *errors]
            errors.clear()
    return count, faults


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("name", PEOPLE)
def test_every_page_somebody_reaches_is_accessible(log_in, name, width):
    count, faults = check_all(log_in(name, width), faults_of)
    assert not faults, faults
    assert count >= (25 if name == "gebiedsmakelaar" else 3)


@pytest.mark.sweep
@pytest.mark.parametrize("width", [820, 320])
@pytest.mark.parametrize("name", PEOPLE)
def test_every_page_is_accessible_on_the_other_widths(log_in, name, width):
    _, faults = check_all(log_in(name, width), faults_of)
    assert not faults, faults


@pytest.mark.parametrize("width", [820, 320])
def test_every_page_has_unique_ids_and_fits_on_the_other_widths(log_in, width):
    _, faults = check_all(log_in("gebiedsmakelaar", width), structure_faults)
    assert not faults, faults


@pytest.mark.parametrize("width", [1440, 820, 390, 320])
@pytest.mark.parametrize("path", OPEN_PAGES)
def test_the_open_pages_are_accessible(open_context, path, width):
    page = open_context(width).new_page()
    page.goto(path)
    assert not faults_of(page)
