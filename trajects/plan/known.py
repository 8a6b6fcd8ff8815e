"""What the measures already say for other parts of the plan, so that nobody types it again (L2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from trajects.plan.means import Means, added
from trajects.plan.outline import Line
from trajects.plan.parts import Part


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

    def about(self, part: str) -> bool:
        """Do they say something for this part?"""
        found = {Part.RESULTS: self.results, Part.MONITORING: self.indicators, Part.PLANNING: self.planned}
        return bool((found | {Part.MEANS: self.means}).get(Part(part)))

    @property
    def total(self) -> Means | None:
        """What all organisations put in together; None where one row says it all."""
        if len(self.means) < 2:
            return None
        return added([("", one.money, one.hours) for one in self.means])[0]


def known_of(lines: Iterable[Line]) -> Known:
    """What the measures of these lines say."""
    measures = list(chain.from_iterable(line.measures for line in lines))
    costs = (
        (one.row.owner.organisation.name if one.row.owner else "", one.row.money, one.row.hours) for one in measures
    )
    return Known(
        results=[(one.code, one.row.result) for one in measures if one.row.result],
        indicators=[(one.code, one.row.indicator) for one in measures if one.row.indicator],
        planned=[(one.code, one.row.planning) for one in measures if one.row.starts_on or one.row.ends_on],
        means=added(costs),
    )
