"""Preparing a session in the browser: from the example to an agenda with working forms, files and who is missing."""

import re

from playwright.sync_api import expect

from tests.browser.checks import faults_of
from tests.browser.walking import Clicks, button, link, main, next_week, row, status, titles, traject_path


def test_from_a_date_to_an_agenda_that_can_be_used_and_prepared(log_in):
    page, click = log_in("gebiedsmakelaar"), Clicks()
    page.goto(f"{traject_path(page)}bijeenkomsten/")
    click(link(main(page), "Bijeenkomst plannen").first)
    page.get_by_label("Datum").fill(next_week(21))
    click(button(page, "Bijeenkomst plannen"))
    expect(page.locator(".bb-agenda > li")).not_to_have_count(0)
    assert click.count <= 3
    expect(page.locator("#som")).to_contain_text("minuten")

    first = titles(page)[0]
    link(row(page, first), first).click()
    page.locator("select[name=werkvorm]").select_option(label="Rondje")
    page.get_by_label("Wie bereidt voor").select_option(index=1)
    page.get_by_label("Dit onderdeel is vertrouwelijk").check()
    button(page, "Opslaan").click()
    expect(status(page)).to_contain_text("Opgeslagen")
    expect(row(page, first)).to_contain_text("bereidt voor")
    expect(row(page, first)).to_contain_text("Vertrouwelijk")

    link(row(page, first), first).click()
    page.locator("input[type=file]").set_input_files(
        {"name": "Kaart van de buurt.txt", "mimeType": "text/plain", "buffer": b"Zwakke plekken"}
    )
    button(page, "Bestand toevoegen").click()
    expect(row(page, first)).to_contain_text("Kaart van de buurt.txt")
    link(row(page, first), re.compile("Rondje")).last.click()
    expect(page.get_by_role("heading", name="Rondje", level=1)).to_be_visible()
    page.go_back()

    link(page, re.compile("Bekijken")).click()
    link(page, "Wie mist er nog?").click()
    page.get_by_label("Welke organisatie").fill("Jongerenwerk De Vaart")
    button(page, "Op de lijst zetten").click()
    expect(status(page)).to_contain_text("Op de lijst: Jongerenwerk De Vaart")
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert faults_of(page) == []
    link(page.get_by_label("Kruimelpad"), "Verdieping").click()
    expect(page.get_by_role("region", name="Zitten de juiste partijen aan tafel?")).to_contain_text("Jongerenwerk")
    assert faults_of(page) == []


def test_working_forms_are_found_on_a_phone_by_what_one_needs(log_in):
    page = log_in("welzijn", 390)
    page.goto("/werkvormen/")
    page.get_by_label("Zoek", exact=True).fill("oorzaken")
    button(page, "Zoeken").click()
    link(main(page), "Visgraat").click()
    expect(page.get_by_role("heading", name="Zo doe je het")).to_be_visible()
    assert faults_of(page) == []
