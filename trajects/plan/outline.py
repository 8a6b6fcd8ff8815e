"""The whole plan as page and paper show it: its parts, with what the traject already holds (L2)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import chain

from trajects.analysis.letters import LetteredGoal, letter, lettered
from trajects.follow_up.governance import TopicPoints, by_part
from trajects.partners.models import Partner, PartnerStatus
from trajects.plan import reading
from trajects.plan.models import ActionLine, Measure, PartStatus, Plan, PlanPart, PlanVersion
from trajects.plan.parts import PART_QUESTION, PART_TITLE, Part
from trajects.plan.reading import OfLines, Statement
from trajects.traject.models import Traject

OWNER = Measure._meta.get_field("owner")


@dataclass(frozen=True)
class CodedMeasure:
    """A measure with the code by which people point at it, such as A1."""

    code: str
    row: Measure
    leans_on_refuted: bool = False
    """Why it is there holds an assumption that is not so (D6)."""
    partners: tuple[Partner, ...] = ()
    """The organisations that take part in it beside its owner."""
    owner: str = ""
    """The organisation that owns it by name, "" for nobody yet."""


@dataclass(frozen=True)
class Line:
    """An action line with the letter of its goal, and its measures."""

    letter: str
    row: ActionLine
    goal: LetteredGoal | None
    measures: list[CodedMeasure]


@dataclass(frozen=True)
class Owner:
    """An organisation and the measures it owns."""

    name: str
    measures: list[CodedMeasure]

    @property
    def codes(self) -> str:
        """Its measures by code: "A1, B2"."""
        return ", ".join(measure.code for measure in self.measures)


@dataclass(frozen=True)
class PartView:
    """One part with its number, its question and how far it is."""

    number: int
    row: PlanPart
    question: str
    is_known: bool
    """The traject already holds something that is shown in this part."""
    points: list[TopicPoints] = field(default_factory=list)
    """What is to be arranged, where that stands in this part."""

    @property
    def name(self) -> str:
        """Its name in the address and in templates."""
        return self.row.part

    @property
    def title(self) -> str:
        """What stands above it."""
        return PART_TITLE[self.row.part]

    @cached_property
    def status(self) -> PartStatus:
        """How far it is; what is known counts as a beginning."""
        if self.row.status == PartStatus.EMPTY and self.is_known:
            return PartStatus.STARTED
        return PartStatus(self.row.status)

    @property
    def is_done(self) -> bool:
        """Filled in, says its author."""
        return self.status == PartStatus.DONE

    @property
    def is_empty(self) -> bool:
        """Neither written nor known."""
        return self.status == PartStatus.EMPTY


@dataclass(frozen=True)
class Version:
    """A draft and when it was begun."""

    label: str
    begun_at: datetime | None
    is_current: bool


@dataclass(frozen=True)
class Around:
    """A part with those before and after it; None at the ends of the plan."""

    before: PartView | None
    this: PartView
    following: PartView | None


@dataclass(frozen=True)
class Outline:
    """Everything that stands in a plan."""

    plan: Plan
    parts: list[PartView]
    problems: list[Statement]
    opportunities: list[Statement]
    goals: list[LetteredGoal]
    lines: list[Line]
    partners: list[Partner]
    owners: list[Owner]
    versions: list[Version]
    submitted: list[PlanVersion]

    @property
    def done(self) -> int:
        """How many parts are filled in."""
        return sum(part.is_done for part in self.parts)

    @property
    def open_parts(self) -> list[PartView]:
        """The parts nobody has begun."""
        return [part for part in self.parts if part.is_empty]

    @property
    def is_bare(self) -> bool:
        """Nothing that will be done is in it yet: the next thing is to fill it from what the traject holds."""
        return not self.lines

    def around(self, name: str) -> Around:
        """One part of this plan between its neighbours."""
        place = next(place for place, part in enumerate(self.parts) if part.name == name)
        row = [None, *self.parts, None]
        return Around(row[place], self.parts[place], row[place + 2])

    def text_of(self, name: str) -> str:
        """What was written in one part."""
        return next((part.row.text for part in self.parts if part.name == name), "")

    @property
    def lead(self) -> str:
        """Who keeps the direction, as written in that part."""
        return self.text_of(Part.LEAD)


def outline(traject: Traject) -> Outline:
    """Read the plan of a traject that its reader may see. As many queries for one measure as for fifty."""
    return outline_from(traject, reading.whole(traject.plan))


def outline_from(traject: Traject, found: reading.Whole) -> Outline:
    """The plan of a traject from what was read of it."""
    plan = traject.plan
    goals, points = lettered(found.goals), by_part(found.points)
    lines = _lines(found.of_lines, goals)
    partners = [partner for partner in found.of_lines.partners if partner.status == PartnerStatus.JOINED]
    owners = owners_of(lines)
    known = {
        Part.PROBLEM: found.problems or found.opportunities,
        Part.GOALS: goals,
        Part.MEASURES: lines,
        Part.PARTNERS: partners,
        Part.RESPONSIBILITY: owners,
        **points,
    }
    return Outline(
        plan=plan,
        parts=_parts(found.parts, {part for part, rows in known.items() if rows}, points),
        problems=found.problems,
        opportunities=found.opportunities,
        goals=goals,
        lines=lines,
        partners=partners,
        owners=owners,
        versions=_versions(traject, plan, found.drafts),
        submitted=found.submitted,
    )


def lines_of(plan: Plan, goals: list[LetteredGoal]) -> list[Line]:
    """The action lines with coded measures: first those of goal A, then B; those without a goal last.

    Lines of one goal share its letter and count on; a line without a goal gets the next free letter.
    """
    return _lines(reading.of_lines(plan), goals)


def _lines(rows_of: OfLines, goals: list[LetteredGoal]) -> list[Line]:
    rows, coded = rows_of.lines, _coder(rows_of)
    found: list[Line] = []
    for goal in goals:
        counted = 0
        for row in (row for row in rows if row.goal_id == goal.row.pk):
            found.append(Line(goal.letter, row, goal, coded(row, goal.letter, counted)))
            counted += len(found[-1].measures)
    loose = (row for row in rows if row.goal_id is None)
    for place, row in enumerate(loose, start=len(goals)):
        found.append(Line(letter(place), row, None, coded(row, letter(place), 0)))
    return found


def owners_of(lines: Iterable[Line]) -> list[Owner]:
    """Who owns which measures, by the name of the organisation."""
    owned: dict[str, list[CodedMeasure]] = {}
    for measure in chain.from_iterable(line.measures for line in lines):
        if measure.owner:
            owned.setdefault(measure.owner, []).append(measure)
    return [Owner(name, owned[name]) for name in sorted(owned, key=str.casefold)]


def _coder(found: OfLines) -> Callable[[ActionLine, str, int], list[CodedMeasure]]:
    """What gives the measures of a line their codes, by its letter and how many came before under that letter."""
    refuted, pool = found.refuted, {partner.pk: partner for partner in found.partners}
    names = {key: partner.organisation.name for key, partner in pool.items()}
    rows: dict[int, list[Measure]] = {}
    for row in found.measures:
        rows.setdefault(row.line_id, []).append(row)

    def coded(line: ActionLine, mark: str, counted: int) -> list[CodedMeasure]:
        return [one(row, f"{mark}{number}") for number, row in enumerate(rows.get(line.pk, ()), start=counted + 1)]

    def one(row: Measure, code: str) -> CodedMeasure:
        if row.owner_id in pool:
            OWNER.set_cached_value(row, pool[row.owner_id])
        helpers = row.helpers  # type: ignore[attr-defined]  # comes along in reading.measures
        along = tuple([partner for key, partner in pool.items() if key in helpers]) if helpers else ()
        return CodedMeasure(code, row, row.pk in refuted, along, names.get(row.owner_id or 0, ""))

    return coded


def _parts(found: list[PlanPart], known: set[Part], points: Mapping[Part, list[TopicPoints]]) -> list[PartView]:
    rows = {row.part: row for row in found}
    return [
        PartView(number, rows[part], PART_QUESTION[part], part in known, points.get(part, []))
        for number, part in enumerate((part for part in Part if part in rows), start=1)
    ]


def _versions(traject: Traject, plan: Plan, drafts: Iterable[tuple[str, datetime]]) -> list[Version]:
    """The draft and those before it, the last first."""
    begun: dict[str, datetime | None] = {"Concept 0.1": traject.created_at, **dict(drafts)}
    begun.setdefault(plan.label, None)
    return [Version(label, at, label == plan.label) for label, at in reversed(begun.items())]


def kernteam_names(traject: Traject) -> list[str]:
    """The organisations that make up the kernteam, each once."""
    seats = traject.memberships.active().kernteam().select_related("partner__organisation")
    return sorted({seat.partner.organisation.name for seat in seats if seat.partner}, key=str.casefold)
