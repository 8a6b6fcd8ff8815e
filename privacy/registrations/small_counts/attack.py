"""The sharpest attack on a table, done before anybody sees it (rule 9).

Subtracting rows from columns and narrowing intervals, which is what an attacker does by hand, finds less than
this: here a number counts as found when *no other table of whole numbers* would look the same. Such tables are
flows through a network (total, rows, cells, columns, total), so another one exists exactly when a unit can be
sent round through that number's own edge; one walk through the network tells.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

NO_LIMIT = 10**12
Bounds = tuple[int, int]
ANYTHING: Bounds = (0, NO_LIMIT)
Node = Hashable
Name = Hashable
Sum = tuple[Name, Sequence[Name]]
"""A total and the parts that add up to it, by name."""


@dataclass(frozen=True)
class Edge:
    """One number in a network: from where to where, what it is, and between which bounds readers know it to lie."""

    tail: Node
    head: Node
    value: int
    bounds: Bounds

    @property
    def can_grow(self) -> bool:
        """Whether it may be more, as far as its own bounds tell."""
        return self.value < self.bounds[1]

    @property
    def can_shrink(self) -> bool:
        """Whether it may be less, as far as its own bounds tell."""
        return self.value > self.bounds[0]


@dataclass
class Network:
    """Numbers that add up: what goes into a node comes out of it."""

    edges: list[Edge] = field(default_factory=list)

    def found(self, asked: Iterable[int]) -> Iterator[int]:
        """Of these edges, by place, the ones whose number a reader can know for certain."""
        ways = self._ways()
        for place in asked:
            edge = self.edges[place]
            grows = edge.can_grow and _leads(ways, edge.head, edge.tail, without=place)
            shrinks = edge.can_shrink and _leads(ways, edge.tail, edge.head, without=place)
            if not grows and not shrinks:
                yield place

    def _ways(self) -> dict[Node, list[tuple[Node, int]]]:
        """Along which edges one unit more can be sent from each node: forwards, or by taking one back."""
        ways: dict[Node, list[tuple[Node, int]]] = defaultdict(list)
        for place, edge in enumerate(self.edges):
            if edge.can_grow:
                ways[edge.tail].append((edge.head, place))
            if edge.can_shrink:
                ways[edge.head].append((edge.tail, place))
        return ways


def _leads(ways: dict[Node, list[tuple[Node, int]]], start: Node, end: Node, *, without: int) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        for node, place in ways.get(waiting.pop(), ()):
            if place == without or node in seen:
                continue
            if node == end:
                return True
            seen.add(node)
            waiting.append(node)
    return False


def narrow(bounds: Mapping[Name, Bounds], sums: Sequence[Sum]) -> dict[Name, Bounds]:
    """Between which bounds everything lies, given which of them add up to which, until nothing narrows any more.

    For sums that form no network together, such as those of several tables.
    """
    found, before = dict(bounds), None
    while before != found:
        before = dict(found)
        for total, parts in sums:
            _narrow_sum(found, total, parts)
    return found


def _narrow_sum(found: dict[Name, Bounds], total: Name, parts: Sequence[Name]) -> None:
    least, most = sum(found[part][0] for part in parts), sum(found[part][1] for part in parts)
    found[total] = max(found[total][0], least), min(found[total][1], most)
    for part in parts:
        low, high = found[part]
        new = max(low, found[total][0] - (most - high)), min(high, found[total][1] - (least - low))
        least, most = least + new[0] - low, most + new[1] - high
        found[part] = new
