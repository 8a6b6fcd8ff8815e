"""Every page that somebody can reach, checked for accessibility and structure."""

import re
from urllib.parse import urlsplit

import pytest

from tests.browser.checks import WIDTHS, axe_violations, faults_at, faults_of, structure_faults

PEOPLE = ["gebiedsmakelaar", "politie", "welzijn", "achterban", "bewoner", "beheerder", "superuser"]
# The kernteam, the residents' guide and a resident reach the most; that is checked, else a broken menu hides pages.
LEAST = {"gebiedsmakelaar": 70, "politie": 40, "welzijn": 60, "bewoner": 20}
NO_PAGE = re.compile(
    r"/(pdf|docx|xlsx|csv|voorbeeld)/$|\.ics$|/(agenda)?bestanden/|/documenten/[0-9a-f-]{36}/$"
    r"|^/static/|^/beheer/|^/demo/"
)
# Only of a plan that was adopted the kernteam chooses leads and plans check-ins: of each traject these are read.
OFFERING_MORE = {"gebiedsmakelaar": re.compile(r"^/trajecten/\d+/(uitvoering/)?$")}
NOWHERE = re.compile("$^")
ONCE_ADOPTED = {"/trajecten/#/uitvoering/lijnen/#/regiehouder/", "/trajecten/#/uitvoering/check-ins/nieuw/"}
NUMBER = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+")
OPEN_PAGES = [
    "/inloggen/",
    "/inloggen/code/",
    "/wachtwoord/vergeten/",
    "/privacy/",
    "/toegankelijkheid/",
    "/licenties/",
]


# The page as it stands, but for what nobody sees and for its reader's own name.
AS_SEEN = """() => {
  const page = document.documentElement.cloneNode(true);
  page.querySelectorAll('input[type=hidden]').forEach(field => field.removeAttribute('value'));
  const reader = page.querySelector('.ams-page-header a[href="/account/"]');
  return page.outerHTML.replaceAll(reader ? reader.textContent.trim() : '-', '-');
}"""


def kind_of(url: str) -> str:
    """The address with its numbers left out: one page of each kind is enough."""
    return NUMBER.sub("#", urlsplit(url).path)


def crawl(page, offering_more):
    """Walk all links from Mijn werk; yield each kind of page once. Of `offering_more` the links of all are followed."""
    waiting, seen, read = ["/mijn-werk/", "/trajecten/"], set(), set()
    while waiting:
        url = waiting.pop(0)
        path = urlsplit(url).path
        is_new = kind_of(url) not in seen
        if NO_PAGE.search(path) or path in read or not (is_new or offering_more.search(path)):
            continue
        seen.add(kind_of(url))
        read.add(path)
        answer = page.goto(url)
        assert answer is not None
        assert answer.status == 200, f"{url}: {answer.status}"
        links = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
        origin = urlsplit(page.url).netloc
        waiting += [link.split("#")[0] for link in links if urlsplit(link).netloc == origin]
        if is_new:
            yield url


@pytest.fixture(scope="module")
def fully():
    """All that is wrong with a page. What axe says of it is remembered: of the same page it says the same."""
    said = {}

    def check(page):
        seen = page.viewport_size["width"], page.evaluate(AS_SEEN)
        if seen not in said:
            said[seen] = axe_violations(page)
        return [*structure_faults(page), *said[seen]]

    return check


def check_all(page, checks, offering_more=NOWHERE):
    """Every page that this person reaches, loaded once and looked at in each width with its check."""
    errors, faults, kinds = [], {}, set()
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    for url in crawl(page, offering_more):
        kinds.add(kind_of(url))
        found = [fault for width, check in checks.items() for fault in faults_at(page, width, check)]
        if found or errors:
            faults[kind_of(url)] = [*found, *errors]
            errors.clear()
    return kinds, faults


@pytest.mark.parametrize("name", PEOPLE)
def test_every_page_somebody_reaches_is_accessible_and_fits(log_in, fully, name):
    checks = {1440: fully, 820: structure_faults, 320: structure_faults, 390: fully}
    kinds, faults = check_all(log_in(name), checks, OFFERING_MORE.get(name, NOWHERE))
    assert not faults, faults
    assert len(kinds) >= LEAST.get(name, 10)
    assert name != "gebiedsmakelaar" or kinds >= ONCE_ADOPTED


@pytest.mark.sweep
@pytest.mark.parametrize("name", PEOPLE)
def test_every_page_is_accessible_on_the_other_widths(log_in, fully, name):
    _, faults = check_all(log_in(name, 820), {820: fully, 320: fully})
    assert not faults, faults


@pytest.mark.parametrize("path", OPEN_PAGES)
def test_the_open_pages_are_accessible_and_fit(open_context, path):
    page = open_context().new_page()
    page.goto(path)
    assert not [fault for width in WIDTHS for fault in faults_at(page, width, faults_of)]
