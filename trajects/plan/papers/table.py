"""The measures of a plan as a spreadsheet (L4): one row each, to sort and to count. No text becomes a formula."""

from django.http import HttpResponse

from buurtbalans import spreadsheets
from buurtbalans.spreadsheets import Cell
from trajects.plan.papers.stamp import Stamp
from trajects.plan.papers.text import LineText, MeasureText, PlanText

HEADINGS = (
    "Code",
    "Maatregel",
    "Actielijn",
    "Doel",
    "Soort",
    "Begint",
    "Klaar",
    "Planning in woorden",
    "Eigenaar",
    "Wie van deze organisatie",
    "Vervanging",
    "Doen mee",
    "Geld (euro)",
    "Uren per maand",
    "Andere middelen",
    "Gewenst resultaat",
    "Waaraan je het ziet",
    "Rol van bewoners",
)


def measures_table(text: PlanText, stamp: Stamp, *, name: str) -> HttpResponse:
    """The measures as XLSX; the first line says for whom and when."""
    rows = [_row(line, measure) for line in text.lines for measure in line.measures]
    note = f"{text.title}, {stamp.version}. {stamp.audience}. {stamp.made}."
    return spreadsheets.xlsx(name, HEADINGS, rows, note=note)


def _row(line: LineText, one: MeasureText) -> tuple[Cell, ...]:
    goal = f"{line.goal.letter}: {line.goal.title}" if line.goal else ""
    return (
        *(one.code, one.title, line.title, goal, one.kind_word),
        *(one.starts_on, one.ends_on, one.planning, one.owner, one.owner_person, one.substitute),
        *(", ".join(one.partners), one.money, one.hours, one.means, one.result, one.indicator, one.residents_role),
    )
