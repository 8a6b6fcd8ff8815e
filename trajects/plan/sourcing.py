"""Showing where a piece of the plan came from, to who may see that (L2)."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from buurtbalans.accounts.models import User
from buurtbalans.addresses import address
from privacy import access
from privacy.questions import Given, Question
from trajects.plan.source_models import SOURCES, TARGETS, Source

Where = tuple[str, int]
FIELDS = (*TARGETS, *SOURCES, "session", "session__date", "decision__decided_on", "action__kind")
HOMEWORK = "huiswerk"


@dataclass(frozen=True)
class SourceLink:
    """Where something came from, in a few words without a title, and its page."""

    label: str
    url: str


def sources_of(user: User, traject_id: int) -> dict[Where, list[SourceLink]]:
    """Where each piece of the plan came from, as far as this person may see that: by its field of Source and number.

    One query, however many there are.
    """
    return sources_sent(user, traject_id)()


def sources_sent(user: User, traject_id: int) -> Callable[[], dict[Where, list[SourceLink]]]:
    """The same asked now, to be read by calling what this returns (`privacy.written.together`)."""
    rows = _rows.sent(user, traject=traject_id)
    return lambda: _by_piece(rows(), traject_id)


def _by_piece(rows: Iterable[tuple[Any, ...]], traject_id: int) -> dict[Where, list[SourceLink]]:
    found: defaultdict[Where, list[SourceLink]] = defaultdict(list)
    for values in rows:
        row = dict(zip(FIELDS, values, strict=True))
        name = next(name for name in TARGETS if row[name])
        found[name, row[name]].append(_link(row, traject_id))
    return dict(found)


@Question
def _rows(user: User, traject: Given) -> "QuerySet[Source, tuple[Any, ...]]":
    return access.visible(user, Source.objects.filter(traject=traject)).values_list(*FIELDS)


def written(links: Iterable[SourceLink]) -> SafeString:
    """A quiet line with these sources, each once however many pieces came from it."""
    named = format_html_join(
        ", ", '<a class="ams-link" href="{}">{}</a>', ((link.url, link.label) for link in dict.fromkeys(links))
    )
    return format_html('<p class="bb-sm bb-2">Bron: {}</p>', named)


def _link(row: dict[str, Any], traject_id: int) -> SourceLink:
    if row["finding"]:
        return SourceLink("bewonersinbreng", address("trajects:residents-input", traject_id))
    if row["chance"]:
        return SourceLink("kans", f"{address('trajects:analysis', traject_id)}#kans-{row['chance']}")
    if row["decision"]:
        url = f"{address('sessions:action-list', traject_id)}?toon=besluiten#besluit-{row['decision']}"
        return SourceLink(f"besluit van {_day(row['decision__decided_on'])}", url)
    held = f"bijeenkomst van {_day(row['session__date'])}" if row["session"] else ""
    if row["action"]:
        url = address("sessions:action", traject_id, row["action"])
        if row["action__kind"] == HOMEWORK:
            return SourceLink(f"huiswerk voor {held}" if held else "huiswerk", url)
        return SourceLink(f"actie uit {held}" if held else "actie", url)
    if row["note"]:
        return SourceLink(f"geeltje uit {held}", address("sessions:minutes", traject_id, row["session"]))
    return SourceLink(held, address("sessions:agenda", traject_id, row["session"]))


@cache
def _day(day: date) -> str:
    return str(date_format(day, "j F Y"))
