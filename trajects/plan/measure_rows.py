"""The measures of a line as rows of a table, written out before the template: they are most of the plan's page."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from buurtbalans.addresses import numbered
from buurtbalans.templatetags.bb import icon
from trajects.plan.outline import CodedMeasure
from trajects.plan.papers.text import MeasureText, measure_text
from trajects.plan.parts import MeasureKind
from trajects.plan.sourcing import SourceLink, Where, written

Sources = Mapping[Where, Sequence[SourceLink]]

CHIPS = {
    MeasureKind.NEW.value: "bb-chip--new",
    MeasureKind.PLANNED.value: "bb-chip--plan",
    MeasureKind.WISHED.value: "bb-chip--wish",
}
KIND_WORDS = {kind.value: str(kind.label) for kind in MeasureKind}
KIND = '<td class="ams-table__cell" data-label="Soort"><span class="bb-chip {}">{}</span></td>'
LATE = '<br><span class="bb-late">{}Leunt op een aanname die is weerlegd</span>'
WHY = '<br><a class="ams-link" href="{}">Waarom'
WHY_OF = '<span class="ams-visually-hidden"> maatregel {}</span></a>'
OWNER = '</td><td class="ams-table__cell" data-label="Eigenaar">{}'
NOBODY = '</td><td class="ams-table__cell" data-label="Eigenaar"><span class="bb-2">Nog geen eigenaar{}</span>'
SMALL = '<br><span class="bb-2">{}</span>'


def rows(measures: Iterable[Any], why_of: int = 0, sources: Sources | None = None) -> SafeString:
    """The rows of measures, of the living plan or of a kept version.

    `why_of` is the key of the traject where their reader may ask why each is there, 0 elsewhere. `sources` holds
    where each came from, as far as that reader may see it.
    """
    why = numbered("pages:measure-why", why_of) if why_of else None
    found = (_text(measure) for measure in measures)
    written = (_row(text, why(pk) if why else "", (sources or {}).get(("measure", pk), [])) for text, pk in found)
    return format_html_join("", "{}", ((row,) for row in written))


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
        owner=row.owner.organisation.name if row.owner else "",
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


def _row(text: MeasureText, why: str, sources: Sequence[SourceLink]) -> SafeString:
    """One row, filled in at once: a pattern of the pieces that it has, and what stands in them."""
    pieces = [('<tr><td class="ams-table__cell"><b>{}</b> ', text.code), ("{}", text.title)]
    pieces += [(LATE, icon("Warning"))] if text.leans_on_refuted else []
    pieces += [(_said(name), words) for name, words in text.more if name != "Let op"]
    pieces += [(WHY, why), (WHY_OF, text.code)] if why else []
    pieces += [("{}", written(sources))] if sources else []
    who = (("", text.owner_person), ("Vervanging", text.substitute)) if text.owner else ()
    pieces.append((OWNER if text.owner else NOBODY, text.owner))
    pieces += [(_said(name), words) for name, words in who if words]
    pieces += [("</td>{}", _kind(text.kind)), ('<td class="ams-table__cell" data-label="Planning">{}', text.planning)]
    return format_html("".join(piece for piece, _ in pieces) + "</td></tr>", *(words for _, words in pieces))


@cache
def _said(name: str) -> str:
    """The pattern of a line under a measure; its name is one of ours."""
    return SMALL.replace("{}", f"{name}{' ' if name == 'Met' else ': '}{{}}") if name else SMALL


@cache
def _kind(kind: str) -> SafeString:
    return format_html(KIND, CHIPS.get(kind, "bb-chip--run"), KIND_WORDS[kind])
