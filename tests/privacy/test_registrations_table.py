"""The table of counts and the files one takes along: rounded for everybody, of what one sees and no more."""

import csv
import io
import re
import zipfile
from datetime import date
from html import unescape

import openpyxl
import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import example, given, settings
from hypothesis import strategies as st

from buurtbalans import spreadsheets
from privacy.access_events.models import AccessEvent
from privacy.registrations.counting import NOT_SHOWN, TOTAL, Crossing, grids
from privacy.registrations.models import Registration
from privacy.registrations.services import Sharing, share
from privacy.tables import Level
from tests.privacy.attacker import EVERYTHING, Attack
from tests.privacy.registration_rows import make
from tests.privacy.test_small_counts_tables import MANY, OWNERS, random_counts
from trajects.buurt.models import Area

LATER = date(2030, 1, 1)
AREAS = [Area(pk=n + 1, name=f"Buurt {n}", folded=f"buurt {n}") for n in range(6)]
HOW_MANY = [100, pytest.param(1000, marks=pytest.mark.sweep)]


def registrations(counts):
    """Rows that are in no database: six areas by the four quarters of a year."""
    return [
        Registration(
            pk=n, kind="aantal", about="persoon", value=value, area=AREAS[row], period=f"k{column + 1}", year=2026
        )
        for n, ((row, column), value, _) in enumerate(counts)
    ]


def on_screen(grid):
    """The texts of the table's body as they stand on the page."""
    html = render_to_string("privacy/registrations/_table.html", {"grid": grid})
    lines = re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)[1:]
    return [[unescape(text).strip() for text in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line)] for line in lines]


def in_csv(grid):
    content = spreadsheets.csv_file("x", grid.headings, grid.rows(), note="n").content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content), delimiter=";"))[2:]


def in_xlsx(grid):
    """Read without a library: a thousand tables take long otherwise."""
    content = spreadsheets.xlsx("x", grid.headings, grid.rows(), note="n").content
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        shared = re.findall(r"<si><t[^>]*?/?>(?:(.*?)</t>)?</si>", book.read("xl/sharedStrings.xml").decode())
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    rows = re.findall(r"<row [^>]*>(.*?)</row>", sheet, re.DOTALL)[2:]
    cells = r'<c [^>]*t="s"[^>]*><v>(\d+)</v></c>|<c [^>]*/>'
    return [[unescape(shared[int(index)]) if index else "" for index in re.findall(cells, row)] for row in rows]


def attack(rows, by_theme, known):
    """What a reader makes of the lines of a table, with the other table beside it."""
    cells = {(r, c): text for r, line in enumerate(rows[:-1]) for c, text in enumerate(line[1:-1])}
    totals = {("row", r): line[-1] for r, line in enumerate(rows[:-1])}
    totals |= {("column", c): text for c, text in enumerate(rows[-1][1:-1])}
    totals[EVERYTHING] = rows[-1][-1]
    # All is without theme, so the other table's cells are the totals of the areas once more.
    for r, line in enumerate(by_theme[:-1]):
        if totals["row", r] == NOT_SHOWN:
            totals["row", r] = line[1]
    if totals[EVERYTHING] == NOT_SHOWN:
        totals[EVERYTHING] = by_theme[-1][1]
    return Attack(cells, totals, known=known).recovered()


@pytest.mark.parametrize("tables", HOW_MANY)
@pytest.mark.parametrize("mean", [8, 15, 30])
def test_nobody_recovers_a_number_from_a_thousand_tables_on_screen_or_in_a_file(mean, tables):
    """A thousand of each kind in the sweep, with the daily run a hundred."""

    @settings(MANY, max_examples=tables)
    @given(st.integers(0, 2**32))
    @example(31606448)
    def attacked(seed):
        counts = random_counts(seed, mean)
        rows, reader = registrations(counts), OWNERS[seed % 3]
        known = {n for n, (_, _, owner) in enumerate(counts) if owner == reader}
        made = grids(rows, known, "persoon", LATER)
        grid, by_theme = made[Crossing.PERIOD], on_screen(made[Crossing.THEME])
        shown = on_screen(grid)
        assert shown == in_csv(grid) == in_xlsx(grid)
        own = {cell: value for cell, value, owner in counts if owner == reader}
        assert set(attack(shown, by_theme, own)) == set(own)
        assert not attack(shown, by_theme, {})

    attacked()


def url(traject, name="table", **query):
    address = reverse(f"privacy:registration-{name}", args=[traject.pk])
    return address + ("?" + "&".join(f"{key}={value}" for key, value in query.items()) if query else "")


def shown(client, traject, **query):
    table = client.get(url(traject, **query)).context["table"]
    return {line.name: line.cells for line in table.grid.lines}


@pytest.fixture
def counted(people, partners, areas, traject):
    """Petra's organisation: two quarters of events in one buurt, shared with Willem, and one kept to itself."""
    make(people, partners, "willem", value=12, area=areas[0])
    make(people, partners, "willem", value=23, area=areas[0], period="k2")
    make(people, partners, value=400, area=areas[0])
    return traject


