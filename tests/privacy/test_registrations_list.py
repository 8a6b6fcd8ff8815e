"""The list of registrations: filters that offer only what one sees, a page at a time."""

import re

import pytest
from django.urls import reverse

from privacy.registrations.listing import PER_PAGE
from privacy.registrations.models import Registration
from tests.privacy.registration_rows import make
from trajects.traject.models import Theme


@pytest.fixture
def url(traject):
    return reverse("privacy:registration-list", args=[traject.pk])


@pytest.fixture
def themes(db):
    """Two themes with words of their own."""
    return [Theme.objects.create(name=name) for name in ("Kanariethema", "Merelthema")]


def titles(response):
    return [reading.title for reading in [*response.context["own"], *response.context["shared"]]]


def choices(response, name):
    return [label for _, label in response.context["asked"].form.fields[name].choices]


def test_the_choices_come_from_the_rows_that_one_sees(as_, people, partners, areas, themes, url):
    make(people, partners, theme=themes[0], area=areas[0], period="h1", year=2019)
    make(people, partners, "willem", theme=themes[1], period="k2", year=2025)
    willem, petra = as_("willem").get(url), as_("petra").get(url)
    assert choices(willem, "thema") == ["Alle", "Merelthema"]
    assert choices(willem, "gebied") == ["Alle"]
    assert choices(willem, "periode") == ["Alle", "2e kwartaal 2025"]
    assert choices(petra, "thema") == ["Alle", "Kanariethema", "Merelthema"]
    assert choices(petra, "gebied") == ["Alle", areas[0].name]
    assert choices(petra, "periode") == ["Alle", "2e kwartaal 2025", "1e half jaar 2019"]


def test_a_filter_on_what_is_hidden_is_passed_over_without_a_word(as_, people, partners, areas, themes, url):
    make(people, partners, title="Verborgen", theme=themes[0], area=areas[0], period="h1", year=2019)
    make(people, partners, "willem", title="Gedeeld", theme=themes[1], period="k2", year=2025)
    willem = as_("willem")

    def page(query):
        return re.sub(r'(csrfmiddlewaretoken" value|nonce|name="once" value)="[^"]*"', "", query.content.decode())

    plain = page(willem.get(url))
    for query in (
        f"?thema={themes[0].pk}",
        f"?gebied={areas[0].pk}",
        "?periode=2019-h1",
        "?thema=987654",
        "?periode=x",
    ):
        assert page(willem.get(url + query)) == plain, query


def test_each_filter_keeps_what_was_asked(as_, people, partners, areas, themes, url):
    make(people, partners, title="A", theme=themes[0], area=areas[0], period="h1", year=2019)
    make(people, partners, title="B", theme=themes[1], period="k2", year=2025)
    petra = as_("petra")
    for query in (f"?thema={themes[0].pk}", f"?gebied={areas[0].pk}", "?periode=2019-h1"):
        assert titles(petra.get(url + query)) == ["A"], query
    assert titles(petra.get(f"{url}?thema={themes[0].pk}&periode=2025-k2")) == []


def test_own_or_shared_only(as_, people, partners, url):
    make(people, partners, "willem", title="Van Petra")
    assert titles(as_("willem").get(f"{url}?alleen=gedeeld")) == ["Van Petra"]
    assert titles(as_("willem").get(f"{url}?alleen=eigen")) == []
    assert titles(as_("petra").get(f"{url}?alleen=eigen")) == ["Van Petra"]


def test_a_long_list_comes_in_pages_own_rows_first(as_, people, partners, url, django_assert_max_num_queries):
    row = make(people, partners, title="Eerste")
    content = {"traject": row.traject, "created_by": people["petra"], "kind": "aantal", "value": 3, "period": "k1"}
    Registration.objects.bulk_create(
        Registration(**content, partner=partners["petra"], title=f"Rij {number}", year=2026)
        for number in range(PER_PAGE)
    )
    petra = as_("petra")
    with django_assert_max_num_queries(14):
        first = petra.get(url)
    assert len(titles(first)) == PER_PAGE
    assert "Pagina 1 van 2" in first.content.decode()
    assert titles(petra.get(f"{url}?pagina=2")) == ["Eerste"]
    assert titles(petra.get(f"{url}?pagina=99")) == ["Eerste"]
    assert len(titles(petra.get(f"{url}?pagina=x"))) == PER_PAGE


def test_an_empty_list_says_what_to_do(as_, url):
    body = as_("petra").get(url).content.decode()
    assert "Begin met Registratie toevoegen" in body
    assert "Hier staat wat andere organisaties met jouw organisatie delen" in body
