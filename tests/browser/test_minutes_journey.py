"""From a session that was held to settled minutes and a filled next agenda, as the kernteam does it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.checks import faults_of
from tests.browser.walking import button, link, main, next_week, status, traject_path

TYPED = "Het plein is 's avonds donker."


@pytest.fixture
def minutes(log_in):
    """The kernteam's page with the minutes of a session of today."""
    page = log_in("gebiedsmakelaar")
    page.goto(f"{traject_path(page)}bijeenkomsten/nieuw/?stap=3")
    page.get_by_label("Titel").fill("Vandaag gehouden")
    page.get_by_label("Datum").fill(next_week(0))
    button(page, "Bijeenkomst plannen").click()
    page.wait_for_url(re.compile(r"/agenda/"))
    page.goto(page.url.split("/agenda/")[0] + "/verslag/")
    expect(page.get_by_role("heading", level=1, name="Verslag Vandaag gehouden")).to_be_visible()
    return page


def test_minutes_are_written_sent_and_settled_and_the_next_agenda_is_filled(minutes):
    page = minutes
    button(main(page), "Verslag maken").click()
    expect(page.get_by_text("Schrijf het verslag hier.")).to_be_visible()
    assert not faults_of(page)
    address = page.url
    text = page.get_by_label(re.compile("^Wat is er besproken")).nth(1)
    text.fill(TYPED)
    text.press("Tab")
    expect(status(page)).to_contain_text("Opgeslagen")
    text.fill(f"{TYPED} En nat.")
    page.get_by_role("combobox", name=re.compile("^Wat werd ervan")).first.select_option("Doorgeschoven")
    line = page.get_by_label(re.compile("^Wat kwam eruit")).nth(1)
    line.fill("Lampen aanvragen")
    page.get_by_label(re.compile("^Soort")).nth(1).select_option("Actie")
    line.press("Enter")
    expect(status(page)).to_contain_text("Toegevoegd")
    expect(page.get_by_role("link", name="Lampen aanvragen", exact=True)).to_be_visible()
    page.reload()
    expect(page.get_by_label(re.compile("^Wat is er besproken")).nth(1)).to_have_value(f"{TYPED} En nat.")
    assert not faults_of(page)
    link(main(page), "Verslag versturen").click()
    assert not faults_of(page)
    button(main(page), "Verslag versturen").click()
    expect(status(page)).to_contain_text("per mail")
    link(main(page), "Vaststellen").click()
    assert not faults_of(page)
    button(main(page), "Vaststellen").click()
    expect(status(page)).to_contain_text("vastgesteld")
    expect(page.get_by_text(f"{TYPED} En nat.")).to_be_visible()
    expect(page.get_by_label(re.compile("^Wat is er besproken"))).to_have_count(0)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address)
    assert not faults_of(page)
