"""The parts of a plan as its page shows them, written out before the template: they are most of that page.

Of the plan as it is now, and of a version that was submitted or adopted (`freezing.shown`).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import SimpleNamespace
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from buurtbalans.accounts.categories import OrganisationCategory
from buurtbalans.addresses import address
from buurtbalans.templatetags.bb import icon
from trajects.plan import measure_rows
from trajects.plan.known import Known, known_rows
from trajects.plan.models import PartStatus
from trajects.plan.outline import PartView
from trajects.plan.parts import Part
from trajects.plan.pieces import escape_now, filled, listed, repeated
from trajects.plan.sourcing import SourceLink, Where, written
from trajects.plan.text import as_html
from trajects.plan.writing import Writer

PART = (
    '<section class="bb-stack{}" id="onderdeel-{}" aria-labelledby="kop-{}"><div class="bb-panel-head">'
    '<h2 class="ams-heading ams-heading--2" id="kop-{}">{}. {}</h2>{}</div>{}{}{}{}</section>'
)
EDIT = (
    ' <a class="ams-link bb-sm bb-actionlink" href="{}">{}Bewerken'
    '<span class="ams-visually-hidden"> van onderdeel {}</span></a>'
)
WRITES = '<p class="bb-sm bb-2">{}{} schrijft hier, sinds {} uur</p>'
EMPTY = '<div class="bb-next bb-stack-s"><p class="ams-paragraph">Nog leeg. {}</p>{}</div>'
FILL_IN = (
    '<p><a class="ams-button ams-button--secondary" href="{}">Onderdeel invullen'
    '<span class="ams-visually-hidden">: {}</span></a></p>'
)
TYPED = '<div class="bb-stack-s">{}{}</div>'
LINK = '<p><a class="ams-link bb-sm bb-actionlink" href="{}{}">{}{}{}</a></p>'
STATEMENT = '<div class="bb-next bb-stack-s">{}{}</div>'
HEADED = '<h3 class="ams-heading ams-heading--4">{}</h3>{}'
GOAL = (
    '<div class="bb-goal"><span class="bb-goal__n" aria-hidden="true">{}</span><div class="bb-stack-s">'
    '<h3 class="ams-heading ams-heading--4">Doel {}: {}</h3>{}{}{}</div></div>'
)
GAIN = '<div class="bb-sm"><b>Meerwaarde voor bewoners</b>{}</div>'
NUMBER = '<p class="bb-sm"><b>{}:</b> {}</p>'
LINE = (
    '<div class="bb-stack-s"><h3 class="ams-heading ams-heading--4" id="lijn-{}">{}</h3>'
    '<p class="bb-sm bb-2">{}</p>{}</div>'
)
NO_MEASURES = '<p class="ams-paragraph bb-2">{}</p>'
TABLE = (
    '<div class="ams-table" role="group" tabindex="0" aria-labelledby="lijn-{}">'
    '<table class="ams-table__table bb-cards bb-sm">'
    '<caption class="ams-visually-hidden">Maatregelen met eigenaar, soort en planning</caption>'
    '<thead class="ams-table__header"><tr><th class="ams-table__header-cell" scope="col">Maatregel</th>'
    '<th class="ams-table__header-cell" scope="col">Eigenaar</th>'
    '<th class="ams-table__header-cell" scope="col">Soort</th>'
    '<th class="ams-table__header-cell" scope="col">Planning</th></tr></thead><tbody>{}</tbody></table></div>'
)
CONTENTS = (
    '<li class="{}"><a href="#onderdeel-{}"><span>{}. {}<span class="ams-visually-hidden"> ({})</span></span>'
    "{}</a></li>"
)
HOW_FAR = {
    PartStatus.DONE: ("is-done", "CheckMarkCircleFill"),
    PartStatus.STARTED: ("is-half", "Pencil"),
    PartStatus.EMPTY: ("", "MinusCircle"),
}
TOPIC = '<div class="bb-stack-s"><h3 class="ams-heading ams-heading--4">{}</h3>{}</div>'
ABOUT = '<span class="ams-visually-hidden"> bij {}</span>'


KINDS = {kind.value: str(kind.label) for kind in OrganisationCategory}


@dataclass(frozen=True)
class Reader:
    """For whom the parts are written: what one may do here, and what was gathered for this person."""

    traject: int
    can: frozenset[str] = frozenset()
    sources: Mapping[Where, Sequence[SourceLink]] | None = None
    known: Known | None = None
    writers: Sequence[Writer] = ()
    numbers: Mapping[int, Sequence[tuple[str, SafeString]]] = field(default_factory=dict)
    """By the key of a goal: its indicators, each with how it was and is."""


def parts(plan: Any, reader: Reader) -> list[SafeString]:
    """Each part of a plan, in their order; `plan` is an Outline or what was kept of one."""
    page = _Page(_named(plan) if isinstance(plan, dict) else plan, reader)
    return [page.part(part) for part in page.plan.parts]


def table_of_contents(found: Iterable[PartView]) -> SafeString:
    """Each part as a line that leads to it, with how far it is."""
    rows = ((part, *HOW_FAR[part.status]) for part in found)
    return repeated(
        CONTENTS,
        ((css, part.name, part.number, part.title, part.status.label.lower(), icon(mark)) for part, css, mark in rows),
    )


def _named(kept: Any) -> Any:
    """Kept values under names, as the living plan has them. A measure stays as it is (papers.text reads it)."""
    if isinstance(kept, dict):
        named = {name: value if name == "measures" else _named(value) for name, value in kept.items()}
        return SimpleNamespace(**named)
    return [_named(value) for value in kept] if isinstance(kept, list) else kept


class _Page:
    """One plan while its parts are written; what stands on it more than once is escaped once."""

    def __init__(self, plan: Any, reader: Reader) -> None:
        self.plan, self.reader = plan, reader
        self.escaped: Callable[[Any], SafeString] = cache(escape_now)
        self._edit_at = reverse("trajects:plan-part-edit", args=[reader.traject, "-"]).removesuffix("-/")

    def part(self, part: PartView) -> SafeString:
        """One part: its head, who writes in it, its text, and what the traject already holds for it."""
        own = OWN.get(part.name)
        name = self.escaped(part.name)
        pieces = (
            " bb-doc-sec" if part.number > 1 else "",
            *(name, name, name),
            part.number,
            part.title,
            "" if part.is_empty else self._edit(part),
            self._writers(part),
            self._empty(part) if part.is_empty else "",
            self._typed(part) if part.row.text else "",
            own(self, part) if own else "",
        )
        return filled(PART, pieces)

    def _may(self, action: str) -> bool:
        return action in self.reader.can

    def _edit(self, part: PartView) -> str:
        if not self._may("edit_plan"):
            return ""
        return filled(EDIT, (f"{self._edit_at}{part.name}/", icon("Pencil"), part.number))

    def _writers(self, part: PartView) -> str:
        here = [writer for writer in self.reader.writers if writer.part == part.name]
        words = ((icon("Pencil"), writer.name, time_format(timezone.localtime(writer.since), "H.i")) for writer in here)
        return repeated(WRITES, words) if here else ""

    def _empty(self, part: PartView) -> str:
        may = self._may("edit_plan")
        link = format_html(FILL_IN, f"{self._edit_at}{part.name}/", part.title.lower()) if may else ""
        return format_html(EMPTY, part.question, link)

    def _typed(self, part: PartView) -> str:
        return format_html(TYPED, as_html(part.row.text), self._sources("part", part.row))

    def _sources(self, kind: str, row: Any) -> str:
        links = self.reader.sources.get((kind, row.pk)) if self.reader.sources else None
        return written(links) if links else ""

    def _link(self, page: str, mark: str, words: str, *, at: str = "", more: str = "") -> SafeString:
        return filled(LINK, (address(page, self.reader.traject), at, icon(mark), words, more))

    def problems(self, part: PartView) -> SafeString:
        """The problem statements and opportunities."""
        chances = getattr(self.plan, "opportunities", [])
        found = repeated(STATEMENT, ((as_html(row.text), self._sources("problem", row)) for row in self.plan.problems))
        if chances:
            rows = ((as_html(row.text), self._sources("opportunity", row)) for row in chances)
            found += format_html(HEADED, "Kansen", repeated(STATEMENT, rows))
        if self._may("edit_traject"):
            verb = "wijzigen" if self.plan.problems or chances else "opschrijven"
            found += self._link("trajects:analysis", "Pencil", f"Problemen, kansen en oorzaken {verb}", at="#probleem")
        return found

    def goals(self, part: PartView) -> SafeString:
        """The joint goals with their numbers, then and now."""
        goals = self.plan.goals
        found = repeated(GOAL, (self._goal(goal) for goal in goals))
        if goals and self._may("view_traject"):
            found += self._link("trajects:indicator-list", "History", "Cijfers toen en nu")
        if self._may("edit_traject"):
            verb = "wijzigen" if goals else "opschrijven"
            found += self._link("trajects:analysis", "Pencil", f"Doelen {verb}", at="#doel")
        return found

    def _goal(self, goal: Any) -> tuple[Any, ...]:
        row, mark = goal.row, self.escaped(goal.letter)
        gain = format_html(GAIN, as_html(row.gain)) if row.gain else ""
        numbers = repeated(NUMBER, self.reader.numbers.get(row.pk, ()))
        return mark, mark, row.title, gain, self._sources("goal", row), numbers

    def measures(self, part: PartView) -> SafeString:
        """The measures by action line."""
        found = repeated(LINE, (self._line(line) for line in self.plan.lines))
        if self._may("edit_plan"):
            words = f"Maatregelen {'toevoegen of wijzigen' if self.plan.lines else 'toevoegen'}"
            found += self._link("trajects:measures", "Plus", words)
            found += self._link("sessions:plan-fill", "Plus", "Overnemen uit acties, besluiten en bijeenkomsten")
        return found

    def _line(self, line: Any) -> tuple[Any, ...]:
        goal, key = line.goal, line.row.pk
        about = f"Actielijn voor doel {goal.letter}: {goal.row.title}" if goal else "Actielijn, nog niet bij een doel"
        if not line.measures:
            return key, line.row.title, about, format_html(NO_MEASURES, "Nog geen maatregelen in deze lijn.")
        may = self._may("view_traject")
        rows = measure_rows.rows(
            line.measures, self.reader.traject if may else 0, self.reader.sources if may else None, self.escaped
        )
        return key, line.row.title, about, format_html(TABLE, key, rows)

    def residents(self, part: PartView) -> str:
        """The way to what residents brought in."""
        if not self._may("edit_plan"):
            return ""
        return self._link("sessions:plan-fill", "Plus", "Overnemen wat bewoners inbrachten", at="#bewoners")

    def partners(self, part: PartView) -> str:
        """The organisations that take part, each with its kind."""
        return listed((self.escaped(one.organisation.name), _kind(one.organisation)) for one in self.plan.partners)

    def owners(self, part: PartView) -> str:
        """Who owns which measures."""
        return listed((self.escaped(owner.name), f"eigenaar van {owner.codes}") for owner in self.plan.owners)

    def points(self, part: PartView) -> SafeString:
        """What is to be arranged with board, professionals and residents."""
        topics = getattr(part, "points", [])
        found = repeated(TOPIC, ((one.topic.label, listed(map(self._point, one.rows))) for one in topics))
        if self._may("view_traject"):
            words, more = f"Punten {'bijhouden' if topics else 'klaarzetten'}", format_html(ABOUT, part.title.lower())
            found += self._link("trajects:point-list", "Pencil", words, more=more)
        return found

    def _point(self, row: Any) -> tuple[Any, Any]:
        who = f"{row.organisation or 'Nog niemand'}{', ' if row.person else ''}{row.person}"
        return row.title, self.escaped(f"{who}{' · ' if row.when else ''}{row.when}")

    def known(self, part: PartView) -> str:
        """What the measures already say for this part."""
        return known_rows(self.reader.known, part.name, self.escaped) if self.reader.known else ""

    def monitoring(self, part: PartView) -> SafeString:
        """The same, and the way to the moments at which partners look back."""
        may = self._may("view_traject")
        link = self._link("trajects:evaluation-list", "Calendar", "Evaluatiemomenten") if may else ""
        return format_html("{}{}", self.known(part), link)


OWN: dict[str, Callable[[_Page, PartView], str]] = {
    Part.PROBLEM: _Page.problems,
    Part.GOALS: _Page.goals,
    Part.MEASURES: _Page.measures,
    Part.RESIDENTS: _Page.residents,
    Part.RESULTS: _Page.known,
    Part.PARTNERS: _Page.partners,
    Part.MEANS: _Page.known,
    Part.PLANNING: _Page.known,
    Part.MONITORING: _Page.monitoring,
    Part.RESPONSIBILITY: _Page.owners,
    Part.GOVERNANCE: _Page.points,
    Part.COMMUNICATION: _Page.points,
}
"""Per part: what stands in it beside its text."""


def _kind(organisation: Any) -> str:
    """What kind of organisation it is: of the living plan by its key, in a kept version in words."""
    key = getattr(organisation, "category", None)
    return KINDS[key] if key else str(organisation.get_category_display)
