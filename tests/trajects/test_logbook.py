"""The logbook: what happened, as far as its reader may know, and notes by hand."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from trajects.logbook.kinds import KIND_GROUPS, LogKind
from trajects.logbook.models import LogEntry
from trajects.logbook.services import record


def url(traject, rest=""):
    return f"/trajecten/{traject.pk}/logboek/{rest}"


def test_what_happened_is_told_in_sentences_newest_first(as_, traject, people):
    record(traject, people["karim"], LogKind.STEP_FINISHED, "2")
    record(traject, people["noor"], LogKind.TRAJECT_CHANGED, "doel gewijzigd")
    page = as_("petra").get(url(traject)).content.decode()
    assert "Stap 2 afgerond" in page
    assert "Gegevens van het traject gewijzigd: doel gewijzigd" in page
    assert page.index("doel gewijzigd") < page.index("Stap 2 afgerond") < page.index("Voorstel voor dit traject")
    assert "Karim Benali" in page


@pytest.mark.parametrize("name", ["achmed", "yasmin", "bea", "root", "otto"])
def test_others_do_not_find_the_logbook(as_, traject, name):
    assert as_(name).get(url(traject)).status_code == 404
    assert as_(name).post(url(traject, "notitie/"), {"text": "x"}).status_code == 404


def test_what_came_from_a_session_is_told_to_who_may_see_that_session(as_, sent_session, traject):
    assert "Bijeenkomst gepland: Verdieping" in as_("petra").get(url(traject)).content.decode()
    assert "Verdieping" not in as_("willem").get(url(traject)).content.decode()


def test_a_draft_session_is_not_told_to_partners(as_, session, traject):
    assert "Verdieping" in as_("karim").get(url(traject)).content.decode()
    assert "Verdieping" not in as_("petra").get(url(traject)).content.decode()


def test_the_kernteam_writes_a_note(as_, traject):
    answer = as_("karim").post(url(traject, "notitie/"), {"text": "Gebeld met de school\n- <b>ja</b>"})
    assert answer.status_code == 302
    page = as_("petra").get(url(traject)).content.decode()
    assert "Gebeld met de school" in page
    assert "&lt;b&gt;ja&lt;/b&gt;" in page


def test_a_partner_cannot_write_a_note(as_, traject):
    assert as_("petra").post(url(traject, "notitie/"), {"text": "x"}).status_code == 403
    assert "Notitie toevoegen" not in as_("petra").get(url(traject)).content.decode()


def test_an_empty_or_too_long_note_is_refused_and_kept(as_, traject):
    assert as_("noor").post(url(traject, "notitie/"), {}).status_code == 422
    answer = as_("noor").post(url(traject, "notitie/"), {"text": "z" * 20_001})
    assert answer.status_code == 422
    assert "z" * 20_001 in answer.content.decode()
    assert not LogEntry.objects.filter(kind=LogKind.NOTE).exists()


def test_the_filter_shows_one_kind_of_things(as_, traject, people):
    record(traject, people["noor"], LogKind.NOTE, "Mijn notitie")
    page = as_("noor").get(url(traject) + "?soort=notities").content.decode()
    assert "Mijn notitie" in page
    assert "Traject gestart" not in page
    page = as_("noor").get(url(traject) + "?soort=documenten").content.decode()
    assert "Geen regels gevonden met dit filter" in page


@pytest.mark.parametrize("query", ["?soort=%00", "?soort=onzin", "?pagina=0", "?pagina=abc", "?pagina=99999999999"])
def test_a_strange_filter_or_page_is_no_error(as_, traject, query):
    assert as_("noor").get(url(traject) + query).status_code == 200


def test_fifty_lines_a_page(as_, traject, people):
    for number in range(60):
        record(traject, people["noor"], LogKind.NOTE, f"Notitie nummer {number:02}")
    first = as_("noor").get(url(traject) + "?soort=notities").content.decode()
    assert first.count("Notitie nummer") == 50
    assert "Oudere regels" in first
    second = as_("noor").get(url(traject) + "?soort=notities&pagina=2").content.decode()
    assert second.count("Notitie nummer") == 10
    assert "Nieuwere regels" in second


def test_the_page_takes_as_many_queries_for_many_lines_as_for_few(
    as_, traject, people, sent_session, django_assert_num_queries
):
    petra = as_("petra")
    with CaptureQueriesContext(connection) as few:
        petra.get(url(traject))
    for name in ("noor", "karim", "willem") * 4:
        record(traject, people[name], LogKind.AGENDA_SENT, "Verdieping", session_id=sent_session.pk)
    with django_assert_num_queries(len(few)):
        petra.get(url(traject))


def test_every_kind_stands_in_exactly_one_group():
    grouped = [kind for _, kinds in KIND_GROUPS.values() for kind in kinds]
    assert sorted(grouped) == sorted(LogKind)


def test_braces_in_a_subject_are_only_braces(traject, people):
    assert record(traject, people["noor"], LogKind.ACTION_DONE, "{0} {x}").sentence == "Klaar: {0} {x}"
