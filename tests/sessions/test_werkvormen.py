"""The library of working forms: complete, in our own words, found by what one needs, edited by the administrator."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from buurtbalans.data_files import DataFileError
from sessions.werkvormen.catalogue import delivered_rows, rows_of
from sessions.werkvormen.models import Werkvorm
from trajects.steps import catalogue

FORM = {
    "name": "Rondje",
    "purpose": "Iedereen aan het woord.",
    "minutes": [5, 20],
    "people": [3, 20],
    "place": "beide",
    "traject_steps": [1],
    "materials": [],
    "doing": ["Ga de kring rond."],
    "tips": [],
}


def names(answer):
    return {werkvorm.name for werkvorm in answer.context["werkvormen"]}


def test_every_working_form_as_delivered_is_complete_and_names_nobody(db):
    rows = delivered_rows()
    assert len(rows) >= 25
    assert set(Werkvorm.objects.values_list("name", flat=True)) == {row["name"] for row in rows}
    for number in range(1, 7):
        assert Werkvorm.objects.for_step(number).count() >= 5
    assert Werkvorm.objects.filter(place="online").exists()
    for row in rows:
        assert len(row["doing"]) >= 3, row["name"]
        assert row["tips"], row["name"]
        for text in (row["purpose"], *row["materials"], *row["doing"], *row["tips"]):
            assert not re.search(r"@|https?:|www\.|\.(nl|com|org)\b", text), text
    sentences = " ".join(" ".join(row["doing"]) for row in rows)
    assert "Ik denk dat er een probleem is met … omdat ik zie dat …" in sentences
    assert "Ik zie een kans in … omdat ik zie dat …" in sentences


def test_every_working_form_that_an_example_agenda_names_is_in_the_library():
    named = {item.werkvorm for step in catalogue.load() for item in step.agenda} - {""}
    assert len(named) >= 15
    assert named <= {row["name"] for row in delivered_rows()}


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("minutes", [20, 5], "minutes is not from and to"),
        ("people", [3], "people is not from and to"),
        ("people", [3, "20"], r"people\[2\] is not a whole number"),
        ("traject_steps", [7], r"traject_steps\[1\] is not a whole number from 1 to 6"),
        ("place", "buiten", "there is no place buiten"),
        ("doing", "ga rond", "doing is not a list"),
        ("colour", "blauw", "unknown field colour"),
    ],
)
def test_a_wrong_field_of_a_data_file_is_refused_by_name(field, value, message):
    assert rows_of({"werkvorm": [FORM]}, "x.toml")[0]["minutes_max"] == 20
    with pytest.raises(DataFileError, match=message):
        rows_of({"werkvorm": [{**FORM, field: value}]}, "x.toml")


def test_everybody_who_is_logged_in_finds_a_working_form_by_what_is_needed(as_):
    willem = as_("willem")
    everything = names(willem.get("/werkvormen/"))
    assert len(everything) == Werkvorm.objects.count()
    online = names(willem.get("/werkvormen/?waar=online"))
    assert {"Chat tegelijk insturen", "Rondje"} <= online
    assert "Wandeling door de buurt" not in online
    assert names(willem.get("/werkvormen/?duur=10&groep=50&waar=online")) >= {
        "Chat tegelijk insturen",
        "Stil schrijven",
    }
    assert "Vissenkom" not in names(willem.get("/werkvormen/?groep=5"))
    assert names(willem.get("/werkvormen/?q=VISGRAAT&stap=4")) == {"Visgraat"}
    nothing = willem.get("/werkvormen/?q=eenhoorn").content.decode()
    assert "Geen werkvormen gevonden met deze filters." in nothing


@pytest.mark.parametrize("query", ["groep=veel", "groep=0", "groep=999", "stap=9", "duur=x", "waar=maan"])
def test_what_cannot_be_read_in_the_address_narrows_nothing_and_says_so(as_, query):
    answer = as_("yasmin").get(f"/werkvormen/?{query}")
    assert answer.status_code == 200
    assert len(names(answer)) == Werkvorm.objects.count()
    assert answer.context["form"].errors


def test_the_list_asks_the_same_of_the_database_for_one_form_as_for_all(as_):
    noor = as_("noor")
    noor.get("/werkvormen/")
    counts = []
    for query in ("", "?q=visgraat"):
        with CaptureQueriesContext(connection) as queries:
            noor.get(f"/werkvormen/{query}")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_one_working_form_tells_how_it_is_done(as_):
    shown = Werkvorm.objects.get(name="Kaart op A0")
    page = as_("otto").get(shown.get_absolute_url()).content.decode()
    assert "25 tot 50 minuten" in page
    assert "4 tot 30 mensen" in page
    assert "Past bij stap 3, 4" in page
    for line in (*shown.materials, *shown.doing, *shown.tips):
        assert line in page
    assert as_("otto").get("/werkvormen/999999/").status_code == 404
    assert as_("").get(shown.get_absolute_url()).status_code == 302


def test_the_administrator_changes_a_working_form_and_takes_one_out_of_the_list(as_):
    shown = Werkvorm.objects.get(name="Rondje")
    place = f"/beheer/traject_sessions/werkvorm/{shown.pk}/change/"
    data = {
        "name": "Rondje, kort",
        "purpose": "Iedereen kort aan het woord.",
        "minutes_min": 5,
        "minutes_max": 10,
        "people_min": 3,
        "people_max": 12,
        "place": "beide",
        "traject_steps": ["2", "6"],
        "materials": "",
        "doing": "Stel één vraag, ook met een komma\nGa rond",
        "tips": "Begin zelf",
    }
    bea = as_("bea")
    assert bea.get(place).status_code == 200
    refused = bea.post(place, {**data, "minutes_max": 4})
    assert "De duur tot is korter dan de duur vanaf." in refused.content.decode()
    assert bea.post(place, {**data, "traject_steps": ["7"]}).status_code == 200
    assert bea.post(place, data).status_code == 302
    shown.refresh_from_db()
    assert (shown.doing, shown.traject_steps) == (["Stel één vraag, ook met een komma", "Ga rond"], [2, 6])
    assert not shown.is_offered
    assert "Rondje, kort" not in names(as_("noor").get("/werkvormen/"))
    assert as_("noor").get(shown.get_absolute_url()).status_code == 200
    assert as_("noor").get(place, follow=True).status_code == 403
