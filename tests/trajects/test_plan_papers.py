"""The papers of the plan beside its PDF: what each holds, for whom, and that nothing typed breaks it."""

import io
import re
from dataclasses import replace
from datetime import date

import docx
import openpyxl
import pptx
import pypdf
import pytest
from django.template.loader import render_to_string
from pptx.enum.shapes import PP_PLACEHOLDER

from buurtbalans.assets.paper import paper
from tests.trajects.plan_rows import fill
from trajects.plan.models import Measure, PlanPart
from trajects.plan.papers import narrowing
from trajects.plan.papers.choosing import living
from trajects.plan.papers.deck import plan_deck
from trajects.plan.papers.document import plan_context
from trajects.plan.papers.letter import plan_letter
from trajects.plan.papers.short import short_context, top
from trajects.plan.papers.text import Approval
from trajects.plan.parts import Part
from trajects.plan.services import submit

pytest.importorskip("weasyprint", exc_type=(ImportError, OSError))

CONFIDENTIAL = (
    "Buizerd de Vries",  # a person
    "Steenuil vervangt",  # a substitute
    "12.500",
    "Zeven uur van wijkbeheer",
    "Elke week twintig jongeren",
    "Bezoekers per week",
    "Politie Voorbeeldstad",
    "Nog niet alles is zeker",
    "Het stadsdeel houdt de regie",
    "Losse lijn",
)
WILD = "🎉 👩‍👩‍👧 שלום مرحبا \x0b\x00\ud800<b>=1+1</b> " + "W" * 5000


@pytest.fixture
def filled(traject, people, partners):
    fill(traject, people["noor"], partners)
    Measure.objects.update(
        owner_person="Buizerd de Vries",
        substitute="Steenuil vervangt",
        money=12500,
        means="Zeven uur van wijkbeheer",
        indicator="Bezoekers per week",
        residents_role="Bewoners koken mee",
    )
    PlanPart.objects.filter(part=Part.COMMUNICATION).update(text="Een brief van één bladzijde.", status="klaar")
    PlanPart.objects.filter(part=Part.GOVERNANCE).update(text="Het bestuur stelt het vast.", status="klaar")
    return traject


def url(traject, **query):
    return f"/trajecten/{traject.pk}/plan/pdf/?" + "&".join(f"{name}={value}" for name, value in query.items())


def words_of(answer):
    """All that can be read in a paper, by the library of its kind, with white space made one."""
    read = io.BytesIO(answer.content)
    if answer["Content-Type"] == "application/pdf":
        text = " ".join(page.extract_text() for page in pypdf.PdfReader(read).pages)
    elif "presentation" in answer["Content-Type"]:
        text = " ".join(words_on(slide) for slide in pptx.Presentation(read).slides)
    elif "spreadsheet" in answer["Content-Type"]:
        sheet = openpyxl.load_workbook(read).active
        text = " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None)
    else:
        document = docx.Document(read)
        cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
        foot = (line.text for line in document.sections[0].footer.paragraphs)
        text = " ".join([*(line.text for line in document.paragraphs), *cells, *foot])
    return re.sub(r"\s+", " ", text)


def words_on(slide):
    found = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    tables = [shape.table for shape in slide.shapes if shape.has_table]
    return " ".join([*found, *(cell.text for table in tables for row in table.rows for cell in row.cells)])


def test_every_paper_for_partners_says_the_same_and_for_whom(as_, filled):
    for form in ("pdf", "pptx", "docx", "xlsx"):
        text = words_of(as_("petra").get(url(filled, vorm=form)))
        for expected in ("A1", "Huiskamer openen, deel 1", "Nieuw", "sep 2026", "Concept 0.1", "Welzijn"):
            assert expected in text, (form, expected)
        assert "alle partners in dit traject" in text, form
        assert "voor Politie Voorbeeldstad" in text, form
    table = words_of(as_("petra").get(url(filled, vorm="xlsx")))
    assert all(expected in table for expected in ("Buizerd de Vries", "12500", "Bezoekers per week", "Een eigen plek"))


