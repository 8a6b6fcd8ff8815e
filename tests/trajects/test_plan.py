"""The plan on its page: read by all partners, written by the kernteam, never typed twice."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.trajects.plan_rows import fill
from trajects.plan.models import PartStatus
from trajects.plan.outline import outline
from trajects.plan.parts import PART_QUESTION, Part
from trajects.plan.sourcing import SourceLink, written
from trajects.plan.text import as_html, blocks, breakable


def url(traject, rest=""):
    return f"/trajecten/{traject.pk}/plan/{rest}"


def part(traject, name):
    return traject.plan.parts.get(part=name)


def test_an_empty_plan_asks_the_questions_of_the_method(as_, traject):
    page = as_("noor").get(url(traject)).content.decode()
    assert "Concept 0.1" in page
    assert "0 van 13 ingevuld" in page
    assert PART_QUESTION[Part.RESIDENTS] in page
    assert "Onderdeel invullen" in page


def test_a_partner_reads_the_questions_and_finds_no_buttons(as_, traject):
    page = as_("petra").get(url(traject)).content.decode()
    assert PART_QUESTION[Part.RESIDENTS] in page
    assert "Onderdeel invullen" not in page
    assert "Nieuwe versie" not in page
    assert "bewerken/" not in page


@pytest.mark.parametrize("name", ["achmed", "yasmin", "bea", "root", "otto"])
def test_others_do_not_find_the_plan(as_, traject, name):
    assert as_(name).get(url(traject)).status_code == 404
    assert as_(name).get(url(traject, "bewerken/regie/")).status_code == 404
    assert as_(name).post(url(traject, "versie/"), {"seen": "Concept 0.1"}).status_code == 404


def test_what_the_traject_holds_stands_in_the_plan_by_itself(as_, traject, people, partners):
    fill(traject, people["noor"], partners)
    page = as_("petra").get(url(traject)).content.decode()
    for text in (
        "Jongeren hebben geen plek.",
        "Doel A: Jongeren hebben een eigen plek",
        "Het plein is van iedereen",
        "<b>A1</b> <bdi>Huiskamer openen, deel 1</bdi>",
        "<b>A2</b> <bdi>Huiskamer openen, deel 2</bdi>",
        "sep\u00a02026 – mrt\u00a02027",
        "Welzijn Samen",
        "eigenaar van A1, A2",
        "Losse lijn",
        "2 van 13 ingevuld",
    ):
        assert text in page, text
    assert '<li class="ams-unordered-list__item">op het plein</li>' in page


def test_a_part_with_known_content_has_begun_by_itself(traject, people, partners):
    fill(traject, people["noor"], partners)
    status = {view.name: view.status for view in outline(traject).parts}
    assert status["doelen"] == PartStatus.STARTED
    assert status["rol_bewoners"] == PartStatus.DONE
    assert status["communicatie"] == PartStatus.EMPTY


def test_the_kernteam_writes_a_part(as_, traject, people):
    data = {"text": "Elk kwartaal", "status": "klaar", "version": 1}
    assert as_("karim").post(url(traject, "bewerken/monitoring/"), data).status_code == 302
    row = part(traject, "monitoring")
    assert (row.text, row.status, row.changed_by) == ("Elk kwartaal", PartStatus.DONE, people["karim"])
    traject.plan.refresh_from_db()
    assert traject.plan.changed_by == people["karim"]
    assert traject.log_entries.filter(kind="plan_changed", subject="Monitoring en evaluatie").exists()


def test_without_text_a_part_is_empty_whatever_was_chosen(as_, traject):
    data = {"text": "  ", "status": "klaar", "version": 1}
    as_("noor").post(url(traject, "bewerken/monitoring/"), data)
    assert part(traject, "monitoring").status == PartStatus.EMPTY


def test_a_partner_cannot_write_a_part(as_, traject):
    data = {"text": "x", "status": "klaar", "version": 1}
    assert as_("petra").get(url(traject, "bewerken/regie/")).status_code == 403
    assert as_("petra").post(url(traject, "bewerken/regie/"), data).status_code == 403
    assert part(traject, "regie").text == ""


def test_an_unknown_part_does_not_exist(as_, traject):
    for name in ("begroting", "%00", "regie%00"):
        assert as_("noor").get(url(traject, f"bewerken/{name}/")).status_code == 404


def test_a_text_of_20_001_characters_is_refused_and_kept(as_, traject):
    data = {"text": "y" * 20_001, "status": "klaar", "version": 1}
    answer = as_("noor").post(url(traject, "bewerken/regie/"), data)
    assert answer.status_code == 422
    assert "y" * 20_001 in answer.content.decode()
    assert part(traject, "regie").text == ""


def test_two_people_write_one_part_and_the_second_sees_both_texts(as_, traject):
    address = url(traject, "bewerken/regie/")
    as_("noor").post(address, {"text": "Tekst van Noor", "status": "klaar", "version": 1})
    answer = as_("karim").post(address, {"text": "Tekst van Karim", "status": "begonnen", "version": 1})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Tekst van Noor" in page
    assert "Tekst van Karim" in page
    assert "Noor Dijkstra" in page
    assert part(traject, "regie").text == "Tekst van Noor"
    assert as_("karim").post(address, dict(answer.context["keep_fields"])).status_code == 302
    assert part(traject, "regie").text == "Tekst van Karim"


def test_a_new_version_counts_up_once(as_, traject):
    noor = as_("noor")
    noor.post(url(traject, "versie/"), {"seen": "Concept 0.1"})
    noor.post(url(traject, "versie/"), {"seen": "Concept 0.1"})
    traject.plan.refresh_from_db()
    assert traject.plan.label == "Concept 0.2"
    assert traject.log_entries.filter(kind="plan_version", subject="Concept 0.2").count() == 1
    page = noor.get(url(traject)).content.decode()
    assert "Concept 0.1" in page
    assert as_("petra").post(url(traject, "versie/"), {"seen": "Concept 0.2"}).status_code == 403
    assert noor.post(url(traject, "versie/"), {"seen": "²"}).status_code == 302


def test_html_in_every_text_is_shown_as_text(as_, traject, people, partners):
    evil = '<img src=x onerror="alert(1)">'
    line = fill(traject, people["noor"], partners)
    traject.joint_goals.update(title=evil, gain=evil)
    traject.problem_statements.update(text=evil)
    traject.plan.parts.update(text=evil)
    traject.plan.lines.update(title=evil)
    line.measures.update(title=evil, means=evil, result=evil, owner_person=evil)
    page = as_("petra").get(url(traject)).content.decode()
    assert "<img src=x" not in page
    assert page.count("&lt;img src=x") >= 8


def test_the_page_takes_as_many_queries_for_ten_measures_as_for_one(
    as_, traject, people, partners, django_assert_num_queries
):
    petra = as_("petra")
    fill(traject, people["noor"], partners, measures=1)
    with CaptureQueriesContext(connection) as one:
        petra.get(url(traject))
    fill(traject, people["noor"], partners, measures=9)
    with django_assert_num_queries(len(one)):
        petra.get(url(traject))


def test_typed_text_becomes_paragraphs_and_lists():
    text = "Eerste regel\ntweede regel\n\nAlinea\n- een\n\n* twee\nslot"
    assert [(block.is_list, block.lines) for block in blocks(text)] == [
        (False, ["Eerste regel", "tweede regel"]),
        (False, ["Alinea"]),
        (True, ["een", "twee"]),
        (False, ["slot"]),
    ]
    assert "Eerste regel<br>tweede regel" in as_html(text)
    assert as_html("") == ""
    assert as_html("- {} <i>") == (
        '<ul class="ams-unordered-list" dir="ltr"><li class="ams-unordered-list__item">{} &lt;i&gt;</li></ul>'
    )


def test_a_very_long_word_gets_places_to_break_and_other_text_stays():
    assert breakable("gewone woorden\n- en een lijst") == "gewone woorden\n- en een lijst"
    assert breakable("x" * 150) == "x" * 60 + "\u200b" + "x" * 60 + "\u200b" + "x" * 30


def test_a_page_from_which_several_pieces_came_is_named_once():
    findings, decision = SourceLink("bewonersinbreng", "/inbreng/"), SourceLink("besluit", "/besluiten/")
    line = written([findings, decision, findings])
    assert [line.count(link.url) for link in (findings, decision)] == [1, 1]
