"""The main job of the kernteam, as somebody new to the site does it, with clicks counted (ui.md section 3)."""

import io
import re

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.conftest import fill_in_login
from tests.browser.walking import (
    Clicks,
    button,
    expect_titles,
    link,
    main,
    minutes,
    next_week,
    plan_session,
    row,
    status,
    titles,
    traject_path,
)


def fetch(page, address):
    """What a link of the page downloads."""
    answer = page.request.get(address)
    assert answer.status == 200, answer.status
    return answer


def pages_of(answer) -> int:
    assert answer.body().startswith(b"%PDF")
    return len(PdfReader(io.BytesIO(answer.body())).pages)


def test_who_logs_in_lands_on_their_work_with_the_next_session_on_it(open_context):
    page = open_context().new_page()
    page.goto("/mijn-werk/")
    expect(page).to_have_url(re.compile("/inloggen/"))
    fill_in_login(page, "gebiedsmakelaar")
    expect(page.get_by_role("heading", name="Mijn werk", level=1)).to_be_visible()
    expect(page.get_by_role("region", name="Volgende bijeenkomst").get_by_role("link").first).to_be_visible()


def test_a_gebiedsmakelaar_creates_a_traject_in_four_clicks(log_in):
    page, click = log_in("gebiedsmakelaar"), Clicks()
    page.goto("/trajecten/")
    click(link(main(page), "Nieuw traject"))
    page.get_by_label("Zoek op naam of code").press_sequentially("klo")
    click(page.get_by_label(re.compile("Klokkenhof")))
    page.get_by_label("Vraagstuk in één zin").fill("Buren kennen elkaar niet")
    click(page.locator("#waarom input[type=checkbox]").first)
    click(button(page, "Opslaan en verder"))
    expect(page.get_by_role("heading", name="Wie horen erbij?")).to_be_visible()
    assert click.count <= 4
    expect(page.get_by_text("Pagina 2 van 3")).to_be_visible()
    link(page, "Overslaan").click()
    expect(page.get_by_role("heading", name="Bijeenkomst plannen")).to_be_visible()
    page.goto(re.match(r".*/trajecten/\d+/", page.url)[0])
    expect(page.get_by_role("heading", name="Klokkenhof", level=1)).to_be_visible()
    button(page, "Traject starten").click()
    expect(status(page)).to_contain_text("gestart")
    expect(page.locator(".ams-badge").first).to_have_text(re.compile("Stap 1 van 6"))


def test_an_invited_person_follows_the_link_in_the_mail_and_sees_the_traject(log_in, open_context, site):
    page, click, address = log_in("gebiedsmakelaar"), Clicks(), "nieuwe.partner@voorbeeldstad.test"
    page.goto(traject_path(page))
    click(link(main(page), "Partners", exact=True).first)
    click(link(page, "Uitnodigen namens Jongerenwerk Voorbeeldstad"))
    page.get_by_label("E-mailadres").fill(address)
    page.get_by_label("Naam", exact=True).fill("Nora Nieuwland")
    page.get_by_label("Waarom vraag je deze persoon?").fill("Je kent de jongeren op het plein.")
    click(button(page, "Uitnodiging versturen"))
    assert click.count <= 3
    expect(status(page)).to_contain_text("Nora Nieuwland is onderweg")
    site.run_jobs()

    guest = open_context(390).new_page()
    guest.goto("/demo/post/")
    letter = guest.get_by_role("row").filter(has_text=address)
    letter.get_by_role("link").first.click()
    main(guest).get_by_role("link").last.click()
    button(guest, "Meedoen", exact=True).click()
    guest.get_by_label("Kies een wachtwoord").fill("paarse fiets bij de molen")
    button(guest, "Meedoen").click()
    expect(guest.get_by_role("heading", name="Molenkadebuurt", level=1)).to_be_visible()
    expect(status(guest)).to_contain_text("Welkom")


def test_the_kernteam_has_a_filled_agenda_from_the_example_in_three_clicks(log_in):
    page, click = log_in("gebiedsmakelaar"), Clicks()
    page.goto(f"{traject_path(page)}bijeenkomsten/")
    click(link(main(page), "Bijeenkomst plannen").first)
    page.get_by_label("Datum").fill(next_week())
    click(button(page, "Bijeenkomst plannen"))
    expect(page.locator(".bb-agenda > li")).not_to_have_count(0)
    assert click.count <= 3
    expect(page.locator("#som")).to_contain_text("minuten")