def test_the_paper_for_residents_is_built_of_what_it_may_hold(as_, filled):
    for form in ("pdf", "pptx", "docx"):
        text = words_of(as_("karim").get(url(filled, voor="bewoners", vorm=form)))
        for expected in (
            "Jongeren hebben geen plek",
            "Het plein is van iedereen",
            "Huiskamer openen, deel 2",
            "sep 2026",
            "Bewoners denken mee",
            "Een brief van één bladzijde",
            "Concept 0.1",
        ):
            assert expected in text, (form, expected)
        assert "ewoners en bestuur" in text[:400], form
        assert [word for word in CONFIDENTIAL if word in text.replace("voor Woningcorporatie Voorbeeldstad", "")] == []


def test_a_field_that_is_new_in_the_plan_is_in_no_narrowed_paper_by_itself(filled):
    """Whatever a field is called: only what is named in narrowing.py comes through."""
    full = living(filled, "").text
    approved = replace(full, approvals=(Approval("Politie", "Akkoord", "J. Jansen", date(2026, 5, 3), "Mits"),))
    public, short = narrowing.for_residents(approved), narrowing.for_directors(approved)
    assert {name for name, value in vars(public).items() if value} == {
        *("traject", "label", "areas", "parts", "problems", "goals", "lines")
    }
    assert {name for name, value in vars(public.measures[0]).items() if value} == {
        *("code", "title", "kind", "kind_word", "planning", "starts_on", "ends_on", "residents_role")
    }
    assert {part.name for part in public.parts} == {Part.RESIDENTS, Part.COMMUNICATION}
    assert {part.name for part in short.parts} == {Part.GOVERNANCE}
    assert short.approvals == (Approval("Politie", "Akkoord", on=date(2026, 5, 3)),)
    assert {name for name, value in vars(short.measures[0]).items() if value} == {
        *("code", "title", "kind", "kind_word", "planning", "starts_on", "ends_on", "owner")
    }


def test_the_short_paper_is_one_page_with_what_is_asked_of_the_board(as_, filled):
    answer = as_("noor").get(url(filled, voor="directie"))
    text = words_of(answer)
    for expected in (
        "Doel A: Jongeren hebben een eigen plek",
        "Het plein is van iedereen",
        "A1 Huiskamer openen, deel 1 Welzijn",
        "nog geen antwoorden van organisaties",
        "Het bestuur stelt het vast.",
        "Zichtbaar voor: directies en besturen",
    ):
        assert expected in text, expected
    assert not [word for word in CONFIDENTIAL[:6] if word in text]
    assert answer["Content-Disposition"].endswith('"plan-van-aanpak-molenkade-concept-0-1-voor-directie.pdf"')
    assert len(pypdf.PdfReader(io.BytesIO(answer.content)).pages) == 1


def test_the_top_of_a_long_plan_has_measures_of_every_line(filled):
    text = living(filled, "").text
    [line, loose] = text.lines
    many = [tuple(replace(line.measures[0], code=f"{letter}{one}") for one in range(30)) for letter in "AB"]
    long = replace(text, lines=(replace(line, measures=many[0]), replace(loose, measures=many[1])))
    assert [one.code for one in top(long, 5)] == ["A0", "A1", "A2", "B0", "B1"]
    assert short_context(long, living(filled, "").stamp)["more_measures"] == 51


def test_slides_are_real_slides(as_, filled):
    deck = pptx.Presentation(io.BytesIO(as_("noor").get(url(filled, vorm="pptx")).content))
    slides = list(deck.slides)
    assert 6 <= len(slides) <= 12
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    assert titles[0] == "Plan van aanpak / buurtagenda Molenkade"
    assert all(titles)
    assert len(set(titles)) == len(titles)
    for slide in slides:
        assert not slide.has_notes_slide
        assert not [
            shape for shape in slide.shapes if shape.shape_type is not None and "PICTURE" in str(shape.shape_type)
        ]
        assert all(shape.text_frame.text for shape in slide.placeholders if shape.has_text_frame)
        kinds = {shape.placeholder_format.type for shape in slide.placeholders}
        assert PP_PLACEHOLDER.FOOTER in kinds
        languages = {run.get("lang") for run in slide._element.iter("{*}rPr")}
        assert languages == {"nl-NL"}
    tables = [shape for slide in slides for shape in slide.shapes if shape.has_table]
    assert tables
    for frame in tables:
        assert frame.table.first_row
        assert frame._element.nvGraphicFramePr.cNvPr.get("descr").startswith("Tabel: ")
    assert deck.core_properties.language == "nl-NL"