def test_a_table_adds_up_what_one_sees_and_rounds_each_number_by_itself(as_, counted, areas):
    assert shown(as_("petra"), counted) == {areas[0].name: ("410", "25", "435"), TOTAL: ("410", "25", "435")}
    assert shown(as_("willem"), counted) == {areas[0].name: ("10", "25", "35"), TOTAL: ("10", "25", "35")}


def test_who_was_given_nothing_sees_nothing_to_count(as_, counted):
    page = as_("noor").get(url(counted))
    assert "Er is nog niets te tellen" in page.content.decode()
    assert page.context["table"].grid.lines == ()


@pytest.mark.parametrize("person", ["petra", "willem"])
def test_a_file_holds_what_the_screen_shows_for_whom_and_when(as_, counted, person):
    client = as_(person)
    screen = on_screen(client.get(url(counted)).context["table"].grid)
    lines = list(
        csv.reader(io.StringIO(client.get(url(counted, "table-csv")).content.decode("utf-8-sig")), delimiter=";")
    )
    assert lines[2:] == screen
    book = openpyxl.load_workbook(io.BytesIO(client.get(url(counted, "table-xlsx")).content))
    cells = [["" if cell is None else str(cell) for cell in row] for row in book.active.iter_rows(values_only=True)]
    assert cells[3:] == screen
    for note in (lines[0][0], cells[0][0]):
        assert {"petra": "Petra Kuipers (Politie", "willem": "Willem Postma (Welzijn"}[person] in note
        assert "Gemaakt op" in note
        assert "afgerond, ook de eigen" in note


def test_a_list_one_takes_along_is_rounded_for_the_owner_too(as_, counted, people, partners):
    exact = make(people, partners, "willem", value=7)
    share(exact, exact.version, Sharing((partners["willem"].pk,), level=Level.EXACT), by=people["petra"])
    for person, numbers in (("petra", {"5", "10", "25", "400"}), ("willem", {"5", "10", "25"})):
        content = as_(person).get(url(counted, "list-csv")).content.decode("utf-8-sig")
        lines = list(csv.reader(io.StringIO(content), delimiter=";"))
        assert {line[4] for line in lines[2:]} == numbers
        assert "Politie Voorbeeldstad" in lines[2]


def test_a_list_follows_the_filters_of_the_screen(as_, counted):
    content = as_("petra").get(url(counted, "list-csv", periode="2026-k2")).content.decode("utf-8-sig")
    assert [line[4] for line in list(csv.reader(io.StringIO(content), delimiter=";"))[2:]] == ["25"]


def test_a_formula_in_a_title_stays_text(as_, people, partners, traject):
    make(people, partners, title="=1+1")
    assert '"\'=1+1"' in as_("petra").get(url(traject, "list-csv")).content.decode()
    book = openpyxl.load_workbook(io.BytesIO(as_("petra").get(url(traject, "list-xlsx")).content))
    assert book.active["B4"].data_type == "s"


def test_persons_are_counted_when_their_period_is_over(as_, people, partners, traject):
    make(people, partners, about="persoon", value=40, year=2099)
    assert shown(as_("petra"), traject, waarover="persoon") == {}
    content = as_("petra").get(url(traject, "list-csv")).content.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(content), delimiter=";"))[2][4] == "nog niet"


def test_what_overlaps_is_not_added_up(as_, people, partners, traject, areas):
    make(people, partners, value=50, area=areas[0])
    make(people, partners, value=90, area=areas[0], period="jaar")
    assert shown(as_("petra"), traject) == {areas[0].name: ("50", "90"), TOTAL: ("50", "90")}
    make(people, partners, value=70, area=None)
    assert set(shown(as_("petra"), traject)) == {areas[0].name, "Het hele gebied van dit traject"}
    assert shown(as_("petra"), traject, naar="theme")[areas[0].name] == ("140", "140")


@pytest.mark.parametrize("query", [{"waarover": "onzin"}, {"naar": "age"}, {"thema": "1", "gebied": "2"}])
def test_what_is_not_offered_changes_nothing(as_, counted, query):
    assert shown(as_("petra"), counted, **query) == shown(as_("petra"), counted)


def test_every_look_and_every_file_is_written_down(as_, counted):
    willem = as_("willem")
    seen = []
    for name in ("table", "table-csv", "table-xlsx", "list-xlsx"):
        before = set(AccessEvent.objects.values_list("pk", flat=True))
        willem.get(url(counted, name))
        events = AccessEvent.objects.exclude(pk__in=before)
        seen.append((events.count(), *events.values_list("action", "channel").distinct()))
    assert seen == [(2, ("part", "page")), (2, ("export", "csv")), (2, ("export", "xlsx")), (2, ("export", "xlsx"))]


def test_as_many_queries_for_ten_counts_as_for_one(as_, people, partners, traject, areas):
    petra = as_("petra")
    make(people, partners, area=areas[0])
    petra.get(url(traject))
    with CaptureQueriesContext(connection) as one:
        petra.get(url(traject))
    for _ in range(9):
        make(people, partners, area=areas[0])
    with CaptureQueriesContext(connection) as ten:
        petra.get(url(traject))
    assert len(ten) == len(one)
