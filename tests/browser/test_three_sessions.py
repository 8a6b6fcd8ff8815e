"""Three sessions after each other with four people at once: what somebody typed once, nobody types again (S7).

Sanne leads. Petra and Joris have a login and a telephone; Noor has only her mail and a telephone. Four weeks pass by
moving everything of the traject four weeks back.
"""

import re
from dataclasses import dataclass, field
from functools import partial

import psycopg
import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks import faults_of
from tests.browser.walking import (
    Clicks,
    Typing,
    button,
    join,
    link,
    mailed,
    main,
    minutes,
    next_week,
    problems_of,
    row,
    status,
    titles,
)

WEEKS = 28
NAME = "Drie keer bijeen"
TOPIC, MISSING = "Licht op het plein", "Jongerenraad De Kade"
HOMEWORK, WHY = "Tellen wie er 's avonds komt", "Dan weten we voor wie het licht is"
NOTE, BECAUSE = "donkere hoeken", "ouders er omheen lopen"
ACTION, DECISION = "Lampen bestellen", "De lampen komen er voor de winter"
CORRECTION, ANSWER_OF_SCHOOL = "Wij waren met twee mensen.", "Op een avond ongeveer veertig."
PEOPLE = ("politie", "welzijn", "school")
# A traject of its own, so that no session of the demo is the next one.
TRAJECT = f"""
from django.utils import timezone
from buurtbalans.accounts.models import User
from privacy.agreements import services as agreements
from privacy.agreements.models import PrivacyAgreement
from trajects.buurt.models import Area
from trajects.partners.models import PartnerStatus
from trajects.partners.services import add_partner, give_seat
from trajects.traject import services
from trajects.traject.method import TrajectKind, UrgencyKind
from trajects.traject.models import Traject
sanne = User.objects.get(email="gebiedsmakelaar@demo.test")
traject = services.propose(by=sanne, areas=Area.objects.all()[:1], question="Het plein is donker",
    kind=TrajectKind.values[0], urgencies={{UrgencyKind.values[0]: ("", "")}},
    functions=["gebiedsmakelaar"], today=timezone.localdate())
Traject.objects.filter(pk=traject.pk).update(name="{NAME}")
services.start(traject, by=sanne, today=timezone.localdate())
people = [User.objects.get(email=name + "@demo.test") for name in {PEOPLE}]
for person in people:
    partner = add_partner(traject, person.organisation, status=PartnerStatus.JOINED, by=sanne)
    give_seat(partner=partner, user=person)
for person in [sanne, *people]:
    agreements.accept(PrivacyAgreement.objects.of_professionals(traject.pk)[0], by=person)
print("PK", traject.pk)
"""
DIGEST = """
from django.utils import timezone
from buurtbalans.accounts.models import User
from sessions.reminders.letters import mail_digest
person = User.objects.get(email="school@demo.test")
mail_digest.func(user_id=person.pk, day=timezone.localdate().isoformat())
"""
PASSES = (
    "UPDATE traject_sessions_session SET date = date - %(days)s WHERE traject_id = %(pk)s",
    "UPDATE traject_sessions_action SET due = due - %(days)s WHERE traject_id = %(pk)s",
    # Who was reminded today was so four weeks ago.
    "UPDATE traject_sessions_remindersetting SET told_on = told_on - %(days)s",
)


@dataclass
class Loop:
    """Everybody's screen, and what was typed by whom."""

    pk: int
    site: object
    led: Page
    petra: Page
    joris: Page
    noor: Page
    join: object
    type: Typing = field(default_factory=Typing)

    @property
    def path(self):
        return f"/trajecten/{self.pk}/"

    def four_weeks_pass(self):
        with psycopg.connect(self.site.environment["DATABASE_URL"], autocommit=True) as connection:
            for statement in PASSES:
                connection.execute(statement, {"days": WEEKS, "pk": self.pk})


@pytest.fixture
def loop(log_in, open_context, site):
    pk = int(re.search(r"PK (\d+)", site.manage("shell", "-c", TRAJECT))[1])
    led, petra, joris = log_in("gebiedsmakelaar"), log_in("politie", 390), log_in("welzijn")
    return Loop(pk, site, led, petra, joris, open_context(390).new_page(), partial(join, open_context, led))


def plan_and_send(loop, first):
    """From where one stands to a sent agenda: three clicks and a date. Returns the address of the agenda."""
    page, click = loop.led, Clicks()
    click(link(main(page), first))
    page.get_by_label("Datum").fill(next_week(WEEKS))
    click(button(page, "Plannen en versturen"))
    expect(main(page)).to_contain_text(re.compile(r"De agenda heeft \d+ onderdelen"))
    assert faults_of(page) == []
    click(button(main(page), "Agenda versturen naar 4 mensen"))
    expect(status(page)).to_contain_text("De mail gaat naar 4 mensen")
    assert click.count == 3
    loop.site.run_jobs()
    return page.url.split("#")[0]


