"""The plan as PDF: readable for everybody, complete, and nothing in it that does not belong there."""

import io
import re
from itertools import pairwise

import pypdf
import pytest

from buurtbalans import pdf
from privacy.registrations.models import Registration, RegistrationKind
from tests.trajects.plan_rows import fill

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
    assert tags.count("/TH") >= 6
    assert "/L" in tags


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
