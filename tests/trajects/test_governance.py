"""The checklist towards board, professionals and residents, and objections with their answers (T9)."""

from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from tests.privacy.reading import zip_text
from trajects.follow_up.governance import PRESETS, add_point, tick
from trajects.follow_up.objections import add_objection
from trajects.follow_up.steering_models import GovernancePoint, Objection
from trajects.plan.papers.choosing import living
from trajects.plan.papers.document import TEMPLATE, plan_context
from trajects.plan.papers.letter import plan_letter
from trajects.plan.papers.narrowing import for_directors, for_residents
from trajects.plan.services import submit, write_part


def said(answer):
    """All that an answer says."""
    return unescape(answer.content.decode())


@pytest.fixture
def point(traject, people, partners, today):
    who = {"partner": partners["petra"], "person": "wijkagent", "due": today - timedelta(days=1)}
    return add_point(traject, by=people["noor"], topic="overdracht", title="Overdragen aan veiligheid", **who)


def url(traject, rest=""):
    return f"/trajecten/{traject.pk}/plan/bestuurlijk/{rest}"


def test_the_points_of_the_method_are_put_ready_once(as_, traject, point):
    assert as_("petra").post(url(traject, "klaarzetten/")).status_code == 403
    for _ in range(2):
        assert as_("noor").post(url(traject, "klaarzetten/")).status_code == 302
    assert GovernancePoint.objects.count() == 1 + sum(map(len, PRESETS.values()))
    page = said(as_("petra").get(url(traject)))
    assert page.index("Bestuurlijk maken") < page.index("Overdragen aan wie over veiligheid gaat")
    assert "0 van 12 geregeld" in page
    assert "Nog niemand" in page


def test_who_sees_to_a_point_ticks_it_and_others_do_not(as_, traject, point):
    tick = url(traject, f"{point.pk}/afvinken/")
    assert "Te laat" in said(as_("willem").get(url(traject)))
    assert as_("willem").post(tick, {"klaar": "1"}).status_code == 403
    assert tick not in as_("willem").get(url(traject)).content.decode()
    assert tick in as_("petra").get(url(traject)).content.decode()
    for _ in range(2):
        assert as_("petra").post(tick, {"klaar": "1"}).status_code == 302
    part = as_("noor").post(tick, {"klaar": "1"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    point.refresh_from_db()
    assert point.done_by.email.startswith("petra")
    page = said(as_("willem").get(url(traject)))
    assert "geregeld op" in page
    assert "Te laat" not in page
    assert traject.log_entries.filter(kind="point_done", subject=point.title).count() == 1
    assert as_("noor").post(tick, {"klaar": "0"}).status_code == 302
    point.refresh_from_db()
    assert (point.done_on, point.done_by) == (None, None)


def test_points_are_written_moved_and_deleted_by_the_kernteam(as_, traject, people, partners, point):
    noor, edit = as_("noor"), url(traject, f"{point.pk}/wijzigen/")
    sent = {"topic": "overdracht", "title": "Overdragen aan zorg", "partner": partners["willem"].pk, "version": 1}
    assert as_("petra").post(edit, sent).status_code == 403
    assert noor.post(edit, sent | {"topic": "onzin"}).status_code == 422
    assert noor.post(edit, sent).status_code == 302
    assert as_("karim").post(edit, sent | {"title": "Anders"}).status_code == 409
    second = add_point(traject, by=people["noor"], topic="overdracht", title="Tweede")
    elsewhere = add_point(traject, by=people["noor"], topic="bewoners", title="Brief")
    moved = noor.post(url(traject, f"{second.pk}/verplaatsen/"), {"direction": "up"})
    assert moved.status_code == 302
    page = said(noor.get(url(traject)))
    assert page.index("Tweede") < page.index("Overdragen aan zorg") < page.index("Brief")
    assert noor.post(url(traject, f"{elsewhere.pk}/verwijderen/")).status_code == 302
    assert GovernancePoint.objects.count() == 2


def test_points_stand_in_their_part_of_the_plan(as_, traject, people, point):
    add_point(traject, by=people["noor"], topic="bewoners", title="Brief aan bewoners")
    page = said(as_("petra").get(f"/trajecten/{traject.pk}/plan/"))
    governance, communication = (
        page.index("12. Bestuurlijk en overdracht</h2>"),
        page.index("13. Communicatie en samenwerking met bewoners</h2>"),
    )
    assert governance < page.index(point.title) < communication < page.index("Brief aan bewoners")
    assert "wijkagent" in page


def test_points_go_on_the_papers_of_partners_and_stay_out_of_those_of_others(traject, people, point):
    part = traject.plan.parts.get(part="bestuurlijk")
    write_part(part, 1, by=people["noor"], text="Het bestuur beslist in mei.", status="klaar", is_known=True)
    chosen = living(traject, "Politie")
    paper = render_to_string(TEMPLATE, plan_context(chosen.text, chosen.stamp))
    word = zip_text(plan_letter(chosen.text, chosen.stamp).as_bytes())
    for shown in (paper, word):
        assert point.title in shown
        assert "Politie Voorbeeldstad, wijkagent, uiterlijk" in shown
    for narrow in (for_directors, for_residents):
        assert not any(one.points for one in narrow(chosen.text).parts)
    assert "beslist in mei" in for_directors(chosen.text).text_of("bestuurlijk")
    # What was submitted stays as it was.
    submit(traject.plan, traject.plan.draft_number, by=people["noor"])
    tick(point, by=people["noor"], today=point.due, is_done=True)
    kept = traject.plan.submitted.get().contents["parts"][11]["points"][0]["rows"]
    assert [row["when"].split()[0] for row in kept] == ["uiterlijk"]


def test_objections_have_answers_in_an_order_that_the_kernteam_chooses(as_, traject, people):
    base, noor = f"/trajecten/{traject.pk}/plan/bezwaren/", as_("noor")
    assert as_("petra").get(f"{base}nieuw/").status_code == 403
    assert noor.post(f"{base}nieuw/", {"text": "", "answer": "x"}).status_code == 422
    sent = {"text": "Het kost te veel tijd", "answer": "Vier middagen.\n- en dan staat er een plan"}
    assert noor.post(f"{base}nieuw/", sent).status_code == 302
    add_objection(traject, by=people["noor"], text="Er is al zoveel overleg")
    first, second = Objection.objects.all()
    assert noor.post(f"{base}{second.pk}/verplaatsen/", {"direction": "up"}).status_code == 302
    page = said(as_("petra").get(base))
    assert page.index(second.text) < page.index(first.text) < page.index("en dan staat er een plan")
    assert "Nog geen antwoord" in page
    assert noor.post(f"{base}{first.pk}/wijzigen/", sent | {"version": 1}).status_code == 302
    assert as_("karim").post(f"{base}{first.pk}/wijzigen/", sent | {"version": 1}).status_code == 409
    assert noor.post(f"{base}{first.pk}/verwijderen/").status_code == 302
    assert list(Objection.objects.all()) == [second]


def test_the_checklist_takes_as_many_queries_for_ten_points_as_for_one(
    as_, traject, people, partners, point, django_assert_num_queries
):
    with CaptureQueriesContext(connection) as one:
        as_("petra").get(url(traject))
    for number in range(9):
        add_point(traject, by=people["noor"], topic="overdracht", title=f"Nog {number}", partner=partners["karim"])
    with django_assert_num_queries(len(one)):
        as_("petra").get(url(traject))
