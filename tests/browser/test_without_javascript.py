"""With scripts off, the agenda, homework and a new traject still work (issue items 2, 5 and 6)."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.checks import structure_faults
from tests.browser.walking import (
    button,
    expect_titles,
    link,
    main,
    minutes,
    plan_session,
    row,
    save,
    titles,
    traject_path,
)


@pytest.fixture
def plain(log_in):
    """The gebiedsmakelaar in a browser without scripts."""
    return log_in("gebiedsmakelaar", java_script_enabled=False)


def test_an_agenda_is_made_and_ordered_without_scripts(plain):
    page = plain
    plan_session(page, "Zonder script")
    first, second, *rest = titles(page)
    expect(row(page, first).locator(".bb-handle")).to_be_hidden()

    page.get_by_label("Onderdeel toevoegen").fill("Rondvraag")
    page.locator("#toevoegen").get_by_label("Minuten").fill("8")
    button(page, "Toevoegen", exact=True).click()
    expect_titles(page, [first, second, *rest, "Rondvraag"])
    expect(minutes(page, "Rondvraag")).to_have_value("8")

    minutes(page, "Rondvraag").fill("12")
    button(page, "Minuten voor Rondvraag opslaan").click()
    expect(minutes(page, "Rondvraag")).to_have_value("12")

    button(row(page, second), f"{second} omhoog").click()
    expect_titles(page, [second, first, *rest, "Rondvraag"])

    button(row(page, first), f"{first} verwijderen").click()
    expect_titles(page, [second, *rest, "Rondvraag"])
    expect(page.locator("#bb-status")).to_contain_text("ongedaan maken")
    button(page, re.compile(rf"Ongedaan maken\s*: {first} terugzetten")).click()
    expect_titles(page, [second, first, *rest, "Rondvraag"])


def test_wrong_minutes_come_back_with_a_message_and_the_text_without_scripts(plain):
    page = plain
    plan_session(page, "Fout zonder script")
    first = titles(page)[0]
    minutes(page, first).fill("1000")
    button(page, f"Minuten voor {first} opslaan").click()
    expect(minutes(page, first)).to_have_value("1000")
    expect(row(page, first)).to_contain_text("Vul een getal in van 1 tot en met 240.")


def test_homework_is_reported_without_scripts(log_in):
    page = log_in("sleutelpersoon", java_script_enabled=False)
    page.goto("/mijn-werk/")
    link(main(page), re.compile("Nadenken over wat jongeren")).first.click()
    button(page, "Dit lukt mij niet").click()
    expect(main(page)).to_contain_text("Schrijf waarom het niet lukt.")
    page.locator("textarea[name=note]").fill("Het was te druk in de keuken.")
    button(page, "Dit lukt mij niet").click()
    expect(main(page)).to_contain_text("Lukt niet")
    expect(main(page)).to_contain_text("Het was te druk in de keuken.")


def test_an_action_is_added_and_ticked_off_without_scripts(plain):
    page = plain
    page.goto(f"{traject_path(page)}acties/")
    link(page, "Actie toevoegen").click()
    page.get_by_label("Wat spreken jullie af").fill("Sleutel van De Kade ophalen")
    page.locator("select[name=partner]").select_option(label="Gemeente Voorbeeldstad")
    save(page)
    page.goto(f"{traject_path(page)}acties/")
    button(page, re.compile(r"Afvinken\s*: Sleutel van De Kade ophalen")).click()
    expect(page.locator("#bb-status")).not_to_be_empty()
    page.goto(f"{traject_path(page)}acties/?toon=klaar")
    expect(link(page, "Sleutel van De Kade ophalen", exact=True)).to_be_visible()


def test_a_traject_is_created_with_the_search_button_without_scripts(plain):
    page = plain
    page.goto("/trajecten/nieuw/")
    page.get_by_label("Vraagstuk in één zin").fill("Het veen is nat")
    page.get_by_label("Zoek op naam of code").fill("rietlanden")
    button(page, "Zoeken").click()
    expect(page.get_by_label(re.compile("Rietlandenbuurt"))).to_be_visible()
    page.get_by_label(re.compile("Rietlandenbuurt")).check()
    expect(page.get_by_label("Vraagstuk in één zin")).to_have_value("Het veen is nat")
    page.locator("#waarom input[type=checkbox]").first.check()
    button(page, "Opslaan en verder").click()
    expect(page.get_by_role("heading", name="Wie horen erbij?")).to_be_visible()


def test_the_menu_stands_open_on_a_phone_without_scripts(log_in):
    page = log_in("gebiedsmakelaar", 390, java_script_enabled=False)
    page.goto("/mijn-werk/")
    link(page.locator("#hoofdmenu"), "Trajecten").click()
    expect(page).to_have_url(re.compile("/trajecten/$"))
    assert not structure_faults(page)