def test_a_plan_of_200_measures_stays_within_twelve_slides_and_one_page(as_, filled):
    line = filled.plan.lines.first()
    measure = line.measures.first()
    Measure.objects.bulk_create(
        Measure(line=line, title=f"Maatregel {number} " + "met veel woorden " * 9, kind="nieuw", owner=measure.owner)
        for number in range(200)
    )
    PlanPart.objects.update(text="Een lange tekst die doorgaat. " * 600, status="klaar")
    slides = pptx.Presentation(io.BytesIO(as_("noor").get(url(filled, vorm="pptx")).content)).slides
    assert len(slides) <= 12
    told = " ".join(words_on(slide) for slide in slides)
    left_out = int(re.search(r"Nog (\d+) maatregelen staan in het plan zelf", told).group(1))
    codes = set(re.findall(r"\bA\d+ M", told))
    assert 150 < left_out < 202
    assert len(codes) + left_out in range(199, 204)
    assert "De rest staat in het plan zelf." in told
    short = pypdf.PdfReader(io.BytesIO(as_("noor").get(url(filled, voor="directie")).content))
    assert len(short.pages) == 1
    assert "maatregelen in het plan zelf" in re.sub(r"\s+", " ", short.pages[0].extract_text())


def test_nothing_that_people_type_breaks_a_paper(filled):
    """Emoji, right to left, what XML has no place for, a formula and a word of 5,000 letters."""
    chosen = living(filled, WILD)
    text = chosen.text
    line = replace(
        text.lines[0],
        title=WILD,
        measures=tuple(replace(one, title=WILD, owner=WILD, means="=1+1") for one in text.lines[0].measures),
    )
    wild = replace(
        text,
        question=WILD,
        problems=(WILD,),
        lines=(line,),
        goals=tuple(replace(goal, title=WILD, gain=WILD) for goal in text.goals),
        parts=tuple(replace(part, text=WILD, is_empty=False) for part in text.parts),
        approvals=(Approval(WILD, WILD, WILD, None, WILD),),
    )
    slides = pptx.Presentation(io.BytesIO(plan_deck(wild, chosen.stamp).as_bytes())).slides
    assert len(slides) <= 12
    assert "🎉" in words_on(slides[1])
    document = docx.Document(io.BytesIO(plan_letter(wild, chosen.stamp).as_bytes()))
    assert any("שלום" in line.text for line in document.paragraphs)


def test_what_reads_from_the_right_does_so_on_every_paper(filled):
    """Each paragraph, item and cell by its own first letter; Dutch beside it stays as it is."""
    arabic, hebrew = "يلتقي الجيران في الساحة (2026).", "השכנים נפגשים בכיכר (2026)."
    chosen = living(filled, arabic)
    goals = tuple(replace(goal, title=hebrew, gain=arabic) for goal in chosen.text.goals)
    parts = tuple(replace(part, text=f"Samen.\n\n{hebrew}\n\n- {arabic}") for part in chosen.text.parts)
    text = replace(chosen.text, question=arabic, problems=(hebrew,), goals=goals, parts=parts)
    document = docx.Document(io.BytesIO(plan_letter(text, chosen.stamp).as_bytes()))
    turned = {line.text for line in document.paragraphs if line._p.xpath("./w:pPr/w:bidi")}
    assert turned == {arabic, hebrew}
    assert all(line._p.xpath("./w:r/w:rPr/w:rtl") for line in document.paragraphs if line.text in turned)
    slides = pptx.Presentation(io.BytesIO(plan_deck(text, chosen.stamp).as_bytes())).slides
    shapes = [shape for slide in slides for shape in slide.shapes if shape.has_text_frame]
    lines = [line for shape in shapes for line in shape.text_frame.paragraphs]
    assert {line.text for line in lines if line._p.xpath("./a:pPr[@rtl='1' and @algn='r']")} == {arabic, hebrew}
    # Within a Dutch line its full stop stays with it, and it does not run on into what reads from the right after it.
    assert f"Doel A: {hebrew}\u200f\u200e. {arabic}\u200f\u200e" in {line.text for line in lines}
    assert f"Doel A: {hebrew}\u200f\u200e" in {line.text for line in document.paragraphs}
    page = render_to_string("pdf/plan.html", plan_context(text, chosen.stamp) | {"paper": paper()})
    assert f'<p class="ams-paragraph" dir="rtl">{hebrew}</p>' in page
    assert f'<ul class="ams-unordered-list" dir="rtl"><li class="ams-unordered-list__item">{arabic}' in page
    assert f'<p class="lead" dir="rtl"><span dir="rtl">{arabic}</span></p>' in page
    assert f'Doel A: <span dir="rtl">{hebrew}</span>' in page
    assert '<p class="ams-paragraph" dir="ltr">Samen.</p>' in page


