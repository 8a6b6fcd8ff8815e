"""Assumptions: any partner writes one, evidence comes from all sides, the kernteam says what testing showed."""

import pytest

from tests.trajects.chain_rows import make_chain, refute
from trajects.analysis.models import Assumption, Evidence, Verdict
from trajects.analysis.testing import add_assumption, add_evidence
from trajects.crossing.models import ReleasedFinding
from trajects.logbook.models import Document


@pytest.fixture
def row(traject, people, partners):
    return add_assumption(traject, by=people["petra"], partner=partners["petra"], text="Jongeren vervelen zich")


def url(traject, rest=""):
    return f"/trajecten/{traject.pk}/buurtbeeld/aannames/{rest}"


def test_a_partner_writes_an_assumption_and_all_partners_read_it(as_, traject, partners):
    answer = as_("petra").post(url(traject, "nieuw/"), {"text": "Het plein is te donker"})
    row = Assumption.objects.get()
    assert answer["Location"] == url(traject, f"{row.pk}/")
    assert (row.partner, row.verdict) == (partners["petra"], Verdict.UNTESTED)
    for address in (url(traject), url(traject, f"{row.pk}/")):
        page = as_("willem").get(address).content.decode()
        assert "Het plein is te donker" in page
        assert "Politie Voorbeeldstad" in page
    assert traject.log_entries.filter(kind="assumption_added").exists()
    assert as_("petra").post(url(traject, "nieuw/"), {"text": ""}).status_code == 422


def test_who_wrote_it_rewords_it_until_it_is_tested_and_the_kernteam_always(as_, traject, row, people):
    edit = url(traject, f"{row.pk}/wijzigen/")
    assert as_("petra").post(edit, {"text": "Anders", "version": 1}).status_code == 302
    assert as_("willem").post(edit, {"text": "Ook anders", "version": 2}).status_code == 403
    row.refresh_from_db()
    refute(row, people["noor"])
    assert as_("petra").get(edit).status_code == 403
    assert "Aanname wijzigen" not in as_("petra").get(url(traject, f"{row.pk}/")).content.decode()
    assert as_("noor").post(edit, {"text": "Van Noor", "version": 3}).status_code == 302
    row.refresh_from_db()
    assert row.text == "Van Noor"


def test_an_assumption_of_nobody_is_the_kernteams_to_change(as_, traject, people):
    row = add_assumption(traject, by=people["noor"], partner=None, text="Van vroeger")
    assert as_("petra").get(url(traject, f"{row.pk}/wijzigen/")).status_code == 403
    assert as_("noor").get(url(traject, f"{row.pk}/wijzigen/")).status_code == 200


def test_the_kernteam_says_what_testing_showed_with_words_day_and_name(as_, traject, row, today):
    judge = url(traject, f"{row.pk}/oordeel/")
    noor = as_("noor")
    assert as_("petra").get(judge).status_code == 403
    assert noor.post(judge, {"verdict": "weerlegd", "verdict_words": "", "version": 1}).status_code == 422
    assert noor.post(judge, {"verdict": "zeker", "verdict_words": "x", "version": 1}).status_code == 422
    words = {"verdict": "weerlegd", "verdict_words": "Er is genoeg te doen", "version": 1}
    assert noor.post(judge, words).status_code == 302
    page = as_("petra").get(url(traject, f"{row.pk}/")).content.decode()
    assert "Oordeel: weerlegd" in page
    assert "Er is genoeg te doen" in page
    assert "Noor Dijkstra" in page
    row.refresh_from_db()
    assert row.verdict_on == today
    # Two people at once.
    answer = as_("karim").post(judge, {"verdict": "bevestigd", "verdict_words": "Toch wel", "version": 1})
    assert answer.status_code == 409
    assert "Er is genoeg te doen" in answer.content.decode()
    assert "Bevestigd" in answer.content.decode()
    # Back to untested takes day and name away.
    assert noor.post(judge, {"verdict": "niet_getoetst", "verdict_words": "", "version": 2}).status_code == 302
    row.refresh_from_db()
    assert (row.verdict_on, row.verdict_by) == (None, None)


def test_the_list_is_narrowed_by_verdict_and_what_we_do_not_know_is_a_list(as_, traject, row, people, partners):
    open_one = add_assumption(traject, by=people["noor"], partner=partners["noor"], text="Ouders helpen graag")
    as_("noor").post(
        url(traject, f"{open_one.pk}/oordeel/"), {"verdict": "onbekend", "verdict_words": "Vragen", "version": 1}
    )
    page = as_("petra").get(url(traject) + "?oordeel=onbekend").content.decode()
    assert open_one.text in page
    assert row.text not in page
    assert "Weten we nog niet (1)" in page
    assert row.text in as_("petra").get(url(traject) + "?oordeel=onzin").content.decode()
    assert "Geen aannames met dit oordeel" in as_("petra").get(url(traject) + "?oordeel=weerlegd").content.decode()


def test_assumptions_move_and_are_deleted_after_asking(as_, traject, row, people, partners):
    second = add_assumption(traject, by=people["noor"], partner=partners["noor"], text="Tweede")
    add_evidence(second, by=people["petra"], partner=partners["petra"], stance="voor", text="Gezien")
    answer = as_("noor").post(
        url(traject, f"{second.pk}/verplaatsen/"), {"direction": "up"}, headers={"HX-Request": "true"}
    )
    text = answer.content.decode()
    assert "<html" not in text
    assert text.index("Tweede") < text.index(row.text)
    assert "Tweede" in as_("noor").get(url(traject, f"{second.pk}/verwijderen/")).content.decode()
    assert as_("petra").post(url(traject, f"{second.pk}/verwijderen/")).status_code == 403
    assert as_("noor").post(url(traject, f"{second.pk}/verwijderen/")).status_code == 302
    assert list(Assumption.objects.all()) == [row]
    assert not Evidence.objects.exists()


