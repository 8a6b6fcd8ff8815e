"""The plan as PDF: readable for everybody, complete, and nothing in it that does not belong there."""

import io
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pypdf
import pytest

from buurtbalans import pdf
from privacy.registrations.models import Registration, RegistrationKind
from tests.trajects.plan_rows import fill
from trajects.plan.papers.choosing import living
from trajects.plan.papers.document import plan_document
from trajects.plan.papers.text import Approval

pytest.importorskip("weasyprint", exc_type=(ImportError, OSError))


def url(traject):
    return f"/trajecten/{traject.pk}/plan/pdf/"


def read(client, traject):
    answer = client.get(url(traject))
    assert answer.status_code == 200
    return pypdf.PdfReader(io.BytesIO(answer.content)), answer


def text_of(reader):
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in reader.pages))


@pytest.fixture
def filled(traject, people, partners):
    fill(traject, people["noor"], partners)
    return traject


def test_the_pdf_holds_the_plan_with_version_audience_and_for_whom(as_, filled):
    reader, answer = read(as_("petra"), filled)
    text = text_of(reader)
    for expected in (
        "Plan van aanpak / buurtagenda Molenkade",
        "Concept 0.1",
        "Doel A: Jongeren hebben een eigen plek",
        "A1 Huiskamer openen, deel 1",
        "sep 2026",
        "Bewoners denken mee.",
        "Zichtbaar voor: alle partners in dit traject",
        "voor Politie Voorbeeldstad",
        "Nog in te vullen",
        "Pagina 1 van",
    ):
        assert expected in text, expected
    assert answer["Content-Disposition"] == 'attachment; filename="plan-van-aanpak-molenkade-concept-0-1.pdf"'


