"""The whole plan as page and paper show it: its parts, with what the traject already holds (L2)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain

from trajects.analysis.chain import leaning_on_refuted
from trajects.analysis.letters import LetteredGoal, letter, lettered
from trajects.analysis.models import Opportunity, ProblemStatement
from trajects.follow_up.governance import TopicPoints, governance_points
from trajects.logbook.kinds import LogKind
from trajects.partners.models import Partner, PartnerStatus
from trajects.plan.models import ActionLine, Measure, PartStatus, Plan, PlanPart, PlanVersion
from trajects.plan.parts import PART_QUESTION, Part
from trajects.traject.models import Traject


@dataclass(frozen=True)
class CodedMeasure:
    """A measure with the code by which people point at it, such as A1."""

    code: str
    row: Measure
    leans_on_refuted: bool = False
    """Why it is there holds an assumption that is not so (D6)."""


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
        return str(Part(self.row.part).label)

    @property
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
class Outline:
    """Everything that stands in a plan."""

    plan: Plan
    parts: list[PartView]
    problems: list[ProblemStatement]
    opportunities: list[Opportunity]
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

    def text_of(self, name: str) -> str:
        """What was written in one part."""
        return next((part.row.text for part in self.parts if part.name == name), "")

    @property
    def lead(self) -> str:
        """Who keeps the direction, as written in that part."""
        return self.text_of(Part.LEAD)


def outline(traject: Traject) -> Outline:
    """Read the plan of a traject that its reader may see. As many queries for one measure as for fifty."""
    plan = traject.plan
    goals = lettered(traject.joint_goals.prefetch_related("indicators__measurements"))
    points = governance_points(traject)
    problems = list(traject.problem_statements.all())
    opportunities = list(traject.opportunities.all())
    lines = lines_of(plan, goals)
    partners = list(traject.partners.filter(status=PartnerStatus.JOINED).select_related("organisation"))
    known = {
        Part.PROBLEM: problems or opportunities,
        Part.GOALS: goals,
        Part.MEASURES: lines,
        Part.PARTNERS: partners,
        Part.RESPONSIBILITY: owners_of(lines),
        **points,
    }
    return Outline(
        plan=plan,
        parts=_parts(plan, {part for part, rows in known.items() if rows}, points),
        problems=problems,
        opportunities=opportunities,
        goals=goals,
        lines=lines,
        partners=partners,
        owners=owners_of(lines),
        versions=_versions(traject, plan),
        submitted=list(plan.submitted.defer("contents")),
    )


def lines_of(plan: Plan, goals: list[LetteredGoal]) -> list[Line]:
    """The action lines with coded measures: first those of goal A, then B; those without a goal last.

    Lines of one goal share its letter and count on; a line without a goal gets the next free letter.
    """
    rows = list(plan.lines.prefetch_related("measures__owner__organisation", "measures__partners__organisation"))
    refuted = leaning_on_refuted(plan)
    found: list[Line] = []
    for goal in goals:
        counted = 0
        for row in (row for row in rows if row.goal_id == goal.row.pk):
            found.append(Line(goal.letter, row, goal, _coded(row, goal.letter, counted, refuted)))
            counted += len(found[-1].measures)
    loose = (row for row in rows if row.goal_id is None)
    for place, row in enumerate(loose, start=len(goals)):
        found.append(Line(letter(place), row, None, _coded(row, letter(place), 0, refuted)))
    return found


def owners_of(lines: Iterable[Line]) -> list[Owner]:
    """Who owns which measures, by the name of the organisation."""
    owned: dict[str, list[CodedMeasure]] = {}
    for measure in chain.from_iterable(line.measures for line in lines):
        if measure.row.owner:
            owned.setdefault(measure.row.owner.organisation.name, []).append(measure)
    return [Owner(name, owned[name]) for name in sorted(owned, key=str.casefold)]


def _coded(line: ActionLine, mark: str, counted: int, refuted: frozenset[int]) -> list[CodedMeasure]:
    rows = enumerate(line.measures.all(), start=counted + 1)
    return [CodedMeasure(f"{mark}{number}", row, row.pk in refuted) for number, row in rows]


def _parts(plan: Plan, known: set[Part], points: Mapping[Part, list[TopicPoints]]) -> list[PartView]:
    rows = {row.part: row for row in plan.parts.all()}
    return [
        PartView(number, rows[part], PART_QUESTION[part], part in known, points.get(part, []))
        for number, part in enumerate((part for part in Part if part in rows), start=1)
    ]


def _versions(traject: Traject, plan: Plan) -> list[Version]:
    """The draft and those before it, the last first."""
    entries = traject.log_entries.filter(kind=LogKind.PLAN_VERSION).order_by("pk").values_list("subject", "at")
    begun: dict[str, datetime | None] = {"Concept 0.1": traject.created_at, **dict(entries)}
    begun.setdefault(plan.label, None)
    return [Version(label, at, label == plan.label) for label, at in reversed(begun.items())]


def kernteam_names(traject: Traject) -> list[str]:
    """The organisations that make up the kernteam, each once."""
    seats = traject.memberships.active().kernteam().select_related("partner__organisation")
    return sorted({seat.partner.organisation.name for seat in seats if seat.partner}, key=str.casefold)