def test_evidence_needs_words_or_one_source(as_, traject, row):
    add = url(traject, f"{row.pk}/onderbouwing/nieuw/")
    finding = ReleasedFinding.objects.create(
        traject=traject, reference="0" * 32, kind="gaat_goed", text="Wij voetballen elke dag", released_on="2026-01-01"
    )
    document = Document.objects.create(traject=traject, title="Telling", file="x", filename="x", size=1)
    willem = as_("willem")
    assert willem.post(add, {"stance": "voor"}).status_code == 422
    assert willem.post(add, {"text": "Zonder richting"}).status_code == 422
    both = {"stance": "voor", "finding": finding.pk, "document": document.pk}
    assert "Kies één bron" in willem.post(add, both).content.decode()
    assert not Evidence.objects.exists()
    assert willem.post(add, {"stance": "tegen", "finding": finding.pk}).status_code == 302
    assert willem.post(add, {"stance": "nuance", "text": "Alleen in juli", "document": document.pk}).status_code == 302
    page = as_("petra").get(url(traject, f"{row.pk}/")).content.decode()
    for words in ("Spreekt ertegen", "Wij voetballen elke dag", "Alleen in juli", "Telling", "Welzijn Samen"):
        assert words in page
    # Residents take it back: gone with what was made of it.
    finding.delete()
    assert "voetballen" not in as_("petra").get(url(traject, f"{row.pk}/")).content.decode()
    assert Evidence.objects.count() == 1


def test_who_brought_evidence_changes_it_and_others_do_not(as_, traject, row, people, partners):
    piece = add_evidence(row, by=people["willem"], partner=partners["willem"], stance="voor", text="Gezien")
    base = f"/trajecten/{traject.pk}/buurtbeeld/onderbouwing/{piece.uuid}/"
    edit = {"stance": "tegen", "text": "Anders gezien", "version": 1}
    assert as_("petra").post(base + "wijzigen/", edit).status_code == 403
    assert as_("petra").post(base + "verwijderen/").status_code == 403
    assert as_("willem").post(base + "wijzigen/", edit).status_code == 302
    assert as_("noor").post(base + "wijzigen/", edit).status_code == 409
    assert "Anders gezien" in as_("willem").get(base + "verwijderen/").content.decode()
    assert as_("willem").post(base + "verwijderen/").status_code == 302
    assert not Evidence.objects.exists()


def test_a_measure_tells_why_it_is_there_and_that_it_leans_on_what_is_not_so(as_, traject, people, partners):
    rows = make_chain(traject, people["noor"], partners)
    add_evidence(rows.doubted, by=people["willem"], partner=partners["willem"], stance="voor", text="Elke dag gezien")
    why = f"/trajecten/{traject.pk}/plan/maatregelen/{rows.measure.pk}/waarom/"
    plan = as_("petra").get(f"/trajecten/{traject.pk}/plan/").content.decode()
    assert why in plan
    assert "Het buurthuis staat leeg" in plan
    assert "weerlegd" not in plan
    page = as_("petra").get(why).content.decode()
    found = [page.index(text) for text in ("Een eigen plek", rows.cause.text, rows.problem.text, rows.doubted.text)]
    assert found == sorted(found)
    assert "Elke dag gezien" in page
    refute(rows.doubted, people["noor"])
    for address in (why, f"/trajecten/{traject.pk}/plan/"):
        assert as_("petra").get(address).content.decode().count("Leunt op een aanname die is weerlegd") == 1
    measures = as_("noor").get(f"/trajecten/{traject.pk}/plan/maatregelen/").content.decode()
    assert measures.count("Leunt op een aanname die is weerlegd") == 1


def test_the_causes_of_a_measure_are_ticked(as_, traject, people, partners):
    rows = make_chain(traject, people["noor"], partners)
    tick = f"/trajecten/{traject.pk}/plan/maatregelen/{rows.loose.pk}/oorzaken/"
    assert as_("petra").get(tick).status_code == 403
    assert as_("noor").post(tick, {"causes": rows.cause.pk, "version": 1}).status_code == 302
    assert list(rows.loose.causes.all()) == [rows.cause]
    answer = as_("karim").post(tick, {"version": 1})
    assert answer.status_code == 409
    assert rows.cause.text in answer.content.decode()


def test_pages_take_as_many_queries_for_ten_rows_as_for_one(as_, traject, people, partners, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    rows = make_chain(traject, people["noor"], partners)
    add_evidence(rows.doubted, by=people["petra"], partner=partners["petra"], stance="voor", text="Een")
    why = f"/trajecten/{traject.pk}/plan/maatregelen/{rows.measure.pk}/waarom/"
    found = f"/trajecten/{traject.pk}/probleem-en-doel/"
    addresses = (url(traject), url(traject, f"{rows.doubted.pk}/"), why, found)
    noor, counted = as_("noor"), {}
    for address in addresses:
        with CaptureQueriesContext(connection) as one:
            noor.get(address)
        counted[address] = len(one)
    for number in range(9):
        more = add_assumption(traject, by=people["noor"], partner=partners["petra"], text=f"Nog {number}")
        rows.problem.assumptions.add(more)
        for row in (more, rows.doubted):
            add_evidence(row, by=people["petra"], partner=partners["petra"], stance="tegen", text=f"{number}")
    for address in addresses:
        with django_assert_num_queries(counted[address]):
            noor.get(address)