def answer_from_the_mail(loop):
    """Three people answer by the link in their mail, nobody logs in: one click each."""
    guest = loop.noor
    for name, word in zip(PEOPLE, ("Wij komen", "Wij sturen een vervanger", "Wij komen"), strict=True):
        text = mailed(guest, f"{name}@demo.test", "uitnodiging")
        guest.goto(re.search(r"http\S+/antwoord/\S+", text)[0])
        button(guest, word, exact=True).click()
        expect(main(guest)).to_contain_text("Bedankt, je antwoord is opgeslagen.")


def prepare(loop):
    """What the kernteam types once, before the first session."""
    page, agenda = loop.led, loop.led.url
    field = page.get_by_label("Onderdeel toevoegen")
    loop.type(field, TOPIC, enter=True)
    expect(row(page, TOPIC)).to_be_visible()
    minutes(page, TOPIC).fill("12")
    minutes(page, TOPIC).press("Tab")
    expect(status(page)).to_contain_text("Opgeslagen")
    link(page, re.compile("^Toevoegen aan het huiswerk")).click()
    loop.type(page.get_by_label("wat", exact=False).first, HOMEWORK)
    loop.type(page.get_by_label(re.compile("waarom", re.I)), WHY)
    page.locator("select[name=partner]").select_option(label="Basisschool Het Molenrad")
    page.locator("input[name=due]").fill(next_week(WEEKS + 2))
    button(main(page), "Opslaan").click()
    expect(page.locator("#huiswerk")).to_contain_text(HOMEWORK)
    link(page, re.compile("^Bekijken")).click()
    link(page, "Wie mist er nog?").click()
    loop.type(page.get_by_label("Welke organisatie"), MISSING)
    button(page, "Op de lijst zetten").click()
    expect(status(page)).to_contain_text(MISSING)
    page.goto(agenda)


def begin(loop, agenda):
    """On its day: one click, and three telephones join with the code."""
    loop.four_weeks_pass()
    page, click = loop.led, Clicks()
    page.goto(agenda)
    click(button(page, "Bijeenkomst starten"))
    expect(page.locator("#nu")).to_be_visible()
    assert click.count == 1
    return [loop.join(name) for name in ("Politie", "Welzijn", "Molenrad")]


def write_notes_and_open_them(loop, phones):
    """Silent writing on three telephones at once, two fields and Enter; then everything is opened."""
    page = loop.led
    button(page, "Geeltjes plakken").click()
    for number, phone in enumerate(phones, start=1):
        loop.type(phone.locator("#mee_what"), f"{NOTE} {number}")
        loop.type(phone.locator("#mee_because"), f"{BECAUSE} {number}", enter=True)
        expect(status(phone)).to_contain_text("Geplakt")
    expect(page.locator("#live-nu")).to_contain_text("3 geeltjes geplakt")
    expect(page.locator(".bb-note")).to_have_count(0)
    button(page, "Leg ze open").click()
    for screen in (page, *phones):
        expect(screen.locator(".bb-note")).to_have_count(3)
    note = page.locator(".bb-note", has_text=f"{NOTE} 1")
    note.locator("summary").click()
    button(note, "Aanname").click()
    expect(page.locator("#live-uitkomsten")).to_contain_text(f"{NOTE} 1")


def record(loop, text, kind):
    """One sentence and one click."""
    page, click = loop.led, Clicks()
    loop.type(page.locator("#vast_text"), text)
    click(button(page, kind, exact=True).last)
    expect(page.locator("#live-uitkomsten li").first).to_contain_text(text)
    assert click.count == 1


def end(loop, phones):
    """The last item was not reached."""
    page, click = loop.led, Clicks()
    click(button(page, "Volgende"))
    expect(page.locator("#live-nu")).to_contain_text("Onderdeel 2")
    assert click.count == 1
    button(page, "Bijeenkomst afsluiten").click()
    for phone in phones:
        expect(phone.locator("h1")).to_contain_text("De bijeenkomst is afgelopen")
        phone.context.close()