def test_the_pdf_is_tagged_titled_and_dutch(as_, filled):
    reader, _ = read(as_("noor"), filled)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert root["/Lang"] == "nl"
    assert reader.metadata.title == "Plan van aanpak / buurtagenda Molenkade · Buurtbalans"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_headings_go_down_one_level_at_a_time_and_tables_have_heads(as_, filled):
    reader, _ = read(as_("noor"), filled)
    tags = list(structure(reader.trailer["/Root"]["/StructTreeRoot"]))
    levels = [int(tag[2]) for tag in tags if re.fullmatch(r"/H[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    assert tags.count("/TH") == 4 * tags.count("/Table") > 0
    assert "/L" in tags


def test_the_pdf_says_where_everything_stands(as_, filled):
    """Contents with the page of each part, bookmarks, and Concept at the head of every page."""
    reader, _ = read(as_("noor"), filled)
    first, *others = (page.extract_text() for page in reader.pages)
    assert re.search(r"Inhoud\s+1\s*Probleemanalyse en -stelling\s*2", first)
    assert all("Concept 0.1" in text for text in (first, *others))
    titles = [one.title for one in flat(reader.outline)]
    assert titles[:2] == ["Plan van aanpak / buurtagenda Molenkade", "Inhoud"]
    assert "Akkoord van organisaties" in titles


def test_the_timeline_has_words_for_who_does_not_see_it_and_every_font_goes_along(as_, filled):
    reader, _ = read(as_("noor"), filled)
    told = [str(figure["/Alt"]) for figure in figures(reader.trailer["/Root"]["/StructTreeRoot"])]
    assert any("Planning van 2 maatregelen" in words for words in told), told
    fonts = [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)


def test_a_measure_shows_all_that_is_filled_in(as_, filled):
    for line in filled.plan.lines.all():
        line.measures.update(
            owner_person="Team wijkbeheer",
            substitute="Team zorg",
            money=12500,
            hours=8,
            indicator="Bezoekers per week",
            residents_role="Denken mee over de ruimte",
            status="loopt_vast",
        )
    text = text_of(read(as_("noor"), filled)[0])
    for expected in (
        "Team wijkbeheer",
        "Vervanging: Team zorg",
        "€ 12.500; 8 uur per maand; 8 uur per week",
        "Te zien aan: Bezoekers per week",
        "Rol van bewoners: Denken mee over de ruimte",
    ):
        assert expected in text, expected
    # How it goes is on the page of the execution; a paper of the plan would be out of date the next day.
    assert "Loopt vast" not in text


def test_the_signatures_say_who_agreed_or_what_is_asked(traject, partners, people):
    fill(traject, people["noor"], partners)
    chosen = living(traject, "Gemeente")
    answers = (
        Approval("Politie Voorbeeldstad", "Akkoord onder voorwaarde", "P. de Vries", date(2026, 5, 3), "Met licht"),
        Approval("Welzijn Voorbeeldstad", "Nog geen reactie"),
    )
    told = [
        text_of(pypdf.PdfReader(io.BytesIO(plan_document(replace(chosen.text, approvals=given), chosen.stamp))))
        for given in ((), answers)
    ]
    assert "antwoordt op een voorgelegde versie" in told[0]
    for expected in ("Akkoord onder voorwaarde: 1", "P. de Vries", "3 mei 2026", "Met licht", "Nog geen reactie: 1"):
        assert expected in told[1], expected


def flat(outline):
    for one in outline:
        yield from flat(one) if isinstance(one, list) else [one]


def figures(node):
    node = node.get_object()
    if node.get("/S") == "/Figure":
        yield node
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        if isinstance(kid.get_object(), dict):
            yield from figures(kid)


def structure(node):
    node = node.get_object()
    if "/S" in node:
        yield str(node["/S"])
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        kid = kid.get_object()
        if isinstance(kid, dict):
            yield from structure(kid)


def test_every_table_head_says_what_it_heads(as_, filled, monkeypatch):
    written = []
    render = pdf.render_to_string
    monkeypatch.setattr(pdf, "render_to_string", lambda *args: written.append(render(*args)) or written[-1])
    as_("noor").get(url(filled))
    html = written[0]
    assert '<html lang="nl">' in html
    heads = re.findall(r"<th\b[^>]*>", html)
    assert heads
    assert all("scope=" in head for head in heads)
    assert not re.findall(r"""(?:src|href)="https?:""", html)
    assert not re.findall(r"url\(\W*https?:", html)


def test_html_in_every_text_stays_text(as_, filled, monkeypatch):
    evil = "<b>vet</b><img src='http://x.test/a.png'>"
    filled.joint_goals.update(title=evil, gain=evil)
    filled.problem_statements.update(text=evil)
    filled.plan.parts.update(text=evil)
    filled.plan.lines.update(title=evil)
    for line in filled.plan.lines.all():
        line.measures.update(title=evil, means=evil, result=evil, owner_person=evil)
    reader, _ = read(as_("noor"), filled)
    assert text_of(reader).count("<b>vet</b>") >= 8
    assert not any(page.images for page in reader.pages if "x.test" in str(page.get("/Resources")))


def test_a_registration_never_reaches_the_plan(as_, filled, people, partners):
    Registration.objects.create(
        traject=filled,
        partner=partners["petra"],
        created_by=people["petra"],
        kind=RegistrationKind.COUNT,
        title="Kwetterwoord",
        value=77123,
        period="k1",
        year=2026,
    )
    for name in ("petra", "noor"):
        reader, _ = read(as_(name), filled)
        assert "Kwetter" not in text_of(reader)
        assert "77123" not in text_of(reader)


@pytest.mark.parametrize(
    ("name", "status"), [("achmed", 404), ("yasmin", 404), ("root", 404), ("otto", 404), ("", 302)]
)
def test_who_does_not_see_the_plan_gets_no_pdf(as_, filled, name, status):
    assert as_(name).get(url(filled)).status_code == status


def test_without_pango_a_page_says_so(as_, filled, monkeypatch):
    def refuse():
        raise pdf.PdfUnavailableError

    monkeypatch.setattr(pdf, "_engine", refuse)
    assert as_("noor").get(url(filled)).status_code == 503
