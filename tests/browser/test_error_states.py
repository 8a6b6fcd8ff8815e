"""Forms that are sent empty, and parts that changed in place, are as accessible as the pages they stand on."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.checks import faults_at, faults_of
from tests.browser.walking import alert, button, main, minutes, plan_session, row, status, titles, traject_path

WIDTHS = [1440, 390]
FORMS = [
    "wijzigen/",
    "partners/nieuw/",
    "bijeenkomsten/nieuw/",
    "acties/toevoegen/",
    "acties/besluiten/toevoegen/",
    "registraties/toevoegen/",
    "probleem-en-doel/probleem/nieuw/",
    "probleem-en-doel/doel/nieuw/",
    "plan/actielijnen/nieuw/",
    "privacy/wijzigen/",
    "registraties/inlezen/",
    "bewonersinbreng/terugkoppeling/nieuw/",
]
RESIDENTS_FORMS = [
    "bewoners/bijeenkomsten/nieuw/",
    "bewoners/notities/nieuw/",
    "bewoners/bevindingen/nieuw/",
    "bewoners/deelnemers/uitnodigen/",
]
ACCOUNT_FORMS = ["/account/tweede-stap/app/"]
OPEN_FORMS = ["/inloggen/", "/inloggen/code/", "/wachtwoord/vergeten/"]
MAIN_BUTTON = "form button.ams-button--primary[type=submit]"
# The logbook page holds two forms, neither of which is the main thing on it.
LOGBOOK_BUTTONS = [f"form[action$='{action}'] button[type=submit]" for action in ("/notitie/", "/documenten/nieuw/")]
EMPTY = """() => document.querySelectorAll('main form[method=post] :is(input, textarea)').forEach(field => {
  if (field.type === 'checkbox') field.checked = false;
  else if (!['hidden', 'radio', 'file'].includes(field.type)) field.value = '';
})"""


def send_empty(page, path, submit=MAIN_BUTTON):
    """Send a form of a page without anything in it, on a phone; what is wrong with the answer, wide too."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(path)
    page.evaluate(EMPTY)
    with page.expect_response(lambda answer: answer.request.method == "POST") as answer:
        main(page).locator(submit).click()
    page.wait_for_load_state()
    wrong = [] if answer.value.status in (200, 422) else [f"answers {answer.value.status}"]
    if not page.title().startswith("Fout: "):
        wrong.append("the title does not say that something is wrong")
    if not page.locator("[aria-invalid=true]").count():
        wrong.append("no field is marked")
    if page.evaluate("() => !document.activeElement.matches('[data-bb-error-summary]')"):
        wrong.append("the summary of errors has no focus")
    return [*wrong, *(fault for width in (390, 1440) for fault in faults_at(page, width, faults_of))]


def test_a_form_of_a_traject_sent_empty_is_accessible_and_says_what_is_wrong(log_in):
    page = log_in("gebiedsmakelaar")
    here = traject_path(page)
    paths = ["/trajecten/nieuw/", *(f"{here}{form}" for form in FORMS)]
    faults = {path: send_empty(page, path) for path in paths}
    faults |= {submit: send_empty(page, f"{here}logboek/", submit) for submit in LOGBOOK_BUTTONS}
    assert not {path: wrong for path, wrong in faults.items() if wrong}


def test_a_form_of_residents_or_of_an_account_sent_empty_is_accessible_and_says_what_is_wrong(log_in):
    page = log_in("welzijn")
    paths = [*(f"{traject_path(page)}{form}" for form in RESIDENTS_FORMS), *ACCOUNT_FORMS]
    faults = {path: send_empty(page, path) for path in paths}
    assert not {path: wrong for path, wrong in faults.items() if wrong}


def test_a_form_of_logging_in_sent_empty_is_accessible_and_says_what_is_wrong(open_context):
    page = open_context().new_page()
    faults = {path: send_empty(page, path) for path in OPEN_FORMS}
    assert not {path: wrong for path, wrong in faults.items() if wrong}


@pytest.mark.parametrize("width", WIDTHS)
def test_the_agenda_stays_accessible_after_every_kind_of_change(log_in, width):
    page = log_in("gebiedsmakelaar", width)
    plan_session(page, f"Wijzigingen {width}")
    first, second, third, *_ = titles(page)
    button(row(page, first), f"{first} omlaag").click()
    expect(status(page)).to_contain_text("staat nu op plaats 2")
    assert not faults_of(page)
    minutes(page, first).fill("0")
    minutes(page, first).press("Enter")
    expect(row(page, first)).to_contain_text("Vul een getal in van 1 tot en met 240.")
    assert not faults_of(page)
    button(row(page, second), f"{second} verwijderen").click()
    expect(status(page)).to_contain_text("is verwijderd")
    assert not faults_of(page)
    button(page, "Toevoegen", exact=True).click()
    expect(main(page)).to_contain_text("Schrijf wat je wilt bespreken.")
    assert not faults_of(page)
    page.route("**/verplaatsen/", lambda route: route.abort())
    button(row(page, third), f"{third} omlaag").click()
    expect(alert(page)).to_contain_text("niet gelukt")
    assert not faults_of(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_list_of_actions_stays_accessible_after_ticking_one_off(log_in, width):
    page = log_in("gebiedsmakelaar", width)
    page.goto(f"{traject_path(page)}acties/")
    ticks = page.get_by_role("button", name=re.compile("^Afvinken"))
    ticks.first.click()
    expect(page.get_by_role("button", name=re.compile("^Weer openen")).first).to_be_focused()
    assert not faults_of(page)
