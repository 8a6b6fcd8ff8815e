"""The traject on one page for who comes in later (P6)."""

import pytest
from django.urls import reverse

from sessions.actions.models import Action, Decision


@pytest.fixture
def url(traject):
    return reverse("pages:step-in", args=[traject.pk])


def test_a_newcomer_reads_what_it_is_about_where_it_stands_and_what_is_asked(
    as_, url, traject, people, partners, sent_session, today
):
    traject.problem_statements.create(text="Het plein is van niemand")
    Decision.objects.create(traject=traject, text="We tellen mee", decided_on=today, created_by=people["noor"])
    Action.objects.create(traject=traject, title="Hekken tellen", partner=partners["petra"], created_by=people["noor"])
    page = as_("petra").get(url).content.decode()
    for words in (
        "Jongeren hebben geen plek in de buurt",
        "Het plein is van niemand",
        "We tellen mee",
        "Hekken tellen",
        "Verdieping",
        "Noor Dijkstra",
        "Welzijn Samen",
    ):
        assert words in page


def test_what_was_not_meant_for_the_newcomer_is_not_on_it(as_, url, traject, people, partners, sent_session, today):
    Decision.objects.create(
        traject=traject,
        session=sent_session,
        text="Achter gesloten deuren",
        decided_on=today,
        created_by=people["noor"],
    )
    Action.objects.create(traject=traject, title="Van de politie", partner=partners["petra"], created_by=people["noor"])
    page = as_("willem").get(url).content.decode()
    assert not [words for words in ("Achter gesloten deuren", "Van de politie") if words in page]


@pytest.mark.parametrize("name", ["achmed", "yasmin", "bea", "root", "otto"])
def test_it_does_not_exist_for_who_does_not_take_part(as_, url, name):
    assert as_(name).get(url).status_code == 404


def test_it_takes_as_many_queries_for_ten_decisions_as_for_one(
    as_, url, traject, people, today, django_assert_num_queries, django_assert_max_num_queries
):
    client = as_("petra")
    client.get(url)
    with django_assert_max_num_queries(30) as one:
        client.get(url)
    for number in range(10):
        Decision.objects.create(traject=traject, text=f"Besluit {number}", decided_on=today, created_by=people["noor"])
    with django_assert_num_queries(len(one.captured_queries)):
        client.get(url)
