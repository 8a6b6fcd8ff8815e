"""Two people at once, being logged out, a server that is away, and typed HTML: no text is ever lost or run."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.walking import (
    BROKEN,
    Staying,
    alert,
    button,
    link,
    main,
    minutes,
    next_week,
    plan_session,
    problems_of,
    row,
    save,
    titles,
    traject_path,
)


def log_out_elsewhere(page):
    """The login ends, as after eight hours, while the page stays open."""
    page.context.clear_cookies(name="sessionid")


def seen_by_another(log_in, agenda):
    """The same agenda on the screen of somebody else of the kernteam."""
    other = log_in("corporatie")
    other.goto(agenda)
    return other


@pytest.mark.parametrize("scripts", [True, False])
def test_who_changes_minutes_second_sees_both_and_can_keep_their_own(log_in, scripts):
    mine = log_in("gebiedsmakelaar", java_script_enabled=scripts)
    theirs = seen_by_another(log_in, plan_session(mine, "Samen wijzigen"))
    first = titles(mine)[0]
    minutes(theirs, first).fill("21")
    minutes(theirs, first).press("Enter")
    expect(theirs.locator("#bb-status")).to_contain_text("Opgeslagen")

    minutes(mine, first).fill("33")
    if scripts:
        minutes(mine, first).press("Tab")
    else:
        button(mine, f"Minuten voor {first} opslaan").click()
    conflict = row(mine, first) if scripts else main(mine)
    expect(conflict).to_contain_text(re.compile(r"Karim Belhadi heeft dit om \d\d\.\d\d uur gewijzigd"))
    expect(conflict).to_contain_text("21")
    expect(conflict).to_contain_text("33")
    button(mine, "Mijn versie bewaren").click()
    expect(minutes(mine, first)).to_have_value("33")
    theirs.reload()
    expect(minutes(theirs, first)).to_have_value("33")


def test_who_changes_minutes_second_is_asked_on_leaving_and_can_keep_the_version_of_the_other(log_in):
    mine = log_in("gebiedsmakelaar")
    theirs = seen_by_another(log_in, plan_session(mine, "Samen houden"))
    first = titles(mine)[0]
    minutes(theirs, first).fill("22")
    minutes(theirs, first).press("Enter")
    expect(theirs.locator("#bb-status")).to_contain_text("Opgeslagen")
    minutes(mine, first).fill("34")
    minutes(mine, first).press("Tab")
    agenda, staying = mine.url, Staying(mine)
    keep_theirs = link(mine, "Die van Karim Belhadi houden")
    expect(keep_theirs).to_be_visible()
    link(mine, "Mijn werk").first.click()
    staying.was_asked(1)
    assert mine.url == agenda
    keep_theirs.click()
    expect(minutes(mine, first)).to_have_value("22")
    expect(minutes(mine, first)).to_be_focused()
    link(mine, "Mijn werk").first.click()
    expect(mine).to_have_url(re.compile("/mijn-werk/"))
    staying.was_asked(1)


def test_who_is_logged_out_while_typing_keeps_the_text_and_saves_it_after_logging_in(log_in, known):
    page = log_in("gebiedsmakelaar")
    plan_session(page, "Uitgelogd")
    field = page.get_by_label("Onderdeel toevoegen")
    field.fill("Wat ik net bedacht")
    log_out_elsewhere(page)
    button(page, "Toevoegen", exact=True).click()
    expect(alert(page)).to_contain_text("Je bent uitgelogd")
    expect(field).to_have_value("Wat ik net bedacht")
    # Logging in again happens in another tab.
    page.context.add_cookies(known["gebiedsmakelaar"]["cookies"])
    button(page, "Toevoegen", exact=True).click()
    expect(row(page, "Wat ik net bedacht")).to_be_visible()
    expect(alert(page)).to_be_empty()


def test_who_is_logged_out_without_scripts_sees_the_text_on_the_next_page(log_in):
    page = log_in("gebiedsmakelaar", java_script_enabled=False)
    agenda = plan_session(page, "Uitgelogd zonder script")
    page.get_by_label("Onderdeel toevoegen").fill("Wat ik net bedacht")
    log_out_elsewhere(page)
    with page.expect_response(re.compile("/toevoegen/")) as answer:
        button(page, "Toevoegen", exact=True).click()
    assert answer.value.status == 401
    expect(page.get_by_role("heading", level=1)).to_contain_text("Je bent uitgelogd")
    assert "Wat ik net bedacht" in [field.input_value() for field in main(page).locator("input, textarea").all()]
    assert agenda in link(page, "Opnieuw inloggen").get_attribute("href").replace("%2F", "/")


def test_when_the_server_is_away_the_text_stays_and_a_second_try_works(log_in):
    page = log_in("gebiedsmakelaar")
    plan_session(page, "Server weg")
    page.route("**/agenda/toevoegen/", lambda route: route.abort())
    field = page.get_by_label("Onderdeel toevoegen")
    field.fill("Nog een punt")
    button(page, "Toevoegen", exact=True).click()
    expect(alert(page)).to_contain_text("Je tekst staat nog op deze pagina")
    expect(field).to_have_value("Nog een punt")
    page.unroute("**/agenda/toevoegen/")
    button(page, "Toevoegen", exact=True).click()
    expect(row(page, "Nog een punt")).to_be_visible()


def test_typed_html_is_shown_as_text_and_runs_nowhere(log_in):
    page = log_in("gebiedsmakelaar")
    problems, here = problems_of(page), traject_path(page)
    agenda = plan_session(page, BROKEN)
    page.get_by_label("Onderdeel toevoegen").fill(BROKEN)
    button(page, "Toevoegen", exact=True).click()
    expect(row(page, BROKEN)).to_be_visible()
    button(row(page, BROKEN), f"{BROKEN} omhoog").click()
    expect(page.locator("#bb-status")).to_contain_text(f"{BROKEN} staat nu op plaats")
    expect(page.locator(".bb-agenda h3").last).not_to_have_text(BROKEN)
    button(row(page, BROKEN), f"{BROKEN} verwijderen").click()
    expect(page.locator("#bb-status")).to_contain_text(f"{BROKEN} is verwijderd")
    page.goto(f"{here}acties/toevoegen/")
    page.get_by_label("Wat spreken jullie af").fill(BROKEN)
    page.locator("select[name=partner]").select_option(label="Gemeente Voorbeeldstad")
    page.locator("input[name=due]").fill(next_week())
    page.locator("textarea[name=note]").fill(BROKEN)
    save(page)
    for path in (here, agenda, f"{here}acties/", f"{here}logboek/", f"{here}bijeenkomsten/", "/mijn-werk/"):
        page.goto(path)
        assert not main(page).locator("script, b:text-is('vet')").count(), path
    page.goto(f"{here}acties/")
    link(main(page), BROKEN).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(BROKEN)
    assert urlsplit(page.url).path.startswith(f"{here}acties/")
    assert not problems
