"""Problem statements and joint goals: typed once, by the kernteam, read by all partners."""

import pytest

from trajects.analysis.letters import letter
from trajects.analysis.models import JointGoal, ProblemStatement
from trajects.analysis.services import set_goal, state_problem


@pytest.fixture
def problem(traject, people):
    return state_problem(traject, by=people["noor"], text="Jongeren hebben geen plek")


@pytest.fixture
def goal(traject, people):
    return set_goal(traject, by=people["noor"], title="Een eigen plek", gain="Rust op het plein")


def url(traject, rest=""):
    return f"/trajecten/{traject.pk}/probleem-en-doel/{rest}"


def test_the_kernteam_writes_a_problem_statement_and_a_goal(as_, traject):
    noor = as_("noor")
    assert noor.post(url(traject, "probleem/nieuw/"), {"text": "Het plein is onrustig"}).status_code == 302
    assert noor.post(url(traject, "doel/nieuw/"), {"title": "Rust", "gain": "Fijn buiten"}).status_code == 302
    page = as_("petra").get(url(traject)).content.decode()
    assert "Het plein is onrustig" in page
    assert "Doel A: Rust" in page
    assert "Fijn buiten" in page
    kinds = list(traject.log_entries.values_list("kind", flat=True))
    assert "problem_stated" in kinds
    assert "goal_set" in kinds


def test_a_partner_reads_and_finds_no_buttons(as_, traject, problem, goal):
    page = as_("petra").get(url(traject)).content.decode()
    assert problem.text in page
    assert "verwijderen" not in page
    assert "nieuw/" not in page


@pytest.mark.parametrize("rest", ["probleem/nieuw/", "doel/nieuw/"])
def test_a_partner_cannot_write(as_, traject, rest):
    assert as_("petra").get(url(traject, rest)).status_code == 403
    assert as_("petra").post(url(traject, rest), {"text": "x", "title": "x"}).status_code == 403
    assert not ProblemStatement.objects.exists()
    assert not JointGoal.objects.exists()


@pytest.mark.parametrize("name", ["achmed", "yasmin", "bea", "root", "otto"])
def test_others_do_not_find_it(as_, traject, problem, name):
    assert as_(name).get(url(traject)).status_code == 404
    assert as_(name).post(url(traject, f"probleem/{problem.pk}/verwijderen/")).status_code == 404


def test_a_row_of_another_traject_is_not_found(as_, traject, other_traject, people):
    foreign = state_problem(other_traject, by=people["otto"], text="Elders")
    assert as_("noor").get(url(traject, f"probleem/{foreign.pk}/")).status_code == 404
    assert as_("noor").post(url(traject, f"probleem/{foreign.pk}/verwijderen/")).status_code == 404


def test_an_empty_and_a_too_long_text_are_refused_and_kept(as_, traject):
    noor = as_("noor")
    assert noor.post(url(traject, "probleem/nieuw/"), {}).status_code == 422
    answer = noor.post(url(traject, "probleem/nieuw/"), {"text": "x" * 20_001})
    assert answer.status_code == 422
    assert "Kort hem in tot 20000" in answer.content.decode()
    assert "x" * 20_001 in answer.content.decode()
    assert not ProblemStatement.objects.exists()


def test_two_people_change_one_goal_and_the_second_chooses(as_, traject, goal):
    as_("noor").post(url(traject, f"doel/{goal.pk}/"), {"title": "Van Noor", "gain": "", "version": 1})
    answer = as_("karim").post(url(traject, f"doel/{goal.pk}/"), {"title": "Van Karim", "gain": "", "version": 1})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Van Noor" in page
    assert "Van Karim" in page
    goal.refresh_from_db()
    assert goal.title == "Van Noor"
    kept = dict(answer.context["keep_fields"])
    assert kept["version"] == 2
    assert as_("karim").post(url(traject, f"doel/{goal.pk}/"), kept).status_code == 302
    goal.refresh_from_db()
    assert goal.title == "Van Karim"


def test_deleting_asks_first(as_, traject, goal):
    noor = as_("noor")
    assert goal.title in noor.get(url(traject, f"doel/{goal.pk}/verwijderen/")).content.decode()
    assert JointGoal.objects.count() == 1
    assert noor.post(url(traject, f"doel/{goal.pk}/verwijderen/")).status_code == 302
    assert not JointGoal.objects.exists()
    assert traject.log_entries.filter(kind="traject_changed", subject="doel verwijderd").exists()


def test_goals_move_and_their_letters_with_them(as_, traject, goal, people):
    second = set_goal(traject, by=people["noor"], title="Tweede")
    noor = as_("noor")
    noor.post(url(traject, f"doel/{second.pk}/verplaatsen/"), {"direction": "up"})
    assert "Doel A: Tweede" in noor.get(url(traject)).content.decode()
    noor.post(url(traject, f"doel/{second.pk}/verplaatsen/"), {"direction": "up"})
    assert list(traject.joint_goals.all()) == [second, goal]


def test_moving_with_htmx_gives_the_list_only(as_, traject, problem, people):
    state_problem(traject, by=people["noor"], text="Tweede")
    answer = as_("noor").post(
        url(traject, f"probleem/{problem.pk}/verplaatsen/"), {"direction": "down"}, headers={"HX-Request": "true"}
    )
    text = answer.content.decode()
    assert 'id="bevindingen"' in text
    assert "<html" not in text
    assert text.index("Tweede") < text.index(problem.text)


def test_html_in_a_text_is_shown_as_text(as_, traject, people):
    state_problem(traject, by=people["noor"], text="<script>alert(1)</script>\n- <b>punt</b>")
    page = as_("petra").get(url(traject)).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "&lt;b&gt;punt&lt;/b&gt;" in page


def test_the_page_takes_as_many_queries_for_ten_rows_as_for_one(as_, traject, people, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    noor = as_("noor")
    state_problem(traject, by=people["noor"], text="Een")
    set_goal(traject, by=people["noor"], title="Een doel")
    with CaptureQueriesContext(
        connection,
    ) as one:
        noor.get(url(traject))
    for number in range(9):
        state_problem(traject, by=people["noor"], text=f"Nog {number}")
        set_goal(traject, by=people["noor"], title=f"Doel {number}")
    with django_assert_num_queries(len(one)):
        noor.get(url(traject))


def test_letters_go_on_after_z():
    assert [letter(place) for place in (0, 1, 25, 26, 27, 52)] == ["A", "B", "Z", "AA", "AB", "BA"]
