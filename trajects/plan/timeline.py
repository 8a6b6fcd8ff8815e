"""The planning of a plan as a picture: its measures by line over quarters, for page and paper (SVG).

Pure: rows in, SVG out. No colour carries a meaning alone: what runs on has an arrow, what has no dates says so in
words, and the words of each planning stand beside its bar. Beside the picture belongs the table of measures.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from unicodedata import east_asian_width

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH, NAMES, RIGHT = 760, 296, 752
"""In the units of the picture: its width, where the names end and where the last quarter ends."""
HEAD, LINE, ROW, FOOT = 38, 26, 20, 18
TITLE_ROOM, LINE_ROOM = 41.0, 44.0
MOST_QUARTERS = 12
LETTER = 7
"""How wide a letter is at most, as words go."""


@dataclass(frozen=True)
class TimelineRow:
    """One measure: its code and title, the line that it belongs to, and when; `planning` is that in words."""

    code: str
    title: str
    line: str
    planning: str
    starts_on: date | None
    ends_on: date | None

    def is_busy(self, begin: date, until: date) -> bool:
        """Is it going on between these days? What has no begin is nowhere, what has no end goes on."""
        return bool(self.starts_on and self.starts_on < until and (self.ends_on is None or self.ends_on >= begin))


@dataclass(frozen=True)
class Look:
    """Letter and colours as values: paper has no stylesheet of the page."""

    font: str = "inherit"
    ink: str = "#202020"
    quiet: str = "#595959"
    bar: str = "#004699"
    rule: str = "#b8b8b8"


@dataclass(frozen=True)
class Scale:
    """The quarters that a picture covers, each a number of months since the year 0, in steps of `step` months."""

    first: int
    last: int
    step: int

    def at(self, day: date) -> float:
        """Where a day stands, never outside the picture."""
        months = day.year * 12 + day.month - 1 + (day.day - 1) / 31
        share = (months - self.first) / (self.last - self.first)
        return NAMES + min(max(share, 0.0), 1.0) * (RIGHT - NAMES)

    def periods(self) -> list[tuple[date, date, str]]:
        """Each quarter, or group of years, from its first day until that of the next, and its name."""
        begins = [date(month // 12, month % 12 + 1, 1) for month in range(self.first, self.last + 1, self.step)]
        quarters = self.step == 3
        return [
            (day, until, f"{day.month // 3 + 1}e kw {day.year}" if quarters else str(day.year))
            for day, until in pairwise(begins)
        ]

    def ticks(self) -> Iterator[tuple[float, str, str]]:
        """Where each quarter begins with its year where that is new and its name; of a long planning each year."""
        for month in range(self.first, self.last, self.step):
            year, quarter = divmod(month, 12)
            is_new = month == self.first or quarter == 0
            name = f"{quarter // 3 + 1}e kw" if self.step == 3 else ""
            yield self.at(date(year, quarter + 1, 1)), str(year) if is_new else "", name


def scale(rows: Sequence[TimelineRow], today: date) -> Scale:
    """Whole quarters around all days of these rows and around today; whole years when those are many."""
    days = [day for row in rows for day in (row.starts_on, row.ends_on) if day] + [today]
    months = [day.year * 12 + day.month - 1 for day in days]
    first, last = min(months) // 3 * 3, (max(months) // 3 + 1) * 3
    if last - first <= MOST_QUARTERS * 3:
        return Scale(first, max(last, first + 12), 3)
    return Scale(first // 12 * 12, -(-last // 12) * 12, max(12, (last - first) // 144 * 12))


def message(rows: Sequence[TimelineRow], today: date) -> str:
    """What the picture says, in words: for who does not see it."""
    busy = sum(bool(row.starts_on and row.starts_on <= today and not _is_over(row, today)) for row in rows)
    coming = sum(bool(row.starts_on and row.starts_on > today) for row in rows)
    over = sum(_is_over(row, today) for row in rows)
    loose = len(rows) - busy - coming - over
    told = [f"{busy} nu bezig", f"{coming} later", f"{over} voorbij", f"{loose} zonder begin"]
    counted = ", ".join(words for words in told if not words.startswith("0 "))
    return f"Planning van {len(rows)} {'maatregel' if len(rows) == 1 else 'maatregelen'}: {counted}."


def timeline(
    rows: Sequence[TimelineRow], today: date, *, look: Look | None = None, within: Scale | None = None
) -> SafeString:
    """The picture as one SVG with its message as name; "" without rows.

    `within` gives several pictures of one plan the same quarters (see `timelines`).
    """
    if not rows:
        return format_html_join("", "{}", ())
    look, within = look or Look(), within or scale(rows, today)
    groups = [(line, list(found)) for line, found in groupby(rows, key=lambda row: row.line)]
    height = HEAD + LINE * len(groups) + ROW * len(rows) + FOOT + 6
    pieces = _groups(groups, within, look, _words_at(rows, within, today))
    body = format_html_join("", "{}", ((piece,) for piece in pieces))
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="bb-planning" role="img" viewBox="0 0 {} {}" '
        'aria-label="{}" font-family="{}" font-size="13" fill="{}"><title>{}</title>{}{}{}</svg>',
        WIDTH,
        height,
        message(rows, today),
        look.font,
        look.ink,
        message(rows, today),
        _grid(within, height, look),
        body,
        _today(within, today, height, look),
    )


def timelines(rows: Sequence[TimelineRow], today: date, *, most: int, look: Look | None = None) -> list[SafeString]:
    """The same in pictures of at most `most` rows, for paper: a picture does not break over pages."""
    within = scale(rows, today)
    pages = [rows[start : start + most] for start in range(0, len(rows), most)]
    return [timeline(page, today, look=look, within=within) for page in pages]


def _words_at(rows: Sequence[TimelineRow], within: Scale, today: date) -> float:
    """Where the words of what has no days begin: left, or after the line of today where that would cross them."""
    left, here = NAMES + 6, within.at(today)
    longest = max((len(row.planning) for row in rows if not (row.starts_on or row.ends_on)), default=0)
    return here + 6 if left - 3 < here < left + LETTER * longest else left


def _groups(
    groups: list[tuple[str, list[TimelineRow]]], within: Scale, look: Look, words_at: float
) -> Iterator[SafeString]:
    top = HEAD
    for line, rows in groups:
        yield format_html('<text x="0" y="{}" font-weight="700">{}</text>', top + LINE - 8, _short(line, LINE_ROOM))
        top += LINE
        for row in rows:
            yield _row(row, top, within, look, words_at)
            top += ROW


def _row(row: TimelineRow, top: int, within: Scale, look: Look, words_at: float) -> SafeString:
    name = format_html(
        '<text x="0" y="{}"><tspan font-weight="700">{}</tspan> {}</text>',
        top + ROW - 5,
        row.code,
        _short(row.title, TITLE_ROOM),
    )
    return format_html("{}{}", name, _bar(row, top, within, look, words_at))


def _bar(row: TimelineRow, top: int, within: Scale, look: Look, words_at: float) -> SafeString:
    """From begin to end; an arrow where it goes on, a diamond where only its end is known, else its words."""
    middle = top + ROW // 2
    if row.starts_on:
        left = within.at(row.starts_on)
        right = max(within.at(_end_of_month(row.ends_on)) if row.ends_on else RIGHT - 8, left + 6)
        bar = format_html(
            '<rect x="{}" y="{}" width="{}" height="8" rx="2" fill="{}"/>',
            *(f"{number:.1f}" for number in (left, middle - 4, right - left)),
            look.bar,
        )
        arrow = f"{RIGHT - 9},{middle - 8} {RIGHT + 3},{middle} {RIGHT - 9},{middle + 8}"
        return bar if row.ends_on else format_html('{}<polygon points="{}" fill="{}"/>', bar, arrow, look.bar)
    if row.ends_on:
        right = within.at(_end_of_month(row.ends_on))
        diamond = f"{right - 7:.1f},{middle} {right:.1f},{middle - 7} {right + 7:.1f},{middle} {right:.1f},{middle + 7}"
        return format_html('<polygon points="{}" fill="{}"/>', diamond, look.bar)
    at = f"{words_at:.1f}"
    return format_html('<text x="{}" y="{}" fill="{}">{}</text>', at, top + ROW - 5, look.quiet, row.planning)


def _grid(within: Scale, height: int, look: Look) -> SafeString:
    return format_html_join(
        "",
        '<line x1="{0}" y1="4" x2="{0}" y2="{1}" stroke="{2}" stroke-width="1"/>'
        '<text x="{3}" y="14" font-size="12" font-weight="700">{4}</text>'
        '<text x="{3}" y="30" font-size="12" fill="{5}">{6}</text>',
        (
            (f"{place:.1f}", height - FOOT, look.rule, f"{place + 4:.1f}", year, look.quiet, name)
            for place, year, name in within.ticks()
        ),
    )


def _today(within: Scale, today: date, height: int, look: Look) -> SafeString:
    place = within.at(today)
    return format_html(
        '<line x1="{0}" y1="{1}" x2="{0}" y2="{2}" stroke="{3}" stroke-width="2" stroke-dasharray="5 4"/>'
        '<text x="{0}" y="{4}" font-size="12" font-weight="700" text-anchor="{5}">{6}</text>',
        f"{place:.1f}",
        HEAD - 4,
        height - FOOT,
        look.ink,
        height - 3,
        "end" if place > RIGHT - 110 else "start",
        f"vandaag, {date_format(today, 'j b Y')}",
    )


def _is_over(row: TimelineRow, today: date) -> bool:
    return bool(row.ends_on and _end_of_month(row.ends_on) < today)


def _end_of_month(day: date) -> date:
    """Planning is rough: what is ready in March is ready at its end."""
    return day.replace(day=28)


def _short(text: str, room: float) -> str:
    """As much of a text as fits; `room` counts letters of an ordinary width."""
    taken = 0.0
    for place, letter in enumerate(text):
        taken += 2.0 if east_asian_width(letter) in "WF" else 1.6 if letter.isupper() else 1.0
        if taken > room:
            return f"{text[:place].rstrip()}…"
    return text
