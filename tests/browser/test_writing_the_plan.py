"""A part of the plan is kept while somebody writes, whatever happens meanwhile, and others see who writes there."""

import re

from playwright.sync_api import expect

from tests.browser.checks import faults_of
from tests.browser.walking import Staying, alert, button, link, save, status, traject_path

PART = "plan/bewerken/communicatie/"
KEPT = re.compile(r"Bewaard om \d\d\.\d\d uur")


def test_what_one_writes_is_kept_by_itself_and_nothing_gets_lost(log_in, known):
    page, other = log_in("gebiedsmakelaar"), log_in("corporatie")
    here = f"{traject_path(page)}{PART}"
    page.goto(here)
    text, kept, version = page.locator("textarea"), page.locator("#bewaard"), page.locator("#id_version")
    text.fill("Een brief aan alle bewoners")
    expect(kept).to_have_text(KEPT)
    expect(page.locator("[data-bb-kept]")).to_have_text(KEPT)
    assert not faults_of(page)

    # The line is away: the text stays, and is kept when it is back.
    before = version.input_value()
    page.context.set_offline(True)
    text.press_sequentially(", in juni")
    text.blur()
    expect(alert(page)).to_contain_text("Je tekst staat nog op deze pagina")
    page.context.set_offline(False)
    expect(version).not_to_have_value(before)
    expect(alert(page)).to_be_empty()

    # Logged out meanwhile, and in again in another tab.
    page.context.clear_cookies(name="sessionid")
    text.press_sequentially(" en in september")
    text.blur()
    expect(alert(page)).to_contain_text("Je bent uitgelogd")
    before = version.input_value()
    page.context.add_cookies(known["gebiedsmakelaar"]["cookies"])
    text.press_sequentially(".")
    text.blur()
    expect(version).not_to_have_value(before)

    # Somebody else sees who is there; who was second chooses.
    other.goto(here)
    expect(other.locator("textarea")).to_have_value("Een brief aan alle bewoners, in juni en in september.")
    expect(other.locator("[data-bb-present]")).to_contain_text("schrijft hier ook, sinds")
    other.locator("textarea").fill("Van Karim")
    other.locator("textarea").blur()
    expect(other.locator("#bewaard")).to_have_text(KEPT)
    text.fill("Van Sanne")
    text.blur()
    expect(kept).to_contain_text("Jouw tekst staat nog hier")
    save(page)
    button(page, "Mijn versie bewaren").click()
    expect(page.locator("#onderdeel-communicatie")).to_contain_text("Van Sanne")


def open_part(page):
    """The page of a part, on which one stays each time the browser asks."""
    staying = Staying(page)
    page.goto(f"{traject_path(page)}{PART}")
    return page.locator("textarea"), link(page, re.compile("^Vorige:")), staying


class HeldBack:
    """Holds the texts that a page sends to be kept, until they may go on."""

    def __init__(self, page):
        self.page, self.routes = page, []
        page.route("**/bewaren/", lambda route: self.routes.append(route))

    def let_go(self):
        for route in self.routes:
            route.continue_()
        # From here on nothing stands between the page and the site, also while the page goes elsewhere.
        self.page.unroute("**/bewaren/")


def test_who_leaves_while_a_text_is_on_its_way_goes_when_all_of_it_is_kept(log_in):
    page = log_in("gebiedsmakelaar")
    text, before, staying = open_part(page)
    here = page.url
    for onward, arrived, told in (
        (before, "**/bestuurlijk/", "Onderweg, "),
        (button(page, "Opslaan", exact=True), "**/plan/#onderdeel-communicatie", "Opgeslagen, "),
    ):
        held = HeldBack(page)
        text.fill(told)
        onward.click()
        expect(status(page)).to_have_text("Bezig met opslaan")
        assert page.url == here
        text.press_sequentially("tot het laatste woord")
        held.let_go()
        page.wait_for_url(arrived)
        page.goto(here)
        expect(text).to_have_value(f"{told}tot het laatste woord")
    staying.was_asked(0)


def test_who_leaves_within_a_second_after_somebody_else_saved_stays_with_the_own_text(log_in):
    page, other = log_in("gebiedsmakelaar"), log_in("corporatie")
    text, before, staying = open_part(page)
    here = page.url
    other.goto(here)
    other.locator("textarea").fill("Van Karim, in dezelfde seconde")
    other.locator("textarea").blur()
    expect(other.locator("#bewaard")).to_have_text(KEPT)
    text.fill("Van Sanne, in dezelfde seconde")
    before.click()
    expect(page.locator("#bewaard")).to_contain_text("Jouw tekst staat nog hier")
    staying.was_asked(0)
    assert page.url == here
    # Who goes all the same is asked, here and on the page with both texts.
    before.click()
    expect(text).to_have_value("Van Sanne, in dezelfde seconde")
    save(page)
    expect(button(page, "Mijn versie bewaren")).to_be_visible()
    link(page, "Mijn werk").first.click()
    staying.was_asked(2)
    button(page, "Mijn versie bewaren").click()
    expect(page.locator("#onderdeel-communicatie")).to_contain_text("Van Sanne, in dezelfde seconde")
    staying.was_asked(2)


def test_who_leaves_while_nothing_can_be_kept_is_told_and_asked(log_in, known):
    page = log_in("gebiedsmakelaar")
    text, before, staying = open_part(page)
    here = page.url
    # The line is away.
    page.context.set_offline(True)
    text.fill("Zonder verbinding")
    save(page)
    expect(alert(page)).to_contain_text("Je tekst staat nog op deze pagina")
    before.click()
    staying.was_asked(1)
    assert page.url == here
    page.context.set_offline(False)
    expect(page.locator("#bewaard")).to_have_text(KEPT)
    # Logged out meanwhile.
    page.context.clear_cookies(name="sessionid")
    text.fill("Uitgelogd")
    before.click()
    expect(alert(page)).to_contain_text("Je bent uitgelogd")
    save(page)
    before.click()
    staying.was_asked(2)
    assert page.url == here
    page.context.add_cookies(known["gebiedsmakelaar"]["cookies"])
    # A question stands open, on the page that one wrote on and on the page that asks it.
    text.fill("Bel met 06 12345678")
    before.click()
    expect(page.locator("#bewaard")).to_contain_text("Nog niet bewaard")
    save(page)
    expect(page.locator("[data-bb-error-summary]")).to_be_visible()
    before.click()
    staying.was_asked(3)
    text.fill("Bel met de wijkagent")
    before.click()
    page.wait_for_url("**/bestuurlijk/")
    page.goto(here)
    expect(text).to_have_value("Bel met de wijkagent")
    staying.was_asked(3)
