"""The plan for a word processor (L4), in real styles."""

from collections.abc import Callable
from itertools import groupby
from operator import attrgetter

from buurtbalans.direction import in_line
from buurtbalans.letters import Letter
from trajects.plan.papers.stamp import Stamp
from trajects.plan.papers.text import LineText, MeasureText, PartText, PlanText
from trajects.plan.parts import Part
from trajects.plan.text import blocks

# Widths in mm; together they fill the page.
WITH_OWNER, WITHOUT_OWNER = (72, 38, 31, 29), (110, 31, 29)
APPROVAL_WIDTHS = (50, 40, 50, 30)
OWNER_WIDTHS = (85, 85)
APART = {
    Part.PROBLEM: "Wat is er aan de hand?",
    Part.GOALS: "Wat willen we samen bereiken?",
    Part.MEASURES: "Wat gaan we doen?",
}


def plan_letter(text: PlanText, stamp: Stamp) -> Letter:
    """The whole plan, as far as it is filled in and meant for this reader."""
    subtitle = f"{stamp.version}. Voor: {stamp.for_whom[:1].lower()}{stamp.for_whom[1:]}."
    letter = Letter(text.title, subtitle, stamp.audience, made_for=stamp.organisation)
    about = [("Vraagstuk", text.question), ("Gebied", ", ".join(text.areas)), ("Kernteam", ", ".join(text.kernteam))]
    letter.paragraph("\n".join(f"{name}: {in_line(words)}" for name, words in about if words))
    _apart(letter, text)
    for part in text.written:
        letter.heading(f"{part.number}. {part.title}" if part.number else part.title)
        if not part.is_done:
            letter.paragraph("Begonnen, nog niet klaar.")
        _typed(letter, part.text)
        _known(letter, text, part)
    if text.open_parts:
        letter.heading("Nog in te vullen")
        letter.bullets(f"{part.number}. {part.title}. {part.question}" for part in text.open_parts)
    if text.partners:
        _approvals(letter, text)
    return letter


def _apart(letter: Letter, text: PlanText) -> None:
    """What the traject holds where the part itself is not in this paper."""
    held = {Part.PROBLEM: text.problems, Part.GOALS: text.goals, Part.MEASURES: text.lines}
    for name, heading in APART.items():
        if held[name] and not any(part.name == name for part in text.parts):
            letter.heading(heading)
            KNOWN[name](letter, text)


def _known(letter: Letter, text: PlanText, part: PartText) -> None:
    """What the traject holds for one part."""
    if part.name in KNOWN:
        KNOWN[part.name](letter, text)
    for topic, points in groupby(part.points, key=attrgetter("topic")):
        letter.heading(topic, 2)
        letter.bullets(f"{one.title} ({one.who})" if one.who else one.title for one in points)


def _problems(letter: Letter, text: PlanText) -> None:
    for problem in text.problems:
        _typed(letter, problem)
    if text.opportunities:
        letter.heading("Kansen", 2)
    for chance in text.opportunities:
        _typed(letter, chance)


def _goals(letter: Letter, text: PlanText) -> None:
    for goal in text.goals:
        letter.heading(f"Doel {goal.letter}: {in_line(goal.title)}", 2)
        _typed(letter, goal.gain)


def _lines(letter: Letter, text: PlanText) -> None:
    for line in text.lines:
        _line(letter, line)


def _partners(letter: Letter, text: PlanText) -> None:
    letter.bullets(f"{name} ({kind})" for name, kind in text.partners)


def _owners(letter: Letter, text: PlanText) -> None:
    if text.owners:
        rows = [(name, ", ".join(one.code for one in measures)) for name, measures in text.owners]
        letter.table(("Eigenaar", "Maatregelen"), rows, OWNER_WIDTHS)


KNOWN: dict[str, Callable[[Letter, PlanText], None]] = {
    Part.PROBLEM: _problems,
    Part.GOALS: _goals,
    Part.MEASURES: _lines,
    Part.PARTNERS: _partners,
    Part.RESPONSIBILITY: _owners,
}
"""What the traject holds, by the part in which it stands."""


def _line(letter: Letter, line: LineText) -> None:
    letter.heading(line.title, 2)
    if not line.measures:
        letter.paragraph("Nog geen maatregelen.")
    elif any(measure.owner for measure in line.measures):
        rows = [(_what(one), _who(one), one.kind_word, one.planning) for one in line.measures]
        letter.table(("Maatregel", "Eigenaar", "Soort", "Planning"), rows, WITH_OWNER)
    else:
        known = [(_what(one), one.kind_word, one.planning) for one in line.measures]
        letter.table(("Maatregel", "Soort", "Planning"), known, WITHOUT_OWNER)


def _approvals(letter: Letter, text: PlanText) -> None:
    letter.heading("Akkoord van organisaties")
    if not text.approvals:
        letter.paragraph("Er staan nog geen antwoorden van organisaties in dit papier.")
        return
    rows = [
        (one.organisation, one.person, f"{one.answer}\n{one.words}".strip(), f"{one.on:%d-%m-%Y}" if one.on else "")
        for one in text.approvals
    ]
    letter.table(("Organisatie", "Namens de organisatie", "Antwoord", "Datum"), rows, APPROVAL_WIDTHS)
    if text.adoption_reason:
        letter.paragraph(f"Waarom het nu is vastgesteld: {text.adoption_reason}")


def _typed(letter: Letter, text: str) -> None:
    for block in blocks(text):
        if block.is_list:
            letter.bullets(block.lines)
        else:
            letter.paragraph("\n".join(block.lines))


def _what(measure: MeasureText) -> str:
    more = (f"{name}: {in_line(words)}" for name, words in measure.more)
    return "\n".join([f"{measure.code} {in_line(measure.title)}", *more])


def _who(measure: MeasureText) -> str:
    substitute = f"Vervanging: {measure.substitute}" if measure.substitute else ""
    return "\n".join(filter(None, [measure.owner or "Nog geen eigenaar", measure.owner_person, substitute]))
