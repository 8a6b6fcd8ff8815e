"""A whole session led and attended with keys only: no mouse, and no focus that gets lost."""

import re
from datetime import date

from playwright.sync_api import expect

from tests.browser.walking import CODE, button, plan_session, problems_of, status

MOST_TABS = 120


def reach(page, target, *, back=False):
    """Go to a control by Tab, as who has no mouse does; it must be one that shows that it has the focus."""
    expect(target).to_be_attached()
    for _ in range(MOST_TABS):
        if target.evaluate("control => control === document.activeElement"):
            break
        page.keyboard.press("Shift+Tab" if back else "Tab")
    expect(target.and_(page.locator(":focus-visible"))).to_be_visible()


def press(page, target, *, back=False, key="Enter"):
    reach(page, target, back=back)
    # On what stands there now: it may have come anew in its place, with the focus.
    target.press(key)


def type_in(page, target, text, *, back=False):
    reach(page, target, back=back)
    page.keyboard.type(text)


def choose(page, target, starts_with):
    """Choose from a list by its first letters."""
    reach(page, target)
    page.keyboard.type(starts_with)


def note(page, what, because):
    """A note typed for the police, its last field left with Tab."""
    type_in(page, page.locator("#geeltje_what"), what)
    type_in(page, page.locator("#geeltje_because"), because)
    choose(page, page.locator("#geeltje_partner"), "Poli")
    press(page, button(page.locator("#geeltje"), "Plak op"))
    expect(status(page)).to_contain_text("Geplakt")
    # Ready for the next one.
    expect(page.locator("#geeltje_what")).to_be_focused()


def begin(page):
    """A session of today with the police invited; from its agenda to the room by keys."""
    agenda = plan_session(page, "Zonder muis")
    page.goto(agenda.replace("agenda/", "wijzigen/"))
    for box in page.get_by_role("checkbox", name=re.compile("Politie")).all():
        box.check()
    page.get_by_label("Datum").fill(date.today().isoformat())
    button(page, "Opslaan").click()
    page.goto(agenda)
    press(page, button(page, "Bijeenkomst starten"))
    expect(page.locator("#nu")).to_be_visible()


def join_by_keys(open_context, led):
    """A phone on which the code is typed and the police is chosen."""
    phone = open_context(390).new_page()
    phone.goto("/mee/")
    type_in(phone, phone.get_by_label("Code op het scherm"), CODE.search(led.locator(".bb-code").inner_text())[0])
    phone.keyboard.press("Enter")
    press(phone, button(phone, re.compile("Politie")))
    expect(phone.locator("#mee-nu")).to_be_visible()
    return phone


def test_a_session_is_led_from_beginning_to_end_with_keys_only(log_in, open_context):
    led = log_in("gebiedsmakelaar")
    problems = problems_of(led)
    begin(led)
    phone = join_by_keys(open_context, led)
    press(led, button(led, "Geeltjes plakken"))
    note(led, "de verlichting", "er drie lampen stuk zijn")
    # Somebody else sticks one while the focus stands on a button: it stays there, and the button is the new one.
    reveal = button(led, "Leg ze open")
    reach(led, reveal, back=True)
    type_in(phone, phone.locator("#mee_what"), "het afval")
    type_in(phone, phone.locator("#mee_because"), "het elke maandag buiten staat")
    phone.keyboard.press("Enter")
    expect(led.locator("#live-nu")).to_contain_text("2 geeltjes")
    expect(reveal).to_be_focused()
    led.keyboard.press("Enter")
    expect(led.locator(".bb-note")).to_have_count(2)
    expect(led.locator("#geeltjes-kop")).to_be_focused()
    type_in(led, led.get_by_label("Nieuwe kop"), "Buitenruimte")
    led.keyboard.press("Enter")
    expect(led.locator("h4")).to_have_text("Buitenruimte")
    lay_under_and_vote(led, phone)
    record_and_end(led)
    expect(phone.get_by_role("heading", level=1)).to_contain_text("De bijeenkomst is afgelopen")
    assert not problems


def lay_under_and_vote(led, phone):
    afval = led.locator(".bb-note", has_text="het afval")
    press(led, afval.locator("summary"), back=True)
    choose(led, afval.get_by_label("Onder"), "Buiten")
    press(led, button(afval, "Leg neer"))
    expect(led.locator("#live-geeltjes section", has=led.locator("h4")).locator(".bb-note")).to_contain_text(
        "het afval"
    )
    expect(afval.locator("summary")).to_be_focused()
    press(led, button(led, "Laat stemmen"), back=True)
    # What was unfolded stays so while the votes come in.
    vote = phone.locator(".bb-note", has_text="het afval").locator(".bb-vote")
    expect(afval.locator("details")).to_have_attribute("open", "")
    press(phone, vote, key="Space")
    expect(phone.locator("#mee-nu")).to_contain_text("nog 2 van 3 stemmen")
    expect(vote).to_be_focused()
    expect(afval.locator(".bb-votes")).to_contain_text("1")
    expect(afval.locator("details")).to_have_attribute("open", "")
    press(led, button(afval, "Aanname"))
    expect(led.locator("#live-uitkomsten")).to_contain_text("het afval")


def record_and_end(led):
    type_in(led, led.locator("#vast_text"), "We vragen nieuwe lampen")
    press(led, button(led.locator("#vastleggen"), "Actie"))
    line = led.locator("#live-uitkomsten li", has_text="We vragen nieuwe lampen")
    expect(line).to_contain_text("Actie")
    expect(led.locator("#vast_text")).to_be_focused()
    choose(led, line.get_by_label(re.compile("^Wie")), "Poli")
    expect(status(led)).to_contain_text("Opgeslagen")
    press(led, button(led, "Pauze"), back=True)
    expect(button(led, "Ga verder")).to_be_focused()
    press(led, button(led, "Volgende"), back=True)
    expect(led.locator("#live-nu")).to_contain_text("Onderdeel 2")
    expect(led.locator("#nu")).to_be_focused()
    press(led, button(led, "Bijeenkomst afsluiten"), back=True)
    led.wait_for_url(re.compile("/verslag/"))
