"""A table of counts that gives nothing away (rules 2, 5 and 9).

Every number in it, each total too, is shown by itself: rounded, or as too small. Then the table is attacked as
its reader could, with what he knows himself, and as somebody who knows nothing; totals go until no number can be
known for certain.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from privacy.registrations.small_counts.attack import ANYTHING, Bounds, Edge, Name, Network, Sum, narrow
from privacy.registrations.small_counts.numbers import Rule

Cell = tuple[int, int]
Total = tuple[str, int]
"""A total by its kind and line: ("row", 2), ("column", 0) or ("all", 0)."""
ALL: Total = ("all", 0)


@dataclass(frozen=True)
class Count:
    """One counted number and the cell it belongs to. `is_known`: the reader may read it exactly elsewhere."""

    row: int
    column: int
    value: int
    is_known: bool = False

    @property
    def cell(self) -> Cell:
        """Where it stands."""
        return self.row, self.column


@dataclass(frozen=True)
class Shown:
    """What may be read of a table: texts by cell and by total. What is in neither is not shown."""

    cells: Mapping[Cell, str]
    totals: Mapping[Total, str]


@dataclass
class Table:
    """Counts of one kind (all persons, all events or all space) in rows and columns.

    `hidden` are cells that may not be shown whatever their number, `no_total` the totals that mean nothing.
    """

    counts: list[Count]
    rule: Rule
    hidden: set[Cell] = field(default_factory=set)
    no_total: set[Total] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.sums: dict[Cell, int] = defaultdict(int)
        self.lines: dict[Total, int] = defaultdict(int)
        for count in self.counts:
            self.sums[count.cell] += count.value
            for total in _totals_of(count.cell):
                self.lines[total] += count.value

    def safe(self) -> Shown:
        """The table as it may be shown."""
        return protect([self])[0]

    def text(self) -> Shown:
        """Everything that is not hidden."""
        cells = {cell: self.rule.shown(value) for cell, value in self.sums.items() if cell not in self.hidden}
        totals = {total: self.rule.shown(value) for total, value in self.lines.items() if total not in self.no_total}
        return Shown(cells, totals)

    def bounds(self, mark: int) -> Iterator[tuple[Name, Bounds]]:
        """What a reader is told of every cell and total. Cells and columns carry the table's mark, rows are shared."""
        for cell, value in self.sums.items():
            yield (mark, cell), self._bounds(cell not in self.hidden, value)
        for total, value in self.lines.items():
            yield _known_as(mark, total), self._bounds(total not in self.no_total, value)

    def adding_up(self, mark: int) -> Iterator[Sum]:
        """Which cells and totals add up to which, down to the numbers by their place."""
        parts: dict[Name, list[Name]] = defaultdict(list)
        for place, count in enumerate(self.counts):
            parts[mark, count.cell].append(place)
            for total in _totals_of(count.cell):
                parts[_known_as(mark, total)].append(place)
        yield from parts.items()
        for kind in ("row", "column"):
            lines = [total for total in self.lines if total[0] == kind]
            if lines:
                yield ALL, [_known_as(mark, total) for total in lines]
            for total in lines:
                yield _known_as(mark, total), [(mark, cell) for cell in self.sums if total in _totals_of(cell)]

    def exact_cells(self, *, with_own_knowledge: bool, with_totals: bool = True) -> set[Cell]:
        """The cells in which a reader can know a number for certain that he should not."""
        edges: list[Edge] = []
        asked: dict[int, Cell] = {}
        secret = set()
        for count in self.counts:
            knows = with_own_knowledge and count.is_known
            if self._is_secret(count.cell) and not knows:
                asked[len(edges)] = count.cell
                secret.add(count.cell)
            edges.append(Edge(("row", count.row), ("cell", count.cell), count.value, self._count_bounds(count, knows)))
        for cell, value in self.sums.items():
            if cell in secret:
                asked[len(edges)] = cell
            edges.append(Edge(("cell", cell), ("column", cell[1]), value, self._bounds(cell not in self.hidden, value)))
        edges += self._total_edges(with_totals)
        return {asked[place] for place in Network(edges).found(asked)}

    def _is_secret(self, cell: Cell) -> bool:
        """Numbers that are shown as they are have no secret, but for what is hidden."""
        return not self.rule.is_exact or cell in self.hidden

    def _count_bounds(self, count: Count, knows: bool) -> Bounds:
        if knows:
            return count.value, count.value
        # Beside the table its reader sees single numbers in the list, rounded.
        return self._bounds(not (self.rule.is_exact and count.cell in self.hidden), count.value)

    def _total_edges(self, with_totals: bool) -> Iterator[Edge]:
        ends: Mapping[str, Callable[[Total], tuple[object, object]]] = {
            "row": lambda total: (ALL, total),
            "column": lambda total: (total, "sum"),
            "all": lambda total: ("sum", ALL),
        }
        for total, value in self.lines.items():
            tail, head = ends[total[0]](total)
            yield Edge(tail, head, value, self._bounds(with_totals and total not in self.no_total, value))

    def _bounds(self, is_shown: bool, value: int) -> Bounds:
        return self.rule.alike(value) if is_shown else ANYTHING


