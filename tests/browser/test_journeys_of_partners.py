"""What partners do: read the agenda, do homework, record a registration and decide who sees it."""

import csv
import io
import re
import zipfile

from playwright.sync_api import expect

from tests.browser.walking import Clicks, button, link, mailed, main, next_week, plan_session, status, traject_path


def add_homework(page, agenda_path, title, partner, person):
    page.goto(agenda_path)
    link(page, "Toevoegen aan het huiswerk").click()
    page.locator("input[name=title]").fill(title)
    page.locator("textarea[name=why]").fill("Om te weten wat er al is.")
    page.locator("select[name=partner]").select_option(label=partner)
    page.locator("select[name=assignee]").select_option(label=f"{person} ({partner})")
    page.locator("input[name=due]").fill(next_week(3))
    button(page, "Opslaan").click()
    page.wait_for_url(re.compile("/agenda/"))


def test_a_partner_sees_the_agenda_only_once_it_is_sent_and_reports_homework(log_in, site):
    kernteam, partner, police = log_in("gebiedsmakelaar"), log_in("welzijn", 390), "Politie Voorbeeldstad"
    agenda = plan_session(kernteam, "Huiswerk melden")
    link(kernteam, "Gegevens wijzigen").click()
    for name in ("Welzijn Voorbeeldstad", police):
        kernteam.get_by_role("group", name="Wie nodig je uit?").get_by_label(name).check()
    button(kernteam, "Opslaan").click()
    add_homework(kernteam, agenda, "Activiteiten tellen", "Welzijn Voorbeeldstad", "Joris Aalbersen")
    add_homework(kernteam, agenda, "Flyer meenemen", "Welzijn Voorbeeldstad", "Joris Aalbersen")
    assert partner.goto(agenda).status == 404

    link(kernteam, "Agenda versturen").click()
    button(kernteam, re.compile("Agenda versturen naar")).click()
    expect(status(kernteam)).to_contain_text("De mail gaat naar")
    site.run_jobs()
    # Not the newest mail of all: in the first quarter of an hour a digest may come with it.
    mailed(partner, "welzijn@demo.test", "uitnodiging voor een bijeenkomst")
    main(partner).get_by_role("link").last.click()
    expect(partner).to_have_url(re.compile(agenda))
    expect(main(partner)).to_contain_text("Activiteiten tellen")
    report_homework(partner)


def report_homework(page):
    click = Clicks()
    click(link(page, "Activiteiten tellen"))
    page.locator("textarea[name=note]").fill("Wij hebben geen cijfers per buurt.")
    click(button(page, "Dit lukt mij niet"))
    expect(main(page)).to_contain_text("Lukt niet")
    page.go_back()
    assert click.count <= 3

    page.goto("/mijn-werk/")
    link(main(page), "Flyer meenemen").click()
    page.locator("textarea[name=note]").fill("Hier is de flyer.")
    flyer = {"name": "flyer.txt", "mimeType": "text/plain", "buffer": b"Kom naar het plein!"}
    page.locator("input[type=file]").set_input_files(flyer)
    button(page, "Klaar, inleveren").click()
    expect(main(page)).to_contain_text("flyer.txt")
    href = link(main(page), "flyer.txt").get_attribute("href")
    assert page.request.get(href).body() == b"Kom naar het plein!"


def test_the_list_of_actions_downloads_as_spreadsheet_and_as_csv(log_in):
    page = log_in("politie")
    page.goto(f"{traject_path(page)}acties/")
    shown = page.locator("#acties tbody tr").count()
    table = page.request.get(link(page, "CSV").get_attribute("href"))
    lines = list(csv.reader(io.StringIO(table.text().removeprefix("\ufeff")), delimiter=";"))
    # A note and the headings come first.
    assert len(lines) == shown + 2
    sheet = page.request.get(link(page, "Excel").get_attribute("href"))
    assert "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(sheet.body())).namelist()


def test_a_registration_is_seen_by_the_chosen_partner_only_until_it_is_withdrawn(log_in):
    owner, chosen, other, click = log_in("politie"), log_in("welzijn"), log_in("school", 390), Clicks()
    title, here = "Brommers op het voetpad", f"{traject_path(owner)}registraties/"
    owner.goto(here)
    click(link(owner, "Registratie toevoegen"))
    owner.get_by_label("Onderwerp").fill(title)
    owner.get_by_label("Het getal").fill("35")
    click(owner.get_by_label("Deze organisaties"))
    click(owner.get_by_role("group", name="Welke organisaties?").get_by_label("Welzijn Voorbeeldstad"))
    click(button(owner, "Opslaan"))
    expect(owner.get_by_role("heading", name=title)).to_be_visible()
    assert click.count <= 5

    chosen.goto(here)
    link(chosen, title).click()
    expect(main(chosen)).to_contain_text("Politie Voorbeeldstad deelt dit met jouw organisatie")
    assert other.goto(here).status == 200
    assert title not in other.content()
    assert other.goto(chosen.url).status == 404

    button(owner, "Intrekken").click()
    expect(status(owner)).to_contain_text("Ingetrokken")
    assert chosen.reload().status == 404
    assert title not in chosen.content()