def test_an_empty_plan_gives_papers_that_say_so(as_, traject):
    for query in ({}, {"voor": "directie"}, {"voor": "bewoners"}, {"vorm": "pptx"}, {"vorm": "docx"}, {"vorm": "xlsx"}):
        answer = as_("noor").get(url(traject, **query))
        assert answer.status_code == 200, query
        assert "Concept 0.1" in words_of(answer), query
    assert "Nog geen maatregelen" in words_of(as_("noor").get(url(traject, voor="directie")))


def test_a_spreadsheet_of_measures_has_no_formula(as_, filled):
    Measure.objects.update(title="=HYPERLINK(1)", means="@SUM(1)", owner_person="+31", result="-1")
    book = openpyxl.load_workbook(io.BytesIO(as_("noor").get(url(filled, vorm="xlsx")).content))
    cells = [cell for row in book.active.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert "=HYPERLINK(1)" in {cell.value for cell in cells}


def test_the_page_shows_what_is_in_a_paper_and_what_is_left_out(as_, filled, people):
    address = f"/trajecten/{filled.pk}/plan/downloaden/"
    noor = as_("noor")
    page = noor.get(address).content.decode()
    assert "Het hele plan, voor de partners" in page
    assert "2 maatregelen met planning" in page
    assert f'href="/trajecten/{filled.pk}/plan/pdf/?voor=partners&amp;vorm=pdf"' in page
    narrowed = noor.get(address, {"voor": "bewoners", "vorm": "xlsx"}).content.decode()
    assert "middelen: geld, uren en andere inzet" in narrowed
    assert "Dit is er alleen als PDF." in narrowed
    assert "Zichtbaar voor: bewoners en bestuur." in narrowed
    submit(filled.plan, 1, by=people["noor"])
    version = filled.plan.submitted.get()
    kept = noor.get(address, {"versie": version.pk, "vorm": "pptx"}).content.decode()
    assert "Concept 0.1, voorgelegd op" in kept
    assert f'href="/trajecten/{filled.pk}/plan/versies/{version.pk}/pdf/?voor=partners&amp;vorm=pptx"' in kept


def test_who_reads_along_chooses_among_submitted_versions_only(as_, filled, people):
    """The director's colleague: no living draft, and nothing at all before the first version is submitted."""
    address = f"/trajecten/{filled.pk}/plan/downloaden/"
    assert as_("achmed").get(address).status_code == 404
    submit(filled.plan, 1, by=people["noor"])
    version = filled.plan.submitted.get()
    filled.plan.lines.update(title="Pas later geschreven")
    page = as_("achmed").get(address).content.decode()
    assert "zoals het nu is" not in page
    assert "Concept 0.1, voorgelegd op" in page
    assert as_("achmed").get(url(filled, voor="directie")).status_code == 404
    paper = as_("achmed").get(f"/trajecten/{filled.pk}/plan/versies/{version.pk}/pdf/?vorm=docx")
    assert "Pas later geschreven" not in words_of(paper)
    assert "en hun achterban" in words_of(paper)


def test_a_paper_that_does_not_exist_is_not_found(as_, filled):
    for query in (
        {"voor": "iedereen"},
        {"vorm": "exe"},
        {"voor": "bewoners", "vorm": "xlsx"},
        {"voor": "directie", "vorm": "pptx"},
    ):
        assert as_("noor").get(url(filled, **query)).status_code == 404, query
