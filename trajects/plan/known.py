"""What the measures already say for other parts of the plan, so that nobody types it again (L2)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from trajects.plan.means import Means, added
from trajects.plan.outline import Line
from trajects.plan.parts import Part
from trajects.plan.pieces import escape_now, filled

LIST = '<ul class="bb-rows bb-sm">{}</ul>'
CODED = "<li><span><b>{}</b> {}</span></li>"
PLANNED = '<li><b>{}</b><span class="bb-2">{}</span></li>'
MEANS = '<li><span>{}</span><span class="bb-2">{}</span></li>'
TOGETHER = '<li><b>Samen</b><span class="bb-2">{}</span></li>'


@dataclass(frozen=True)
class Known:
    """What the measures say about results, means, planning, and how one sees whether it works."""

    results: list[tuple[str, str]]
    """Code and wanted result."""
    indicators: list[tuple[str, str]]
    """Code and where one sees it."""
    planned: list[tuple[str, str]]
    """Code and when."""
    means: list[Means]

    def rows(self, part: str) -> list[tuple[str, str]]:
        """What they say for one part: each a name, or the code of a measure, with words."""
        if part == Part.MEANS:
            return [(one.owner or "Nog geen eigenaar", one.in_words) for one in self.means]
        found = {Part.RESULTS: self.results, Part.MONITORING: self.indicators, Part.PLANNING: self.planned}
        return found.get(Part(part), [])

    @property
    def total(self) -> Means | None:
        """What all organisations put in together; None where one row says it all."""
        if len(self.means) < 2:
            return None
        return added([("", one.money, one.hours) for one in self.means])[0]


def known_of(lines: Iterable[Line]) -> Known:
    """What the measures of these lines say."""
    measures = list(chain.from_iterable(line.measures for line in lines))
    costs = ((one.owner, one.row.money, one.row.hours) for one in measures)
    return Known(
        results=[(one.code, one.row.result) for one in measures if one.row.result],
        indicators=[(one.code, one.row.indicator) for one in measures if one.row.indicator],
        planned=[(one.code, one.row.planning) for one in measures if one.row.starts_on or one.row.ends_on],
        means=added(costs),
    )


def known_rows(known: Known, part: str, escaped: Callable[[Any], SafeString] = escape_now) -> str:
    """What the measures say for one part as a list, "" for nothing; `escaped` escapes each text of a page once."""
    rows = known.rows(part)
    if not rows:
        return ""
    pattern = {Part.PLANNING.value: PLANNED, Part.MEANS.value: MEANS}.get(part, CODED)
    found = filled(pattern * len(rows), map(escaped, chain.from_iterable(rows)))
    if part == Part.MEANS and known.total:
        found += format_html(TOGETHER, known.total.in_words)
    return format_html(LIST, found)
