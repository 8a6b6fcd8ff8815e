"""What a paper for others than the partners may hold: built from an allow-list of fields, never by taking away (L5).

A field that somebody adds to the plan later is in none of these papers until it is named here.
"""

from collections.abc import Iterable
from dataclasses import replace

from trajects.plan.papers.text import Approval, GoalText, LineText, MeasureText, PartText, PlanText
from trajects.plan.parts import Part

OTHER_MEASURES = "Andere maatregelen"


def for_directors(text: PlanText) -> PlanText:
    """For directors and board: no persons, no means, no words of one organisation; owners by organisation."""
    return PlanText(
        traject=text.traject,
        label=text.label,
        is_adopted=text.is_adopted,
        question=text.question,
        areas=text.areas,
        parts=_parts(text, {Part.GOVERNANCE}),
        goals=text.goals,
        lines=tuple(_for_directors(line) for line in text.lines),
        approvals=tuple(Approval(one.organisation, one.answer, on=one.on) for one in text.approvals),
        questions=text.questions,
    )


def for_residents(text: PlanText) -> PlanText:
    """For residents and board: what is the matter, what residents gain, what will happen when, and what they can do.

    No organisation, no person, no means, no approval: the measures stand under their goal.
    """
    return PlanText(
        traject=text.traject,
        label=text.label,
        is_adopted=text.is_adopted,
        areas=text.areas,
        parts=_parts(text, {Part.RESIDENTS, Part.COMMUNICATION}),
        problems=text.problems,
        goals=text.goals,
        lines=_by_goal(text),
    )


def _parts(text: PlanText, names: set[str]) -> tuple[PartText, ...]:
    """These parts as far as they hold a text, without their number in the whole plan and who arranges what."""
    return tuple(replace(part, number=0, points=()) for part in text.parts if part.name in names and part.text)


def _for_directors(line: LineText) -> LineText:
    return LineText(
        line.title,
        line.goal,
        tuple(replace(_for_all(measure), owner=measure.owner, residents_role="") for measure in line.measures),
    )


def _by_goal(text: PlanText) -> tuple[LineText, ...]:
    goals: list[GoalText | None] = [*text.goals, None]
    held = ((goal, _of(text.lines, goal)) for goal in goals)
    return tuple(
        LineText(f"Doel {goal.letter}: {goal.title}" if goal else OTHER_MEASURES, goal, measures)
        for goal, measures in held
        if measures
    )


def _of(lines: Iterable[LineText], goal: GoalText | None) -> tuple[MeasureText, ...]:
    letter = goal.letter if goal else None
    own = (line for line in lines if (line.goal.letter if line.goal else None) == letter)
    return tuple(_for_all(measure) for line in own for measure in line.measures)


def _for_all(measure: MeasureText) -> MeasureText:
    return MeasureText(
        code=measure.code,
        title=measure.title,
        kind=measure.kind,
        kind_word=measure.kind_word,
        planning=measure.planning,
        starts_on=measure.starts_on,
        ends_on=measure.ends_on,
        residents_role=measure.residents_role,
    )
