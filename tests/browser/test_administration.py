"""The administration, which is Django's own in our colours: as accessible as the rest."""

from urllib.parse import urlsplit

from tests.browser.checks import axe_violations
from tests.browser.test_every_page import kind_of


def test_every_page_of_the_administration_is_accessible(log_in):
    page, waiting, seen, faults = log_in("beheerder"), ["/beheer/"], set(), {}
    while waiting:
        url = waiting.pop(0)
        if kind_of(url) in seen or not urlsplit(url).path.startswith("/beheer/"):
            continue
        seen.add(kind_of(url))
        answer = page.goto(url)
        assert answer is not None
        assert answer.status == 200, f"{url}: {answer.status}"
        if found := axe_violations(page):
            faults[url] = found
        waiting += page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    assert len(seen) > 15
    assert not faults