def protect(tables: Iterable[Table]) -> list[Shown]:
    """Tables as they may be shown beside each other; their rows are the same, so a row's total goes from all.

    Among exact numbers a second cell joins one that is hidden alone in its line, or it could be subtracted from
    the total; everything else there may be known.
    """
    given = list(tables)
    for table in given:
        if table.rule.is_exact:
            _hide_a_second(table)
        else:
            _hide_what_totals_cannot_help(table)
    while dangers := [(table, cells) for table in given if (cells := _in_danger(table))]:
        for table, cells in dangers:
            total = _most_telling(table, cells)
            table.no_total.add(total)
            if total[0] != "column":
                for other in given:
                    other.no_total.add(total)
    _protect_together(given)
    return [table.text() for table in given]


def _protect_together(tables: Sequence[Table]) -> None:
    """What each table keeps to itself is not uncovered by the others: then the last of them shows less.

    The tables count the same numbers in the same order.
    """
    if len(tables) < 2 or tables[0].rule.is_exact:
        return
    while found := _found_together(tables, with_own_knowledge=True) | _found_together(tables, with_own_knowledge=False):
        for place in found:
            _show_less(tables, place)


def _found_together(tables: Sequence[Table], *, with_own_knowledge: bool) -> set[int]:
    """The numbers, by place, that all tables together tell for certain."""
    counts, rule = tables[0].counts, tables[0].rule
    known = [with_own_knowledge and count.is_known for count in counts]
    bounds = [
        (count.value, count.value) if knows else rule.alike(count.value)
        for count, knows in zip(counts, known, strict=True)
    ]
    names: dict[Name, Bounds] = dict(enumerate(bounds))
    for mark, table in enumerate(tables):
        for name, (low, high) in table.bounds(mark):
            before = names.get(name, ANYTHING)
            names[name] = max(low, before[0]), min(high, before[1])
    narrowed = narrow(names, [each for mark, table in enumerate(tables) for each in table.adding_up(mark)])
    return {place for place in range(len(counts)) if narrowed[place][0] == narrowed[place][1] and not known[place]}


def _show_less(tables: Sequence[Table], place: int) -> None:
    for table in reversed(tables[1:]):
        cell = table.counts[place].cell
        for total in _totals_of(cell):
            if total not in table.no_total:
                table.no_total.add(total)
                return
        if cell not in table.hidden:
            table.hidden.add(cell)
            return
    tables[0].no_total |= set(_totals_of(tables[0].counts[place].cell))


def _known_as(mark: int, total: Total) -> Name:
    return (mark, total) if total[0] == "column" else total


def _in_danger(table: Table, *, with_totals: bool = True) -> set[Cell]:
    return table.exact_cells(with_own_knowledge=True, with_totals=with_totals) | table.exact_cells(
        with_own_knowledge=False, with_totals=with_totals
    )


def _hide_what_totals_cannot_help(table: Table) -> None:
    """A cell of several numbers, of which the reader knows all but one, can tell that one by itself."""
    table.hidden |= _in_danger(table, with_totals=False)


def _most_telling(table: Table, cells: set[Cell]) -> Total:
    """The total that touches most of the cells in danger; the sum of everything only when nothing else is left."""
    touched = Counter(
        total for cell in sorted(cells) for total in _totals_of(cell) if total not in table.no_total and total != ALL
    )
    return touched.most_common(1)[0][0] if touched else ALL


def _hide_a_second(table: Table) -> None:
    """Rule 5: hide the smallest other number that is not zero, until no line has exactly one hidden cell."""
    while alone := [total for total in table.lines if total != ALL and _is_alone(table, total)]:
        for total in alone:
            others = [cell for cell in _open_cells(table, total) if table.sums[cell]]
            if others:
                table.hidden.add(min(others, key=lambda cell: (table.sums[cell], cell)))
            else:
                table.no_total.add(total)


def _is_alone(table: Table, total: Total) -> bool:
    hidden = [cell for cell in table.sums if cell in table.hidden and total in _totals_of(cell)]
    return len(hidden) == 1 and total not in table.no_total


def _open_cells(table: Table, total: Total) -> list[Cell]:
    return [cell for cell in table.sums if cell not in table.hidden and total in _totals_of(cell)]


def _totals_of(cell: Cell) -> tuple[Total, Total, Total]:
    return ("row", cell[0]), ("column", cell[1]), ALL
