"""The measures of a line as rows of a table, written out before the template: they are most of the plan's page."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Any

from django.utils.safestring import SafeString

from buurtbalans.addresses import numbered
from buurtbalans.templatetags.bb import icon
from trajects.plan.outline import CodedMeasure
from trajects.plan.papers.text import MeasureText, measure_text
from trajects.plan.parts import MeasureKind
from trajects.plan.pieces import escape_now, filled
from trajects.plan.sourcing import SourceLink, Where, written

Sources = Mapping[Where, Sequence[SourceLink]]

CHIPS = {
    MeasureKind.NEW.value: "bb-chip--new",
    MeasureKind.PLANNED.value: "bb-chip--plan",
    MeasureKind.WISHED.value: "bb-chip--wish",
}
KIND_WORDS = {kind.value: str(kind.label) for kind in MeasureKind}
KIND = (
    '</td><td class="ams-table__cell" data-label="Soort"><span class="bb-chip {css}">{words}</span></td>'
    '<td class="ams-table__cell" data-label="Planning">{{}}'
)
START, END = '<tr><td class="ams-table__cell"><b>{}</b> <bdi>{}</bdi>', "</td></tr>"
LATE = '<br><span class="bb-late">{}Leunt op een aanname die is weerlegd</span>'
WHY = '<br><a class="ams-link" href="{url}">Waarom<span class="ams-visually-hidden"> maatregel {{}}</span></a>'
OWNER = '</td><td class="ams-table__cell" data-label="Eigenaar">{}'
NOBODY = '</td><td class="ams-table__cell" data-label="Eigenaar"><span class="bb-2">Nog geen eigenaar{}</span>'
SMALL = '<br><span class="bb-2">{}</span>'
SUBSTITUTE = '<br><span class="bb-2">Vervanging: {}</span>'
SAID = {
    "Met": '<br><span class="bb-2">Met {}</span>',
    "Resultaat": '<br><span class="bb-2">Resultaat: {}</span>',
    "Te zien aan": '<br><span class="bb-2">Te zien aan: {}</span>',
    "Middelen": '<br><span class="bb-2">Middelen: {}</span>',
    "Rol van bewoners": '<br><span class="bb-2">Rol van bewoners: {}</span>',
}


def rows(
    measures: Iterable[Any],
    why_of: int = 0,
    sources: Sources | None = None,
    escaped: Callable[[Any], SafeString] = escape_now,
) -> SafeString:
    """The rows of measures, of the living plan or of a kept version.

    `why_of` is the key of the traject where their reader may ask why each is there, 0 elsewhere. `sources` holds
    where each came from, as far as that reader may see it. `escaped` escapes what stands on one page, each text once.
    """
    why = numbered("pages:measure-why", why_of) if why_of else None
    found = [
        _row(text, why(pk) if why else "", (sources or {}).get(("measure", pk), ()), escaped)
        for text, pk in map(_text, measures)
    ]
    # All rows are filled in at once: what is asked for each piece is most of the work.
    return filled("".join([pattern for pattern, _ in found]), chain.from_iterable([words for _, words in found]))


def living(measure: CodedMeasure) -> MeasureText:
    """A measure of the plan as it is now, as a reader sees it."""
    row = measure.row
    return MeasureText(
        code=measure.code,
        title=row.title,
        kind=row.kind,
        kind_word=KIND_WORDS[row.kind],
        planning=row.planning,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        owner=measure.owner,
        owner_person=row.owner_person,
        substitute=row.substitute,
        partners=tuple(partner.organisation.name for partner in measure.partners),
        money=row.money,
        hours=row.hours,
        means=row.means,
        result=row.result,
        indicator=row.indicator,
        residents_role=row.residents_role,
        leans_on_refuted=measure.leans_on_refuted,
    )


def _text(measure: Any) -> tuple[MeasureText, int]:
    if isinstance(measure, CodedMeasure):
        return living(measure), measure.row.pk
    return measure_text(measure), measure["row"].get("pk", 0)


def _row(
    text: MeasureText, why: str, sources: Sequence[SourceLink], escaped: Callable[[Any], SafeString]
) -> tuple[str, list[Any]]:
    """One row: a pattern of the pieces that it has, and what stands in them."""
    code = escaped(text.code)
    pieces = [START]
    words: list[Any] = [code, escaped(text.title)]
    if text.leans_on_refuted:
        pieces.append(LATE)
        words.append(icon("Warning"))
    for name, told in text.told:
        pieces.append(SAID[name])
        words.append(escaped(told))
    if why:
        pieces.append(WHY.format(url=why))
        words.append(code)
    if sources:
        pieces.append("{}")
        words.append(written(sources))
    pieces.append(OWNER if text.owner else NOBODY)
    words.append(escaped(text.owner))
    for pattern, name in ((SMALL, text.owner_person), (SUBSTITUTE, text.substitute)) if text.owner else ():
        if name:
            pieces.append(pattern)
            words.append(escaped(name))
    pieces.append(_kind(text.kind))
    words.append(escaped(text.planning))
    return "".join(pieces) + END, words


@cache
def _kind(kind: str) -> str:
    """The pattern of its kind, which is one of ours, and of its planning."""
    return KIND.format(css=CHIPS.get(kind, "bb-chip--run"), words=KIND_WORDS[kind])
