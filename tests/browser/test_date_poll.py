"""Looking for a day: from asking over the mail, with and without scripts, to a session on that day; and a series."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.checks import faults_of
from tests.browser.conftest import WIDTHS
from tests.browser.walking import Clicks, button, link, main, next_week, plan_session, traject_path


def look(page):
    """No faults on a laptop and a telephone."""
    found = []
    for width in (390, 1440):
        page.set_viewport_size({"width": width, "height": WIDTHS[width]})
        found += [f"{page.url} {width} px: {fault}" for fault in faults_of(page)]
    assert not found


@pytest.fixture
def asked(log_in, site):
    """The page of a poll that was sent to the police and the corporatie."""
    page = log_in("gebiedsmakelaar")
    agenda = plan_session(page, "Een dag gezocht")
    page.goto(agenda.replace("agenda/", "wijzigen/"))
    for box in page.get_by_role("checkbox", name=re.compile("Politie|Woningcorporatie")).all():
        box.check()
    button(page, "Opslaan").click()
    link(page, "Datum prikken").click()
    look(page)
    page.get_by_label("Antwoorden tot en met").fill("2020-01-01")
    button(page, "Datumprikker versturen").click()
    expect(main(page)).to_contain_text("Deze dag is al geweest")
    look(page)
    page.get_by_label("Antwoorden tot en met").fill(next_week(3))
    button(page, "Datumprikker versturen").click()
    expect(main(page)).to_contain_text("0 van")
    site.run_jobs()
    return page


def from_the_mail(open_context, to, **options):
    """What somebody finds behind the link in his mail, without logging in."""
    page = open_context(390, **options).new_page()
    page.goto("/demo/post/")
    letter = page.get_by_role("row").filter(has_text=to).filter(has_text="welke dag past")
    letter.first.get_by_role("link").first.click()
    main(page).locator('a[href*="/wanneer/"]').click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wanneer kun je?")
    return page


def answer(page, *answers):
    for moment, chosen in zip(page.locator("main fieldset").all(), answers, strict=True):
        moment.get_by_label(chosen, exact=True).check()
    button(page, "Antwoord opslaan").click()
    expect(main(page)).to_contain_text("Bedankt, je antwoord is opgeslagen")


def test_from_asking_over_the_mail_to_the_day_of_the_session(asked, open_context):
    police = from_the_mail(open_context, "politie@demo.test", java_script_enabled=False)
    answer(police, "Nee", "Ja", "Als het moet")
    housing = from_the_mail(open_context, "corporatie@demo.test")
    look(housing)
    button(housing, "Antwoord opslaan").click()
    expect(housing.locator("[aria-invalid=true]").first).to_be_attached()
    look(housing)
    answer(housing, "Als het moet", "Ja", "Nee")
    look(housing)
    asked.reload()
    expect(main(asked)).to_contain_text("2 van")
    look(asked)
    asked.get_by_label("Antwoorden tot en met").fill(next_week(5))
    button(asked, "Laatste dag opslaan").click()
    expect(asked.locator("body")).to_contain_text("De laatste dag is gewijzigd")
    best = asked.locator("main li", has_text="past het best")
    expect(best).to_have_count(1)
    day = best.locator("b").inner_text().split(",")[0]
    click = Clicks()
    click(button(best, "Kies dit moment"))
    expect(asked.locator("body")).to_contain_text("De dag is gekozen")
    assert click.count == 1
    number, month = day.split()[1:3]
    expect(main(asked)).to_contain_text(f"{number} {month}")
    expect(asked.locator(".ams-badge").first).to_contain_text("concept")
    # Behind the link there is nothing left to choose.
    police.reload()
    expect(main(police)).not_to_contain_text("Ja")


def test_a_series_is_proposed_changed_and_planned_without_scripts(log_in):
    page = log_in("gebiedsmakelaar", java_script_enabled=False)
    page.goto(f"{traject_path(page)}bijeenkomsten/")
    link(page, "Reeks voorstellen").click()
    dates = page.get_by_label("Datum")
    proposed = [field.input_value() for field in dates.all()]
    assert proposed[0] > next_week(0)
    for field in dates.all()[1:]:
        field.fill("")
    page.get_by_label("Eindigt om").first.fill("08:00")
    button(page, "Bijeenkomsten plannen").click()
    expect(main(page)).to_contain_text("De eindtijd ligt voor de begintijd")
    page.get_by_label("Eindigt om").first.fill("17:30")
    button(page, "Bijeenkomsten plannen").click()
    expect(page.locator("body")).to_contain_text("1 bijeenkomst staat in concept")