def correct(loop, address):
    """The minutes go to everybody; Petra adds something from her telephone, Sanne takes it over."""
    page, petra = loop.led, loop.petra
    page.goto(address)
    link(main(page), "Verslag versturen").click()
    button(main(page), "Verslag versturen").click()
    expect(status(page)).to_contain_text("4 mensen")
    loop.site.run_jobs()
    text = mailed(petra, "politie@demo.test", "verslag")
    petra.goto(re.search(r"http\S+/verslag/", text)[0])
    expect(main(petra)).to_contain_text(f"{NOTE} 2")
    link(petra, re.compile("^Aanvullen")).first.click()
    loop.type(petra.get_by_label("Wat klopt er niet, of wat ontbreekt er?"), CORRECTION)
    button(petra, "Aanvulling plaatsen").click()
    expect(status(petra)).to_contain_text("Je aanvulling staat erbij")
    assert faults_of(petra) == []
    page.reload()
    expect(main(page)).to_contain_text(CORRECTION)
    link(page, re.compile("^Beantwoorden")).click()
    button(main(page), "Opslaan").click()
    expect(main(page)).to_contain_text("Overgenomen")


def settle(loop, address):
    page = loop.led
    page.goto(address)
    link(main(page), "Vaststellen").click()
    button(main(page), "Vaststellen").click()
    expect(status(page)).to_contain_text("vastgesteld")


def minutes_of(agenda):
    return agenda.split("/agenda/")[0] + "/verslag/"


def hand_in_homework(loop):
    """From the daily mail, without logging in: the link in the mail and one click."""
    loop.site.manage("shell", "-c", DIGEST)
    noor = loop.noor
    text = mailed(noor, "school@demo.test", "wat er voor je klaarstaat")
    for path in re.findall(r"/huiswerk/\S+", text):
        noor.goto(path)
        if HOMEWORK in main(noor).inner_text():
            break
    expect(main(noor)).to_contain_text(HOMEWORK)
    loop.type(noor.get_by_role("textbox"), ANSWER_OF_SCHOOL)
    button(noor, "Klaar, inleveren").click()
    expect(main(noor)).to_contain_text("Gemeld")


def assert_stands_on_the_agenda(loop, agenda, sources, agreed):
    """The topic with where it comes from, what was agreed and who is missing; the guests read the same."""
    page = loop.led
    page.goto(agenda)
    brought = page.get_by_role("region", name="Meegenomen van eerder")
    expect(row(page, TOPIC)).to_contain_text("Doorgeschoven")
    expect(minutes(page, TOPIC)).to_have_value("12")
    assert titles(page).count(TOPIC) == 1
    expect(brought.get_by_role("listitem").filter(has_text=TOPIC).get_by_role("link")).to_have_count(sources)
    for text in agreed:
        expect(brought).to_contain_text(text)
    expect(page.get_by_role("region", name="Zitten de juiste partijen aan tafel?")).to_contain_text(MISSING)
    assert faults_of(page) == []
    for reader in (loop.petra, loop.joris):
        reader.goto(agenda)
        expect(main(reader)).to_contain_text(TOPIC)
        expect(main(reader)).not_to_contain_text(MISSING)
        for text in agreed:
            expect(reader.get_by_role("region", name="Meegenomen van eerder")).to_contain_text(text)


def test_three_sessions_in_a_row_and_nothing_is_typed_twice(loop):
    page, problems = loop.led, problems_of(loop.led)
    page.goto(f"{loop.path}stappen/2/")
    first = plan_and_send(loop, "Bijeenkomst plannen")
    prepare(loop)
    answer_from_the_mail(loop)
    phones = begin(loop, first)
    write_notes_and_open_them(loop, phones)
    record(loop, ACTION, "Actie")
    end(loop, phones)
    correct(loop, minutes_of(first))
    settle(loop, minutes_of(first))

    second = plan_and_send(loop, "Volgende bijeenkomst plannen")
    assert_stands_on_the_agenda(loop, second, 1, [ACTION, HOMEWORK])
    hand_in_homework(loop)
    end(loop, begin(loop, second))
    settle(loop, minutes_of(second))

    third = plan_and_send(loop, "Volgende bijeenkomst plannen")
    assert_stands_on_the_agenda(loop, third, 2, [ACTION])
    expect(page.get_by_role("region", name="Meegenomen van eerder")).not_to_contain_text(HOMEWORK)
    phones = begin(loop, third)
    page.locator(".bb-card", has_text="Daarna").locator("summary").click()
    page.get_by_label("Onderdeel", exact=True).select_option(TOPIC)
    button(page, "Ga erheen").click()
    expect(page.locator("#nu")).to_have_text(TOPIC)
    record(loop, DECISION, "Besluit")
    button(page, "Bijeenkomst afsluiten").click()
    settle(loop, minutes_of(third))
    page.goto(f"{loop.path}bijeenkomsten/")
    expect(main(page)).not_to_contain_text(TOPIC)
    page.goto(f"{loop.path}acties/?toon=besluiten")
    expect(main(page)).to_contain_text(DECISION)
    assert not problems
