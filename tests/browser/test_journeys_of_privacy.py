"""What confidentiality asks of people: residents who decide, agreements that are accepted, texts without persons."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.checks import faults_of
from tests.browser.walking import button, link, main, save, status, traject_path

ELSEWHERE = "Seringenbuurt"
SHARED = "Klachten over grofvuil in portieken"
# A number of the test range, that nobody has.
NUMBER = "999990019"


def come_in(guide, resident, site):
    """The guide asks somebody; who was asked makes an account by the link in the mail, and accepts the agreement."""
    guide.goto(f"{traject_path(guide)}bewoners/deelnemers/uitnodigen/")
    guide.get_by_label("Naam").fill("Samira Voorbeeld")
    guide.get_by_label("E-mailadres").fill("samira@bewoners.test")
    save(guide)
    expect(main(guide)).to_contain_text("samira@bewoners.test")
    assert not faults_of(guide)
    site.run_jobs()
    guide.goto("/demo/post/")
    guide.get_by_role("row").filter(has_text="samira@bewoners.test").first.get_by_role("link").first.click()
    resident.goto(main(guide).get_by_role("link").last.get_attribute("href"))
    assert not faults_of(resident)
    button(resident, "Meepraten", exact=True).click()
    resident.get_by_label("Kies een wachtwoord").fill("vier zachte bomen op het plein")
    assert not faults_of(resident)
    save(resident)


def test_a_resident_who_was_invited_decides_what_partners_read(log_in, open_context, site):
    guide, partner, resident = log_in("welzijn"), log_in("politie", 390), open_context(390).new_page()
    come_in(guide, resident, site)
    here = traject_path(partner)
    resident.goto(f"{here}bewoners/afspraken/")
    assert not faults_of(resident)
    main(resident).get_by_role("checkbox").check()
    button(resident, "Akkoord").click()
    resident.goto(f"{here}bewoners/notities/nieuw/")
    resident.get_by_label("Wat gaat goed").check()
    resident.get_by_label("Wat hoorde of zag je?").fill("De fontein doet het weer en daar zitten we dan.")
    save(resident)
    expect(main(resident)).to_contain_text("De fontein doet het weer")

    guide.goto(f"{here}bewoners/bevindingen/nieuw/")
    guide.get_by_label("De fontein doet het weer").check()
    guide.get_by_label("Wat gaat goed").check()
    guide.get_by_label("De bevinding").fill("Mensen ontmoeten elkaar bij het water.")
    save(guide)
    partner.goto(f"{here}bewonersinbreng/")
    assert "bij het water" not in partner.content()

    resident.goto(f"{here}bewoners/bevindingen/")
    finding = resident.get_by_role("article").filter(has_text="bij het water")
    button(finding, "Ja, dit mag naar de professionals").click()
    partner.reload()
    expect(main(partner)).to_contain_text("Mensen ontmoeten elkaar bij het water.")
    assert "fontein" not in partner.content()
    assert resident.goto(f"{here}bewonersinbreng/").status == 404
    assert partner.goto(f"{here}bewoners/").status == 404


def publish_a_new_version(page, here):
    page.goto(f"{here}privacy/wijzigen/")
    text = page.locator("main form textarea")
    text.fill(f"{text.input_value()}\n\nWe bespreken dit elk half jaar.")
    button(page, "Bewaren en bekijken").click()
    assert not faults_of(page)
    button(page, re.compile("^Publiceren als versie")).click()
    expect(main(page)).to_contain_text("We bespreken dit elk half jaar.")


def test_what_was_shared_waits_for_the_new_agreement_and_its_owner_sees_who_looked(log_in):
    kernteam, partner, owner = log_in("gebiedsmakelaar"), log_in("politie", 390), log_in("corporatie")
    here = traject_path(partner, ELSEWHERE)
    partner.goto(f"{here}registraties/")
    where = link(main(partner), SHARED).get_attribute("href")
    publish_a_new_version(kernteam, here)

    partner.goto(where)
    expect(partner).to_have_url(re.compile(r"/privacy/\?next="))
    assert SHARED not in partner.content()
    assert not faults_of(partner)
    link(main(partner), "Alleen registraties van mijn organisatie bekijken").click()
    assert SHARED not in partner.content()
    partner.go_back()
    main(partner).get_by_role("checkbox").check()
    button(partner, "Akkoord").click()
    expect(partner).to_have_url(re.compile(where))
    expect(partner.get_by_role("heading", level=1)).to_have_text(SHARED)

    owner.goto(where)
    link(main(owner), "Wie keek wanneer").click()
    expect(owner.get_by_role("row").filter(has_text="Petra Hoekzema").first).to_contain_text("bekeken")
    kernteam.goto(f"{here}privacy/akkoord/")
    expect(kernteam.get_by_role("row").filter(has_text="Petra Hoekzema")).not_to_contain_text("Nog niet")


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", [1440, 390])
def test_a_text_with_a_bsn_is_refused_and_one_with_a_name_asked_about(log_in, width, scripts):
    page = log_in("welzijn", width, java_script_enabled=scripts)
    page.goto(f"{traject_path(page)}bewoners/notities/nieuw/")
    page.get_by_label("Ideeën").check()
    page.get_by_label("Wat hoorde of zag je?").fill(f"Vragen naar {NUMBER} bij de balie")
    save(page)
    expect(main(page)).to_contain_text("Dit mag hier nooit staan")
    expect(page.locator("mark").first).to_have_text(NUMBER)
    assert not (faults_of(page) if scripts else [])

    page.get_by_label("Wat hoorde of zag je?").fill("Langsgaan bij Fatima Yılmaz over de lekkage")
    save(page)
    expect(main(page)).to_contain_text("Hier staat misschien een persoonsgegeven")
    assert not (faults_of(page) if scripts else [])
    expect(page.get_by_label("Ik pas het aan")).to_be_checked()
    page.get_by_label(re.compile("deze persoon weet het")).check()
    save(page)
    expect(status(page)).to_contain_text(re.compile("."))
    expect(main(page)).to_contain_text("Fatima Yılmaz")


@pytest.mark.parametrize("width", [1440, 390])
def test_the_look_at_what_was_read_from_a_file_is_accessible_and_so_is_what_is_wrong_with_it(log_in, width):
    page = log_in("politie", width)
    head = "Onderwerp;Waarover;Aantal;Periode\n"
    for row, says in (("Lampen;Openbare ruimte;4;1e kwartaal 2026", "Klopt dit?"), ("Lampen;iets;veel;ooit", "Regel")):
        page.goto(f"{traject_path(page)}registraties/inlezen/")
        table = {"name": "tabel.csv", "mimeType": "text/csv", "buffer": f"{head}{row}\n".encode()}
        page.locator("input[type=file]").set_input_files(table)
        save(page)
        expect(main(page)).to_contain_text(says)
        assert not faults_of(page)
