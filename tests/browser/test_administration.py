"""The administration, which is Django's own in our colours: as accessible as the rest."""

from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.browser.checks import axe_violations, faults_of
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


def test_a_list_of_the_administration_moves_sideways_in_its_own_frame_on_a_phone(log_in):
    page = log_in("beheerder", 390)
    page.goto("/beheer/accounts/user/")
    assert not faults_of(page)
    frame = page.get_by_role("region", name="Gebruikers")
    frame.focus()
    expect(frame).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(frame).not_to_have_js_property("scrollLeft", 0)
