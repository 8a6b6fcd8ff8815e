"""A session in the room: who leads, phones without login, the screen; offline for a moment; a wrong clock."""

import os
import re
import signal
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import pairwise
from uuid import uuid4

import psycopg
import pytest
from playwright.sync_api import expect

from tests.browser.checks import faults_at, faults_of
from tests.browser.walking import CODE, Clicks, alert, button, join, link, plan_session, problems_of, status


@pytest.fixture
def led(log_in):
    """The page of who leads a session that just began."""
    page = log_in("gebiedsmakelaar")
    agenda = plan_session(page, "In de zaal")
    page.goto(agenda.replace("agenda/", "wijzigen/"))
    for box in page.get_by_role("checkbox", name=re.compile("Politie|Woningcorporatie")).all():
        box.check()
    page.get_by_label("Datum").fill(date.today().isoformat())
    button(page, "Opslaan").click()
    page.goto(agenda)
    clicks = Clicks()
    clicks(button(page, "Bijeenkomst starten"))
    expect(page.locator("#nu")).to_be_visible()
    assert clicks.count == 1
    return page


def code_on(page):
    return CODE.search(page.locator(".bb-code").inner_text())[0]


def stick(phone, what, because="het zo is"):
    phone.locator("#mee_what").fill(what)
    phone.locator("#mee_because").fill(because)
    button(phone, "Plak op").click()


def faults_everywhere(page):
    return [fault for width in (390, 1440) for fault in faults_at(page, width, faults_of)]


def make_heading(page, title):
    page.get_by_label("Nieuwe kop").fill(title)
    page.get_by_label("Nieuwe kop").press("Enter")
    expect(page.locator("h4", has_text=title)).to_be_visible()


def unfolded(page, what):
    """A note with what can be done with it."""
    note = page.locator(".bb-note", has_text=what)
    note.locator("summary").click()
    return note


def test_a_round_of_notes_from_silence_to_an_outcome(led, open_context):
    problems, faults = problems_of(led), {}
    first, second = join(open_context, led, "Politie"), join(open_context, led, "Woningcorporatie")
    screen = led.context.new_page()
    screen.goto(f"{led.url}scherm/")
    button(led, "Geeltjes plakken").click()
    stick(first, "donkere brandgangen")
    expect(status(first)).to_contain_text("Geplakt")
    expect(first.locator("#mee_what")).to_be_focused()
    expect(first.locator("#mee_what")).to_have_value("")
    # Who is typing when the page asks what changed keeps the text.
    second.locator("#mee_what").fill("half")
    expect(led.locator("#live-nu")).to_contain_text("1 geeltje geplakt")
    faults["phone, writing"], faults["leading, writing"] = faults_of(first), faults_everywhere(led)
    button(led, "Leg ze open").click()
    for page in (led, second, screen):
        expect(page.locator(".bb-note")).to_contain_text("donkere brandgangen")
    expect(second.locator("#mee_what")).to_have_value("half")
    stick(second, "losse tegels")
    make_heading(led, "Openbare ruimte")
    note = unfolded(led, "donkere brandgangen")
    note.get_by_label("Onder").select_option("Openbare ruimte")
    button(note, "Leg neer").click()
    expect(led.locator("#live-geeltjes section", has=led.locator("h4")).locator(".bb-note")).to_contain_text(
        "donkere brandgangen"
    )
    button(led, "Laat stemmen").click()
    button(first, re.compile("Stem.*losse tegels")).click()
    expect(button(first, re.compile("Stem intrekken.*losse tegels"))).to_be_focused()
    expect(led.locator(".bb-note", has_text="losse tegels").locator(".bb-votes")).to_contain_text("1")
    button(unfolded(led, "losse tegels"), "Aanname").click()
    expect(led.locator("#live-uitkomsten")).to_contain_text("losse tegels")
    faults["phone, voting"], faults["screen"] = faults_of(first), faults_of(screen)
    faults["leading, voting"] = faults_everywhere(led)
    led.locator("#vast_text").fill("We vragen nieuwe lampen")
    button(led, "Actie", exact=True).last.click()
    expect(led.locator("#live-uitkomsten li").first).to_contain_text("We vragen nieuwe lampen")
    expect(led.locator("#vast_text")).to_be_focused()
    faults["leading, action"] = faults_everywhere(led)
    button(led, "Volgende").click()
    expect(led.locator("#live-nu")).to_contain_text("Onderdeel 2")
    button(led, "Bijeenkomst afsluiten").click()
    expect(first.locator("h1")).to_contain_text("De bijeenkomst is afgelopen")
    assert not {where: found for where, found in faults.items() if found}
    assert not problems


def test_what_is_sent_while_the_network_is_away_arrives_once_by_itself(led, open_context):
    phone = join(open_context, led, "Politie")
    button(led, "Geeltjes plakken").click()
    expect(phone.locator("#mee_what")).to_be_visible()
    phone.context.set_offline(True)
    stick(phone, "in de kelder")
    expect(alert(phone)).to_contain_text("Je tekst staat nog op deze pagina")
    expect(phone.locator("#mee_what")).to_have_value("in de kelder")
    phone.context.set_offline(False)
    expect(phone.locator("#mee-geeltjes")).to_contain_text("in de kelder")
    expect(phone.locator(".bb-note")).to_have_count(1)
    expect(led.locator("#live-nu")).to_contain_text("1 geeltje geplakt")


