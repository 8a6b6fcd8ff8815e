"""The plan as slides, to show and to go on with (L4): at most twelve, however long the plan is."""

from itertools import groupby

from django.utils import timezone

from buurtbalans.direction import in_line
from buurtbalans.slides import Deck, Line
from trajects.plan.papers.stamp import Stamp
from trajects.plan.papers.text import PlanText
from trajects.plan.parts import Part
from trajects.plan.text import blocks
from trajects.plan.timeline import scale

MOST_MEASURE_SLIDES = 3
MOST_PLANNED = 14
"""More measures than this are planned by action line: the table has one slide."""
REST = "De rest staat in het plan zelf."
PARTS = (
    ("Rol van bewoners en communicatie", (Part.RESIDENTS, Part.COMMUNICATION)),
    ("Middelen en planning", (Part.MEANS, Part.PLANNING)),
    ("Regie en monitoring", (Part.LEAD, Part.MONITORING)),
)
"""The parts that get a slide, two of them together."""
ASKED = "Er staan nog geen antwoorden van organisaties in dit papier."


def plan_deck(text: PlanText, stamp: Stamp) -> Deck:
    """The slides of a plan as far as it is filled in and meant for this reader."""
    deck = Deck(text.title, f"{stamp.version}\n{stamp.for_whom}", f"{stamp.version} · {stamp.audience}. {stamp.made}")
    problems = [*_lines(text.question), *(line for problem in text.problems for line in _lines(problem))]
    if problems:
        deck.text("Wat is er aan de hand?", problems, more=REST)
    if text.goals:
        goals = [(f"Doel {goal.letter}: {in_line(goal.title)}. ", in_line(_flat(goal.gain))) for goal in text.goals]
        deck.text("Wat willen we samen bereiken?", goals, more=REST)
    if text.measures:
        _measures(deck, text)
        _planning(deck, text)
    for title, names in PARTS:
        _written(deck, text, title, names)
    if text.partners:
        _approvals(deck, text)
    asked = [*(("", _flat(one)) for one in text.questions), *_lines(text.text_of(Part.GOVERNANCE))]
    if asked:
        deck.text("Wat we van het bestuur vragen", asked, more=REST)
    return deck


def _measures(deck: Deck, text: PlanText) -> None:
    head, widths = ["Maatregel", "Eigenaar", "Soort", "Planning"], [45, 22, 16, 17]
    rows = [
        [f"{one.code} {in_line(one.title)}", one.owner or "Nog geen", one.kind_word, one.planning]
        for one in text.measures
    ]
    if not any(measure.owner for measure in text.measures):
        head, widths = [head[0], *head[2:]], [62, 19, 19]
        rows = [[row[0], *row[2:]] for row in rows]
    deck.table("Wat gaan we doen?", head, rows, widths, most=MOST_MEASURE_SLIDES, more=_left_out)


def _planning(deck: Deck, text: PlanText) -> None:
    """Which measure is done in which quarter; by action line where there are many."""
    today = timezone.localdate()
    rows = text.timeline_rows()
    quarters = scale(rows, today).periods()
    if len(rows) <= MOST_PLANNED:
        planned = [(f"{row.code} {in_line(row.title)}", [row]) for row in rows]
    else:
        planned = [(line, list(found)) for line, found in groupby(rows, key=lambda row: row.line)]
    table = [
        [name, *("●" if any(row.is_busy(month, until) for row in held) else "" for month, until, _ in quarters)]
        for name, held in planned
    ]
    head = ["Maatregel" if len(rows) <= MOST_PLANNED else "Actielijn", *(name for *_, name in quarters)]
    deck.table("Wanneer?", head, table, [40, *(60 // len(quarters) for _ in quarters)], most=1, more=_left_out)


def _written(deck: Deck, text: PlanText, title: str, names: tuple[Part, Part]) -> None:
    """One slide for two parts, if anything was written in them."""
    held = [part for part in text.parts if part.name in names and part.text]
    lines: list[Line] = []
    for part in held:
        first, *others = _lines(part.text)
        if len(held) > 1:
            first = (f"{part.title}. ", in_line(first[1]))
        lines += [first, *others]
    if lines:
        deck.text(title if len(held) > 1 else held[0].title, lines, more=REST)


def _approvals(deck: Deck, text: PlanText) -> None:
    if not text.approvals:
        asked = ", ".join(name for name, _ in text.partners)
        deck.text("Wie is akkoord?", [("", ASKED), ("Gevraagd worden: ", asked)], more=REST)
        return
    rows = [[one.organisation, one.answer, one.words] for one in text.approvals]
    head, widths = ["Organisatie", "Antwoord", "Toelichting"], [34, 24, 42]
    deck.table("Wie is akkoord?", head, rows, widths, most=1, more=_organisations_left_out)


def _left_out(count: int) -> str:
    return (
        f"Nog {count} {'maatregel staat' if count == 1 else 'maatregelen staan'} in het plan zelf, niet op deze dia's."
    )


def _organisations_left_out(count: int) -> str:
    return f"Nog {count} {'organisatie staat' if count == 1 else 'organisaties staan'} in het plan zelf."


def _lines(text: str) -> list[Line]:
    """Each paragraph and each item of a typed text as a line of its own."""
    return [
        ("", line) for block in blocks(text) for line in (block.lines if block.is_list else [" ".join(block.lines)])
    ]


def _flat(text: str) -> str:
    return " ".join(text.split())
