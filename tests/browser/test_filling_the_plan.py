"""From an analysed traject to a draft of the plan on paper, with nothing typed that the traject knew (L2)."""

import io
import re

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.checks import faults_at, faults_of, structure_faults
from tests.browser.walking import Clicks, button, link, main, status, traject_path

WARNING = "Meer mensen gaan dit lezen"
# Ten minutes is what it may take.
MOST_CLICKS = 15


def tick(click, section, words):
    box = section.get_by_role("checkbox", name=re.compile(words))
    click(box)
    expect(box).to_be_checked()


def fits(page):
    """As it stands, from a wide screen to a narrow telephone; the width it had comes back."""
    wide = page.viewport_size
    checks = {1440: faults_of, 820: structure_faults, 320: structure_faults, 390: faults_of}
    assert [fault for width, check in checks.items() for fault in faults_at(page, width, check)] == []
    page.set_viewport_size(wide)


def words_of(paper):
    """What a PDF says, with single spaces."""
    return " ".join(" ".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(paper)).pages).split())


def test_a_gebiedsmakelaar_fills_the_plan_and_prints_it_without_typing_what_the_traject_knew(log_in):
    page, click = log_in("gebiedsmakelaar"), Clicks()
    path = traject_path(page)
    page.goto(f"{path}plan/")
    click(link(main(page), "Vul het plan uit wat er al is"))
    click(button(page, "Actielijnen maken"))
    expect(status(page)).to_contain_text("Actielijnen gemaakt")
    # What everybody reads already: in one go.
    agreed = page.locator("section").filter(has=page.locator("#afspraken"))
    tick(click, agreed, "Twee A0-kaarten")
    click(button(agreed, "Aangevinkte overnemen"))
    expect(page.get_by_role("heading", name="1 overgenomen in het plan")).to_be_visible()
    chances = page.locator("section").filter(has=page.locator("#kansen"))
    tick(click, chances, "bedrijfsruimte")
    click(button(chances, "Aangevinkte overnemen"))
    residents = page.locator("section").filter(has=page.locator("#bewoners"))
    tick(click, residents, "'s Avonds lopen bewoners om")
    click(button(residents, "Aangevinkte overnemen"))
    fits(page)
    # What was agreed where everybody was, with its owner and its date.
    together = page.locator("section").filter(has=page.get_by_role("heading", name=re.compile("Startbijeenkomst")))
    tick(click, together, "Winkeliers opnieuw bellen")
    click(button(together, "Aangevinkte overnemen"))
    # What not everybody has seen: by itself, told who will read it.
    click(link(page, re.compile("Overnemen ?: Jongeren staan in de portieken")))
    expect(page.get_by_label("Aanname", exact=True)).to_have_value(re.compile("^Jongeren staan in de portieken"))
    expect(page.get_by_text(WARNING)).to_be_visible()
    fits(page)
    click(page.get_by_label(re.compile("Ik heb nagegaan")))
    click(button(page, "Overnemen", exact=True))
    expect(status(page)).to_contain_text("Overgenomen als aanname")
    click(link(main(page), "Naar het plan"))
    measure = main(page).get_by_role("row").filter(has_text="Winkeliers opnieuw bellen na de verdieping")
    expect(measure).to_contain_text("Gemeente Voorbeeldstad")
    expect(measure).to_contain_text("klaar in")
    expect(link(main(page), re.compile("actie uit bijeenkomst van"))).to_be_visible()
    pdf = link(main(page), "PDF downloaden").get_attribute("href")
    click.count += 1
    text = words_of(page.request.get(pdf).body())
    for words in ("Winkeliers opnieuw bellen", "Twee A0-kaarten", "bedrijfsruimte", "lopen bewoners om", "eigen plek"):
        assert words in text, words
    # Paper says nothing of where it was said.
    assert "Startbijeenkomst" not in text
    assert "uit bijeenkomst" not in text
    assert click.count <= MOST_CLICKS
