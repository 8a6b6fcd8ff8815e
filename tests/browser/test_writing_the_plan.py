"""A part of the plan is kept while somebody writes, whatever happens meanwhile, and others see who writes there."""

import re

from playwright.sync_api import expect

from tests.browser.checks import faults_of
from tests.browser.walking import alert, button, link, save, traject_path

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
    expect(other.locator("#bewaard")).to_have_text(KEPT)
    text.fill("Van Sanne")
    expect(kept).to_contain_text("Jouw tekst staat nog hier")
    save(page)
    button(page, "Mijn versie bewaren").click()
    expect(page.locator("#onderdeel-communicatie")).to_contain_text("Van Sanne")


def test_who_goes_on_without_waiting_has_kept_the_text_as_well(log_in):
    page = log_in("gebiedsmakelaar")
    here = f"{traject_path(page)}{PART}"
    page.goto(here)
    page.locator("textarea").fill("Onderweg")
    link(page, re.compile("^Vorige:")).click()
    page.wait_for_url("**/bestuurlijk/")
    page.goto(here)
    expect(page.locator("textarea")).to_have_value("Onderweg")
