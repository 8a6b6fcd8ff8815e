"""The list as XLSX and CSV: harmless, stamped, and the same rows as on the screen."""

import csv
import zipfile
from datetime import date
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from sessions.actions import services

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("https://elders.test")']


@pytest.fixture
def get(as_, traject):
    def fetch(kind, name="petra", **query):
        return as_(name).get(reverse(f"sessions:action-{kind}", args=[traject.pk]), query)

    return fetch


def lines(response):
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


def test_both_say_for_whom_they_were_made(get, traject, people, partners):
    services.add_action(traject, by=people["noor"], title="Lampen", partner=partners["petra"])
    note = "voor Petra Kuipers (Politie Voorbeeldstad)"
    assert note in lines(get("csv"))[0][0]
    sheet = load_workbook(BytesIO(get("xlsx").content)).active
    assert note in sheet["A1"].value
    assert sheet["B4"].value == "Lampen"


@pytest.mark.parametrize("text", FORMULAS)
def test_what_looks_like_a_formula_stays_text(get, traject, people, partners, text):
    services.add_action(traject, by=people["noor"], title=text, partner=partners["petra"], note=text, why=text)
    with zipfile.ZipFile(BytesIO(get("xlsx").content)) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
    row = lines(get("csv"))[2]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in row)


def test_they_follow_the_filters_of_the_list(get, traject, people, partners):
    services.add_action(traject, by=people["noor"], title="Lampen", partner=partners["petra"])
    services.add_action(traject, by=people["noor"], title="Bankjes", partner=partners["willem"])
    assert [row[1] for row in lines(get("csv", organisatie=partners["willem"].pk))[2:]] == ["Bankjes"]
    assert [row[1] for row in lines(get("csv", sorteer="wat"))[2:]] == ["Bankjes", "Lampen"]


def test_a_date_long_ago_does_no_harm(get, traject, people, partners):
    services.add_action(traject, by=people["noor"], title="Lampen", partner=partners["petra"], due=date(1, 1, 1))
    assert get("xlsx").status_code == 200
    assert get("csv").status_code == 200


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize("name", ["achmed", "yasmin", "bea", "root", "otto"])
def test_for_others_there_is_no_file(get, kind, name):
    assert get(kind, name).status_code == 404
