"""A passkey, made and used in a real browser; and the question two minutes before the end."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.checks import faults_of
from tests.browser.conftest import PASSWORD, fill_in_login
from tests.browser.walking import button, link, main

PERSON = "school"


@pytest.fixture
def page(site, browser):
    """A browser with a passkey device in it. Passkeys want a name, so the site is asked as localhost."""
    context = browser.new_context(base_url=site.address.replace("127.0.0.1", "localhost"), locale="nl-NL")
    page = context.new_page()
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield page
    browser.close(context)


def log_in(page):
    fill_in_login(page, PERSON)


def test_a_passkey_is_made_used_and_removed(page):
    log_in(page)
    page.goto("/account/tweede-stap/")
    assert not faults_of(page)
    link(main(page), "Passkey toevoegen").click()
    assert not faults_of(page)
    page.get_by_label("Naam van de passkey").fill("Werklaptop")
    button(page, "Passkey maken").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bewaar je herstelcodes")
    assert not faults_of(page)
    button(page.locator("header"), "Uitloggen").first.click()

    page.goto("/inloggen/?next=/account/tweede-stap/")
    button(page, "Inloggen met een passkey").click()
    page.wait_for_url(re.compile("/account/tweede-stap/"))
    expect(main(page)).to_contain_text("Werklaptop")

    link(main(page), re.compile("Verwijderen")).click()
    page.wait_for_url(re.compile("/inloggen/opnieuw/"))
    page.locator("input[name=password]").fill(PASSWORD)
    button(page, "Verder").click()
    button(page, "Passkey verwijderen").click()
    page.wait_for_url(re.compile("/account/tweede-stap/$"))
    expect(main(page)).not_to_contain_text("Werklaptop")


def test_a_form_without_passkey_says_what_it_needs(site, browser):
    page = browser.new_context(base_url=site.address, java_script_enabled=False).new_page()
    page.goto("/inloggen/")
    expect(main(page)).to_contain_text("Passkeys werken alleen met JavaScript")
    expect(button(page, "Inloggen met een passkey")).to_be_hidden()


def test_two_minutes_before_the_end_the_page_asks_whether_one_stays(page):
    page.clock.install()
    log_in(page)
    page.goto("/account/")
    left = {"seconds": 119, "can_stay": True}
    page.route("**/sessie/", lambda route: route.fulfill(json=left))
    dialog = page.get_by_role("alertdialog")
    expect(dialog).to_be_hidden()
    page.clock.run_for(61_000)
    expect(dialog).to_contain_text("Over twee minuten word je uitgelogd")
    expect(button(page, "Blijf ingelogd")).to_be_focused()
    assert not faults_of(page)
    with page.expect_response("**/sessie/blijven/") as answer:
        button(page, "Blijf ingelogd").click()
    assert answer.value.json()["seconds"] > 29 * 60
    expect(dialog).to_be_hidden()


def test_after_the_end_the_page_keeps_what_was_typed(page):
    page.clock.install()
    log_in(page)
    page.goto("/wachtwoord/wijzigen/")
    page.get_by_label("Je wachtwoord van nu").fill("half getypt")
    page.route("**/sessie/", lambda route: route.fulfill(json={"seconds": 10, "can_stay": True}))
    page.clock.run_for(61_000)
    expect(page.get_by_role("alertdialog")).to_be_visible()
    page.unroute("**/sessie/")
    page.context.clear_cookies()
    page.clock.run_for(11_000)
    expect(page.get_by_role("alertdialog")).to_contain_text("Je bent uitgelogd")
    expect(link(page, "Log opnieuw in (nieuw tabblad)")).to_be_visible()
    button(page, "Sluiten").click()
    expect(page.get_by_label("Je wachtwoord van nu")).to_have_value("half getypt")