def test_minutes_change_by_typing_and_the_sum_follows(log_in):
    page = log_in("gebiedsmakelaar")
    plan_session(page, "Minuten wijzigen")
    first = titles(page)[0]
    before = int(page.locator("#som b").inner_text())
    now = int(minutes(page, first).input_value())
    minutes(page, first).fill(str(now + 7))
    minutes(page, first).press("Tab")
    expect(page.locator("#som b")).to_have_text(str(before + 7))
    expect(status(page)).to_contain_text("Opgeslagen")
    page.reload()
    expect(minutes(page, first)).to_have_value(str(now + 7))


def test_an_item_moves_by_its_button_by_the_keyboard_and_by_dragging(log_in):
    # Without motion a row is in its new place at once, so that the mouse need not wait for it.
    page = log_in("gebiedsmakelaar", reduced_motion="reduce")
    plan_session(page, "Volgorde wijzigen")
    first, second, third, *rest = titles(page)
    button(row(page, first), f"{first} omlaag").click()
    expect_titles(page, [second, first, third, *rest])
    expect(status(page)).to_contain_text(f"{first} staat nu op plaats 2 van {len(rest) + 3}")
    handle = row(page, first).locator(".bb-handle")
    handle.focus()
    page.keyboard.press("ArrowDown")
    expect_titles(page, [second, third, first, *rest])
    expect(row(page, first).locator(".bb-handle")).to_be_focused()
    drag(page, row(page, first).locator(".bb-handle"), row(page, second))
    expect_titles(page, [first, second, third, *rest])
    page.reload()
    expect_titles(page, [first, second, third, *rest])


def test_a_press_while_the_last_change_is_on_its_way_is_not_lost(log_in):
    page = log_in("gebiedsmakelaar")
    plan_session(page, "Snel achter elkaar")
    first, second, third, *rest = titles(page)
    minutes(page, first).fill("19")
    button(row(page, first), f"{first} omlaag").click()
    expect_titles(page, [second, first, third, *rest])
    expect(minutes(page, first)).to_have_value("19")
    button(row(page, second), f"{second} omlaag").dblclick()
    expect_titles(page, [first, third, second, *rest])


def drag(page, handle, target):
    """Drag with the mouse, step by step as a hand does, to just under the top of the target."""
    start, end = handle.bounding_box(), target.bounding_box()
    x, y = start["x"] + start["width"] / 2, start["y"] + start["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    while y > end["y"] + 4:
        y -= 8
        page.mouse.move(x, y)
        page.evaluate("() => new Promise(requestAnimationFrame)")
    with page.expect_response(re.compile("/agenda/volgorde/")):
        page.mouse.up()


def test_a_deleted_item_comes_back_where_it_was(log_in):
    page = log_in("gebiedsmakelaar")
    plan_session(page, "Verwijderen")
    first, second, *rest = titles(page)
    button(row(page, second), f"{second} verwijderen").click()
    expect_titles(page, [first, *rest])
    expect(status(page)).to_contain_text(f"{second} is verwijderd")
    button(status(page), "Ongedaan maken").click()
    expect_titles(page, [first, second, *rest])


def test_the_agenda_downloads_as_one_page_of_pdf_and_as_calendar_file(log_in):
    page = log_in("gebiedsmakelaar")
    path = plan_session(page, "Downloaden")
    assert pages_of(fetch(page, f"{path}pdf/")) == 1
    expect(link(page, "Voorbeeld (PDF)")).to_have_attribute("href", f"{path}pdf/")
    calendar = link(page, "In je agenda (.ics)").get_attribute("href")
    assert "BEGIN:VCALENDAR" in fetch(page, calendar).text()


def test_the_kernteam_writes_the_plan_adds_a_measure_and_has_it_as_pdf(log_in):
    page = log_in("corporatie")
    page.goto(f"{traject_path(page)}plan/")
    link(page, re.compile("Onderdeel invullen|Bewerken")).first.click()
    page.locator("textarea").first.fill("We willen een plein waar iedereen graag komt.")
    button(page, "Opslaan", exact=True).click()
    expect(main(page)).to_contain_text("We willen een plein waar iedereen graag komt.")
    link(page, re.compile("Maatregelen toevoegen")).click()
    link(page, "Actielijn toevoegen").first.click()
    page.locator("input[name=title]").fill("Een eigen plek")
    button(page, "Opslaan").click()
    link(page, "Maatregel toevoegen aan Een eigen plek").click()
    page.locator("input[name=title]").fill("Inloop in De Kade, twee avonden")
    page.locator("select[name=kind]").select_option("nieuw")
    button(page, "Opslaan").click()
    expect(main(page)).to_contain_text("Inloop in De Kade, twee avonden")
    link(page, "Plan van aanpak").first.click()
    pdf = link(page, "PDF downloaden").get_attribute("href")
    assert 1 <= pages_of(fetch(page, pdf)) <= 8
