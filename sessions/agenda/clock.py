"""The clock of an agenda: when each item begins, and whether it all fits. Knows no database and no page.

A break counts like any other item: it takes its minutes of the session's length.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

DAY = 24 * 60
# Below this share of the bar (percent) a number no longer fits in its part.
READABLE = 4.5
NEAR_END = 14
LONG = 90


@dataclass(frozen=True)
class Timetable:
    """The running times of an agenda against the length of its session, all in minutes."""

    begins_at: tuple[time, ...]
    planned: int
    available: int
    runs_past_midnight: bool = False

    @property
    def free(self) -> int:
        """Minutes still to fill; 0 when the agenda is full or too long."""
        return max(self.available - self.planned, 0)

    @property
    def over(self) -> int:
        """Minutes that do not fit; 0 when the agenda fits."""
        return max(self.planned - self.available, 0)


@dataclass(frozen=True)
class BarPart:
    """One block of the time bar; `start` and `width` are percentages as SVG wants them."""

    start: str
    width: str
    minutes: int
    kind: str
    label: str


@dataclass(frozen=True)
class Mark:
    """A moment under the time bar, at `x` percent, written from its `anchor`."""

    x: str
    at: time
    anchor: str


def clock_time(minutes_past_midnight: int) -> time:
    """A moment of the day; an agenda that runs past midnight starts the day again."""
    hours, minutes = divmod(minutes_past_midnight % DAY, 60)
    return time(hours, minutes)


def past_midnight(moment: time) -> int:
    """Minutes since the day began."""
    return moment.hour * 60 + moment.minute


def timetable(starts_at: time, available: int, minutes: Sequence[int]) -> Timetable:
    """When each item begins, one after the other from the start of the session."""
    begins, running = [], past_midnight(starts_at)
    for length in minutes:
        begins.append(clock_time(running))
        running += length
    return Timetable(tuple(begins), sum(minutes), available, running > DAY)


def bar(available: int, items: Sequence[tuple[int, bool]]) -> list[BarPart]:
    """The time bar: a block for each item (minutes, is break), red past the end, and what is still free."""
    planned = sum(minutes for minutes, _ in items)
    whole = max(planned, available, 1)
    parts, running = [], 0
    for minutes, is_break in items:
        inside = min(minutes, max(available - running, 0))
        if inside:
            parts.append(_part(running, inside, whole, "is-break" if is_break else ""))
        if minutes > inside:
            parts.append(_part(running + inside, minutes - inside, whole, "is-over"))
        running += minutes
    if planned < available:
        parts.append(_part(planned, available - planned, whole, "is-free"))
    return parts


def scale(starts_at: time, available: int, planned: int) -> list[Mark]:
    """Moments to write under the bar: the start, every hour or half hour after it, and the end."""
    whole = max(available, planned, 1)
    start, step = past_midnight(starts_at), 60 if whole > LONG else 30
    # A mark too near the end would be written over it.
    between = [after for after in range(step, whole, step) if 100 * (whole - after) / whole > NEAR_END]
    marks = [Mark("0%", clock_time(start), "start")]
    marks += [Mark(f"{100 * after / whole:.3f}%", clock_time(start + after), "middle") for after in between]
    return [*marks, Mark("100%", clock_time(start + whole), "end")]


def _part(start: int, minutes: int, whole: int, kind: str) -> BarPart:
    share = 100 * minutes / whole
    label = str(minutes) if share >= READABLE else ""
    return BarPart(f"{100 * start / whole:.3f}%", f"{share:.3f}%", minutes, kind, label)