def test_the_clock_runs_by_the_server_also_where_the_clock_of_the_device_is_wrong(led, open_context):
    screen = led.context.new_page()
    screen.clock.install(time="2001-01-01T00:00:00")
    screen.goto(f"{led.url}scherm/")
    clock = screen.get_by_role("timer")
    before = clock.inner_text()
    screen.clock.run_for(61_000)
    minutes, seconds = (int(part) for part in before.split(":"))
    expect(clock).not_to_have_text(before)
    shown = [int(part) for part in clock.inner_text().split(":")]
    assert 55 <= (minutes * 60 + seconds) - (shown[0] * 60 + shown[1]) <= 75
    screen.clock.run_for((minutes - 3) * 60_000 + 5000)
    expect(screen.locator("p[aria-live=polite]")).to_have_text("Nog twee minuten voor dit onderdeel.")


HEARD = """() => {
  const region = document.getElementById("live-nieuw");
  window.heard = [];
  new MutationObserver(() => window.heard.push([Date.now(), region.textContent])).observe(region, {childList: true});
}"""
HIDE = """hidden => {
  Object.defineProperty(document, "hidden", {configurable: true, get: () => hidden});
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def test_new_notes_are_told_to_who_leads_at_most_once_in_fifteen_seconds(led, open_context):
    phone = join(open_context, led, "Politie")
    led.clock.install()
    led.reload()
    led.evaluate(HEARD)
    button(led, "Geeltjes plakken").click()
    for number in range(1, 4):
        expect(phone.locator("#mee_what")).to_have_value("")
        stick(phone, f"nummer {number}")
        expect(phone.locator(".bb-note")).to_have_count(number)
        expect(led.locator("#live-nu")).to_contain_text(f"{number} geeltje")
    led.clock.fast_forward(15_000)
    expect(led.locator("#live-nieuw")).to_contain_text("3 in totaal.")
    told = led.evaluate("window.heard")
    assert told[0][1] == "1 nieuw geeltje, 1 in totaal."
    assert all(later - earlier >= 15_000 for (earlier, _), (later, _) in pairwise(told))
    # What was told is not told again when they lie open; another item begins anew.
    button(led, "Leg ze open").click()
    expect(led.locator(".bb-note")).to_have_count(3)
    button(led, "Volgende").click()
    expect(led.locator("#live-nu")).to_contain_text("Onderdeel 2")
    led.clock.fast_forward(30_000)
    assert led.evaluate("window.heard") == told


def test_a_hidden_tab_stops_asking_and_asks_at_once_when_it_is_seen_again(led, open_context):
    phone = join(open_context, led, "Politie")
    stick_button = button(led, "Geeltjes plakken")
    other = led.context.new_page()
    other.goto(led.url)
    asked = []
    for page in (led, phone):
        page.on("request", lambda request: asked.append(request.url) if "/stand/" in request.url else None)
        page.clock.install()
        page.reload()
        page.clock.pause_at(page.evaluate("Date.now() / 1000 + 1"))
        page.evaluate(HIDE, True)
    expect(stick_button).to_be_visible()
    asked.clear()
    button(other, "Geeltjes plakken").click()
    expect(button(other, "Leg ze open")).to_be_visible()
    for page in (led, phone):
        page.clock.run_for(30_000)
    assert asked == []
    # Their clocks stand still: what they ask now they ask because they are seen.
    for page, shown in ((led, button(led, "Leg ze open")), (phone, phone.locator("#mee_what"))):
        with page.expect_response(re.compile("/stand/")):
            page.evaluate(HIDE, False)
        page.clock.run_for(200)
        expect(shown).to_be_visible()


ANSWERED = """() => document.addEventListener("htmx:afterRequest", ({detail}) => {
  if (detail.elt.id === "stand") console.log("answered");
})"""


def hold(page, address):
    """Hold the next thing that this page sends to an address; it comes in the list that this returns."""
    held = []
    page.route(re.compile(address), lambda route: held.append(route), times=1)
    return held


def first(page, held):
    give_up = time.monotonic() + 15
    while not held:
        assert time.monotonic() < give_up, "the page asked nothing"
        page.wait_for_timeout(50)
    return held[0]


def let_answer(page, poll):
    """Let what was asked on a page come back, and wait until the page has dealt with it."""
    with page.expect_console_message(lambda message: message.text == "answered"):
        poll.continue_()


def test_what_changed_meanwhile_waits_for_who_is_choosing_and_for_what_is_on_its_way(led, open_context):
    phone = join(open_context, led, "Politie")
    button(led, "Geeltjes plakken").click()
    expect(phone.locator("#mee_what")).to_be_visible()
    button(led, "Leg ze open").click()
    led.evaluate(ANSWERED)
    poll = first(led, hold(led, "/stand/"))
    stick(phone, "te donker")
    expect(phone.locator(".bb-note")).to_contain_text("te donker")
    # What was asked before is answered while somebody chooses: the list stays, and the change comes afterwards.
    there = led.locator("#live-aanwezig").get_by_label(re.compile("Politie"))
    there.focus()
    there.evaluate("list => { list.dataset.same = 'yes'; }")
    let_answer(led, poll)
    expect(there).to_be_focused()
    expect(there).to_have_attribute("data-same", "yes")
    expect(led.locator(".bb-note")).to_have_count(0)
    led.locator("#vast_text").focus()
    expect(led.locator(".bb-note")).to_contain_text("te donker")


def test_what_somebody_chose_stays_chosen_when_something_changed_meanwhile(led, open_context):
    led.locator(".bb-card", has_text="Daarna").locator("summary").click()
    chosen = led.get_by_label("Onderdeel", exact=True)
    chosen.select_option(index=2)
    topic = chosen.locator("option:checked").inner_text()
    # As on a telephone, where the focus goes when the list closes.
    chosen.blur()
    chosen.evaluate("list => { list.dataset.same = 'no'; }")
    other = led.context.new_page()
    other.goto(led.url)
    button(other, "Geeltjes plakken").click()
    expect(chosen).not_to_have_attribute("data-same", "no")
    button(led, "Ga erheen").click()
    expect(led.locator("#nu")).to_have_text(topic)


def test_a_page_on_its_way_to_the_minutes_is_led_nowhere_else_by_hearing_that_the_session_ended(led):
    other = led.context.new_page()
    other.goto(led.url)
    led.evaluate(ANSWERED)
    poll = first(led, hold(led, "/stand/"))
    button(other, "Bijeenkomst afsluiten").click()
    other.wait_for_url(re.compile("/verslag/"))
    went = []
    led.on("framenavigated", lambda frame: went.append(frame.url))
    # What is sent goes nowhere: so it is on its way for as long as the test wants.
    led.evaluate("addEventListener('submit', (event) => event.preventDefault())")
    led.evaluate("document.querySelector('form[action$=\"/afsluiten/\"]').requestSubmit()")
    let_answer(led, poll)
    # Where the answer would lead elsewhere it does so now.
    led.wait_for_timeout(500)
    assert went == []
    expect(button(led, "Bijeenkomst afsluiten")).to_be_visible()


def test_taking_part_works_without_scripts(led, open_context):
    button(led, "Geeltjes plakken").click()
    phone = open_context(390, java_script_enabled=False).new_page()
    phone.goto("/mee/")
    phone.get_by_label("Code op het scherm").fill(code_on(led))
    button(phone, "Verder").click()
    button(phone, re.compile("Politie")).click()
    stick(phone, "geen lantaarn")
    expect(phone.locator(".bb-note")).to_contain_text("geen lantaarn")
    link(phone, "Ververs").click()
    expect(phone.locator(".bb-note")).to_have_count(1)


def workers_of(site):
    """The processes of the web server that answer."""
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(site.process.pid)], capture_output=True, text=True)
    return [int(pid) for pid in found.stdout.split()]


def stubborn(site, cookies, what):
    """Send a note until it is answered, each time with the same number, as the page itself does."""
    form = {"once": str(uuid4()), "item": cookies["item"], "sentence": "probleem", "what": what, "because": "x"}
    sent = urllib.parse.urlencode({**form, "csrfmiddlewaretoken": cookies["csrftoken"]}).encode()
    head = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()), "HX-Request": "true"}
    for _ in range(60):
        try:
            asked = urllib.request.Request(f"{site.address}/mee/geeltje/", sent, head)
            with urllib.request.urlopen(asked, timeout=10) as answer:
                return answer.status
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    return 0


def test_no_note_is_lost_or_doubled_when_the_web_server_dies_and_the_database_breaks_off(led, open_context, site):
    phone = join(open_context, led, "Politie")
    button(led, "Geeltjes plakken").click()
    expect(phone.locator("#mee_what")).to_be_visible()
    cookies = {cookie["name"]: cookie["value"] for cookie in phone.context.cookies()}
    cookies["item"] = phone.locator("#mee-formulier [name=item]").input_value()
    with ThreadPoolExecutor(4) as senders:
        sending = [senders.submit(stubborn, site, cookies, f"nummer {number}") for number in range(40)]
        time.sleep(0.5)
        for pid in workers_of(site):
            os.kill(pid, signal.SIGKILL)
        time.sleep(3)
        with psycopg.connect(site.environment["DATABASE_URL"], autocommit=True) as connection:
            # What a restarted database does to everybody who is connected.
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        assert {one.result() for one in sending} == {200}
    button(led, "Leg ze open").click()
    expect(led.locator(".bb-note")).to_have_count(40)
    texts = led.locator(".bb-note p").all_inner_texts()
    assert {re.search(r"nummer (\d+)", text)[1] for text in texts} == {str(number) for number in range(40)}
