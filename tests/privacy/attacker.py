"""Somebody who reads a table of counts and tries to know a number for certain.

Written apart from the code it attacks: it reads the texts as anybody does, writes down between which bounds every
number lies, and subtracts rows and columns from totals until nothing changes any more.
"""

import math
import re

EVERYTHING = "alles"


def bounds_of(text, least):
    """What a reader knows of a number that is shown like this; nothing of a number that is not shown."""
    if not text or not re.search(r"\d", text):
        return 0, math.inf
    if text.startswith("minder dan"):
        return 0, int(text.split()[-1]) - 1
    middle = int(text)
    return max(least, middle - 2), middle + 2


def exact_bounds(text, _least):
    """The same for a table that shows numbers as they are, but for the small ones."""
    return (int(text), int(text)) if text.isdigit() else bounds_of(text, 0)


class Attack:
    """`cells` by (row, column) and `totals` by ("row", n), ("column", n) and EVERYTHING, as texts."""

    def __init__(self, cells, totals, *, least=10, known=None, read=bounds_of):
        self.cells = {cell: read(text, least) for cell, text in cells.items()}
        self.cells.update({cell: (value, value) for cell, value in (known or {}).items()})
        rows = sorted({row for row, _ in self.cells})
        columns = sorted({column for _, column in self.cells})
        lines = {("row", row): [cell for cell in self.cells if cell[0] == row] for row in rows}
        lines |= {("column", column): [cell for cell in self.cells if cell[1] == column] for column in columns}
        self.lines = {line: (cells, read(totals.get(line, ""), least)) for line, cells in lines.items()}
        self.everything = read(totals.get(EVERYTHING, ""), least)

    def run(self):
        """The bounds of every cell when nothing narrows any more."""
        before = None
        while before != (before := (dict(self.cells), dict(self.lines), self.everything)):
            for line, (cells, bounds) in self.lines.items():
                self.lines[line] = cells, self._narrow(self.cells, cells, bounds)
            for kind in ("row", "column"):
                totals = {line: bounds for line, (_, bounds) in self.lines.items() if line[0] == kind}
                self.everything = self._narrow(totals, list(totals), self.everything)
                for line, bounds in totals.items():
                    self.lines[line] = self.lines[line][0], bounds
            self.everything = self._narrow(self.cells, list(self.cells), self.everything)
        return self.cells

    @staticmethod
    def _narrow(parts, names, total):
        """Between which bounds parts and their total lie, given each other."""
        least, most = sum(parts[name][0] for name in names), sum(parts[name][1] for name in names)
        total = max(total[0], least), min(total[1], most)
        for name in names:
            low, high = parts[name]
            others_least = least - low
            others_most = most - high if math.isfinite(high) else sum(parts[n][1] for n in names if n != name)
            new = max(low, total[0] - others_most), min(high, total[1] - others_least)
            least, most = least - low + new[0], others_most + new[1]
            parts[name] = new
        return total

    def recovered(self):
        """The cells that are known for certain, with their value."""
        return {cell: low for cell, (low, high) in self.run().items() if low == high}
