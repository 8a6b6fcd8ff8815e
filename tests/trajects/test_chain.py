"""From a measure back to why it is there, and saying so when that is not true."""

import pytest

from tests.trajects.chain_rows import make_chain, refute
from trajects.analysis.chain import leaning, why
from trajects.analysis.models import Verdict
from trajects.analysis.services import name_cause
from trajects.analysis.testing import judge


@pytest.fixture
def rows(traject, people, partners):
    return make_chain(traject, people["noor"], partners)


def leaning_on_refuted(plan):
    return set(leaning(plan=plan.pk, traject=plan.traject_id))


def test_a_measure_leads_over_its_goal_to_causes_problems_chances_and_assumptions(rows):
    found = why(rows.measure)
    assert (found.goal, found.names_causes, found.causes) == (rows.goal, False, [rows.cause])
    assert [reason.row for reason in found.reasons] == [rows.problem, rows.opportunity]
    assert found.assumptions == [rows.doubted, rows.held]
    assert found.refuted == []
    assert why(rows.loose).reasons == []


def test_what_a_measure_names_itself_goes_before_what_its_goal_is_for(rows, traject, people):
    other = name_cause(traject, by=people["noor"], text="Het regent vaak")
    other.measures.add(rows.measure)
    found = why(rows.measure)
    assert (found.names_causes, found.causes, found.reasons) == (True, [other], [])
    refute(rows.doubted, people["noor"])
    assert leaning_on_refuted(traject.plan) == frozenset()
    rows.cause.measures.add(rows.measure)
    assert leaning_on_refuted(traject.plan) == {rows.measure.pk}


def test_a_measure_that_leans_on_a_refuted_assumption_is_found_by_every_road(rows, traject, people):
    plan = traject.plan
    assert leaning_on_refuted(plan) == frozenset()
    refute(rows.doubted, people["noor"])
    assert leaning_on_refuted(plan) == {rows.measure.pk}
    assert why(rows.measure).refuted == [rows.doubted]
    # Without the cause, by the goal that names the problem itself.
    rows.goal.causes.clear()
    assert leaning_on_refuted(plan) == frozenset()
    rows.goal.problems.add(rows.problem)
    assert leaning_on_refuted(plan) == {rows.measure.pk}
    # And by an opportunity as by a problem.
    rows.goal.problems.clear()
    rows.goal.opportunities.add(rows.opportunity)
    assert leaning_on_refuted(plan) == frozenset()
    refute(rows.held, people["noor"])
    assert leaning_on_refuted(plan) == {rows.measure.pk}
    # Nuanced is not refuted.
    judge(rows.held, rows.held.version, by=people["noor"], verdict=Verdict.NUANCED, verdict_words="Deels")
    assert leaning_on_refuted(plan) == frozenset()


def test_what_is_refuted_elsewhere_says_nothing_here(rows, other_traject, traject, people, partners):
    elsewhere = make_chain(other_traject, people["otto"], {"petra": None})
    refute(elsewhere.doubted, people["otto"])
    assert leaning_on_refuted(traject.plan) == frozenset()
    assert leaning_on_refuted(other_traject.plan) == {elsewhere.measure.pk}


def test_asking_takes_one_query_however_many_measures(rows, traject, people, django_assert_num_queries):
    refute(rows.doubted, people["noor"])
    for number in range(9):
        rows.line.measures.create(title=f"Nog {number}", kind="nieuw")
    with django_assert_num_queries(1):
        assert len(leaning_on_refuted(traject.plan)) == 10
