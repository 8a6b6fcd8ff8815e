"""A small line of numbers over time as a picture, for page and paper (SVG).

Pure: numbers in, SVG out. The first and the last number stand beside their point, so nothing hangs on a colour; beside
the picture belongs the table of the numbers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, log10

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH, HEIGHT = 360, 190
LEFT, RIGHT, TOP, BOTTOM = 48, 344, 26, 160
"""Where the numbers are drawn, in the units of the picture."""
MOST_TICKS = 4
INK, QUIET, LINE, RULE = "#202020", "#595959", "#004699", "#b8b8b8"


@dataclass(frozen=True)
class Dot:
    """One number on a day, and how it is written."""

    day: date
    value: float
    words: str


def change(dots: Sequence[Dot], name: str) -> str:
    """What the picture says, in words: for who does not see it."""
    first, last = dots[0], dots[-1]
    began = f"{first.words} op {date_format(first.day, 'j F Y')}"
    return f"{name}: {began}" if len(dots) == 1 else f"{name}: van {began} naar {last.words} op {_on(last.day)}"


def line_chart(dots: Sequence[Dot], name: str) -> SafeString:
    """The picture with its message as name; "" for fewer than two numbers. `dots` are in the order of their days."""
    if len(dots) < 2:
        return format_html_join("", "{}", ())
    ticks = _ticks([dot.value for dot in dots])
    places = [(_across(dots, dot.day), _down(ticks, dot.value)) for dot in dots]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="bb-chart" role="img" viewBox="0 0 {} {}" aria-label="{}" '
        'font-size="13" fill="{}">{}<polyline points="{}" fill="none" stroke="{}" stroke-width="2.5"/>{}{}</svg>',
        WIDTH,
        HEIGHT,
        change(dots, name),
        INK,
        _grid(ticks),
        line,
        LINE,
        _points(places),
        format_html_join("", "{}", ((label,) for label in _labels(dots, places))),
    )


def _ticks(values: Sequence[float]) -> list[float]:
    """Round numbers around all of these, at most a handful."""
    low, high = min(values), max(values)
    span = (high - low) or abs(high) or 1
    rough = span / MOST_TICKS
    unit = 10 ** floor(log10(rough))
    step = next(unit * times for times in (1, 2, 5, 10) if unit * times >= rough)
    first, last = floor(low / step), ceil(high / step)
    return [number * step for number in range(first, max(last, first + 1) + 1)]


def _across(dots: Sequence[Dot], day: date) -> float:
    days = (dots[-1].day - dots[0].day).days or 1
    return LEFT + 10 + (day - dots[0].day).days / days * (RIGHT - LEFT - 20)


def _down(ticks: Sequence[float], value: float) -> float:
    return BOTTOM - (value - ticks[0]) / (ticks[-1] - ticks[0]) * (BOTTOM - TOP)


def _grid(ticks: Sequence[float]) -> SafeString:
    rows = ((f"{_down(ticks, tick):.1f}", f"{_down(ticks, tick) + 4:.1f}", _short(tick)) for tick in ticks)
    return format_html_join(
        "",
        '<line x1="48" x2="344" y1="{0}" y2="{0}" stroke="' + RULE + '"/>'
        '<text x="42" y="{1}" text-anchor="end" font-size="12" fill="' + QUIET + '">{2}</text>',
        rows,
    )


def _points(places: Sequence[tuple[float, float]]) -> SafeString:
    return format_html_join(
        "", '<circle cx="{}" cy="{}" r="4" fill="{}"/>', ((f"{x:.1f}", f"{y:.1f}", LINE) for x, y in places)
    )


def _labels(dots: Sequence[Dot], places: Sequence[tuple[float, float]]) -> Iterator[SafeString]:
    """The first and the last number beside their point, and their days below."""
    for at, anchor in ((0, "start"), (-1, "end")):
        x, y = places[at]
        edge = LEFT if anchor == "start" else RIGHT
        yield format_html(
            '<text x="{}" y="{}" text-anchor="{}" font-weight="700">{}</text>',
            f"{x:.1f}",
            f"{y - 9:.1f}",
            anchor,
            dots[at].words,
        )
        yield format_html(
            '<text x="{}" y="{}" text-anchor="{}" font-size="12" fill="{}">{}</text>',
            edge,
            HEIGHT - 10,
            anchor,
            QUIET,
            _on(dots[at].day),
        )


def _on(day: date) -> str:
    return date_format(day, "j F Y")


def _short(value: float) -> str:
    return f"{value:.10g}".replace(".", ",")
