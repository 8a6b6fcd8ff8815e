"""Counts in a table, an area by periods or by themes, of all that one reader sees and nothing else.

Every number is as an outsider to it would read it, the reader's own organisation's too: a table is shown around
and taken along. What may stand in it is decided by the rules on small counts.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import models

from privacy import periods
from privacy.registrations.models import Registration
from privacy.registrations.small_counts.crossing import may_cross
from privacy.registrations.small_counts.numbers import for_partner, is_early
from privacy.registrations.small_counts.tables import ALL, Count, Shown, Table, protect
from trajects.buurt.models import Area

WHOLE_AREA = "Het hele gebied van dit traject"
NO_THEME = "Geen thema"
NOT_SHOWN = "niet getoond"
TOTAL = "Totaal"
Key = tuple[object, ...]


class Crossing(models.TextChoices):
    """By what the counts of an area are split; never by more at once (rule 7)."""

    PERIOD = "period", "Gebied en periode"
    THEME = "theme", "Gebied en thema"


@dataclass(frozen=True)
class Line:
    """One area, or the totals."""

    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """A table as it is shown, the last column and the last line its totals where those mean something."""

    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    areas_overlap: bool
    periods_overlap: bool

    def rows(self) -> Iterator[tuple[str, ...]]:
        """The same as lists of texts, for a file."""
        return ((line.name, *line.cells) for line in self.lines)

    def marked(self) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """Each line's name, and its cells beside the heading of their column."""
        return ((line.name, list(zip(self.headings[1:], line.cells, strict=True))) for line in self.lines)


def grids(rows: Sequence[Registration], known: Collection[int], about: str, today: date) -> Mapping[str, Grid]:
    """The table of each crossing of the counts about one thing; `rows` wants its areas with their parents.

    `known` are the ids of the rows whose number the reader may read exactly. Both tables are protected together,
    as their reader can lay them side by side.
    """
    counted = [
        row
        for row in rows
        if row.value is not None
        and row.about == about
        and not is_early(row.about, periods.last_day(row.period, row.year), today)
    ]
    drafts = [
        _Draft(counted, known, about, crossing, split)
        for crossing, split in ((Crossing.PERIOD, _period), (Crossing.THEME, _theme))
        if may_cross("area", crossing)
    ]
    shown = protect([draft.table for draft in drafts])
    return {draft.crossing: draft.grid(safe) for draft, safe in zip(drafts, shown, strict=True)}


class _Draft:
    """A table before it is known what of it may be shown."""

    def __init__(
        self,
        rows: Sequence[Registration],
        known: Collection[int],
        about: str,
        crossing: str,
        split: Callable[[Registration], tuple[Key, str]],
    ) -> None:
        self.crossing = crossing
        areas = dict(sorted({_area(row) for row in rows}))
        columns = dict(sorted({split(row) for row in rows}))
        self.area_names, self.column_names = list(areas.values()), list(columns.values())
        row_of, column_of = ({key: place for place, key in enumerate(names)} for names in (areas, columns))
        self.areas_overlap = _areas_overlap([row.area for row in rows])
        self.periods_overlap = _periods_overlap({(row.period, row.year) for row in rows})
        self.table = Table(
            [
                Count(row_of[_area(row)[0]], column_of[split(row)[0]], int(row.value or 0), row.pk in known)
                for row in rows
            ],
            for_partner(about),
        )
        self.table.no_total |= {total for total in self.table.lines if self._means_nothing(total[0])}

    def _means_nothing(self, kind: str) -> bool:
        """Adding up what overlaps counts twice."""
        return (kind != "row" and self.areas_overlap) or (kind != "column" and self._columns_overlap)

    @property
    def _columns_overlap(self) -> bool:
        return self.crossing == Crossing.PERIOD and self.periods_overlap

    def grid(self, shown: Shown) -> Grid:
        """What of it is shown."""
        totals_beside = not self._columns_overlap
        lines = [self._line(shown, place, name, totals_beside) for place, name in enumerate(self.area_names)]
        if lines and not self.areas_overlap:
            below = [shown.totals.get(("column", place), NOT_SHOWN) for place in range(len(self.column_names))]
            beside = [shown.totals.get(ALL, NOT_SHOWN)] if totals_beside else []
            lines.append(Line(TOTAL, (*below, *beside)))
        headings = ("Gebied", *self.column_names, *([TOTAL] if totals_beside else []))
        return Grid(headings, tuple(lines), self.areas_overlap, self.periods_overlap)

    def _line(self, shown: Shown, row: int, name: str, total_beside: bool) -> Line:
        cells = [
            shown.cells.get((row, column), NOT_SHOWN if (row, column) in self.table.sums else "")
            for column in range(len(self.column_names))
        ]
        total = [shown.totals.get(("row", row), NOT_SHOWN)] if total_beside else []
        return Line(name, (*cells, *total))


def _area(row: Registration) -> tuple[Key, str]:
    return ((row.area.folded, row.area.pk), row.area.name) if row.area else (("", 0), WHOLE_AREA)


def _period(row: Registration) -> tuple[Key, str]:
    return (periods.last_day(row.period, row.year), row.period), row.period_label


def _theme(row: Registration) -> tuple[Key, str]:
    return ((0, row.theme.name, row.theme.pk), row.theme.name) if row.theme else ((1, "", 0), NO_THEME)


def _areas_overlap(areas: Sequence[Area | None]) -> bool:
    """Whether one of these areas lies within another; none stands for all of the traject's area."""
    found = {area.pk: area for area in areas if area is not None}
    if None in areas:
        return bool(found)
    return any(above.pk in found for area in found.values() for above in _around(area))


def _around(area: Area) -> Iterator[Area]:
    while area.parent is not None:
        area = area.parent
        yield area


def _periods_overlap(spans: set[tuple[str, int]]) -> bool:
    months = [(year, month) for period, year in spans for month in periods.months(period)]
    return len(months) != len(set(months))
