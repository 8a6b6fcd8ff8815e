"""Changing several actions at once without scripts, who does how much, and the two pages behind a mailed link."""

import re

from playwright.sync_api import expect

from tests.browser.checks import WIDTHS, faults_of
from tests.browser.walking import button, link, main, traject_path

LINKS = """
from buurtbalans.accounts.models import User
from sessions.actions.models import Action
from sessions.reminders.links import homework_link, mute_link
user = User.objects.get(email="politie@demo.test")
action = Action.objects.all().open().of_person(user).first()
print("PATHS", homework_link(user, action), mute_link(user))
"""


def look(page, name):
    """No faults on a laptop and a telephone."""
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": WIDTHS[width]})
        assert not faults_of(page), (name, width)


def test_several_actions_are_changed_at_once_without_scripts(log_in):
    page = log_in("gebiedsmakelaar", java_script_enabled=False)
    page.goto(f"{traject_path(page)}acties/")
    link(page, "Meer tegelijk wijzigen").click()
    boxes = page.locator("input[name=rij]")
    assert boxes.count() > 1
    button(page, "Aangevinkte acties wijzigen").click()
    expect(main(page)).to_contain_text("Vink ten minste één actie aan")
    boxes.nth(0).check()
    boxes.nth(1).check()
    page.get_by_label("Uiterlijk").fill("2031-03-03")
    button(page, "Aangevinkte acties wijzigen").click()
    expect(page.locator("body")).to_contain_text("2 acties gewijzigd.")
    expect(page.get_by_text("ma 3 maart 2031")).to_have_count(2)


def test_the_list_with_boxes_and_who_does_how_much_are_accessible(log_in):
    page = log_in("gebiedsmakelaar")
    page.goto(f"{traject_path(page)}acties/?kies=alles")
    look(page, "boxes")
    page.goto(f"{traject_path(page)}acties/")
    link(page, "Wie doet hoeveel").click()
    look(page, "load")
    page.goto("/account/herinneringen/")
    look(page, "reminders")


def test_homework_is_handed_in_from_a_mail_and_reminders_go_off_with_one_click(site, open_context):
    homework, mute = re.search(r"PATHS (\S+) (\S+)", site.manage("shell", "-c", LINKS)).groups()
    page = open_context(390).new_page()
    page.goto(homework)
    look(page, "homework")
    page.get_by_role("button", name="Dit lukt mij niet").click()
    expect(main(page)).to_contain_text("Schrijf waarom het niet lukt")
    look(page, "homework with an error")
    page.get_by_role("textbox").fill("Onze cijfers komen pas in mei")
    page.get_by_role("button", name="Dit lukt mij niet").click()
    expect(main(page)).to_contain_text("Gemeld: lukt niet.")
    look(page, "homework reported")
    page.goto(mute)
    look(page, "mute")
    page.get_by_role("button", name="Herinneringen uitzetten").click()
    expect(main(page)).to_contain_text("Je krijgt geen herinneringen meer.")
