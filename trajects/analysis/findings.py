"""The four kinds of things that partners find together, as their page shows them and as they are written."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from buurtbalans.accounts.models import User
from buurtbalans.addresses import address
from privacy import access
from trajects.analysis import services
from trajects.analysis.forms import CauseForm, GoalForm, LinkedForm, OpportunityForm, ProblemForm, beginning
from trajects.analysis.letters import lettered
from trajects.analysis.models import Assumption, Cause, JointGoal, Opportunity, ProblemStatement
from trajects.analysis.services import Finding
from trajects.traject.models import Traject


@dataclass(frozen=True)
class Kind:
    """One kind: its word in addresses and in the ids of a page, and what is said around its rows."""

    word: str
    noun: str
    question: str
    empty: str
    model: type[Finding]
    form: type[LinkedForm]
    add: Callable[..., Finding]
    url: str

    def rows(self, traject_id: int) -> "QuerySet[Any]":
        """All rows of this kind in a traject; only for the gate."""
        rows: QuerySet[Any] = self.model._default_manager.filter(traject=traject_id)
        return rows


PROBLEM = Kind(
    "probleem",
    "Probleemstelling",
    "Wat is het probleem?",
    "Nog geen probleemstelling. Wat is er precies aan de hand, en hoe komt dat?",
    ProblemStatement,
    ProblemForm,
    services.state_problem,
    "problem",
)
OPPORTUNITY = Kind(
    "kans",
    "Kans",
    "Welke kansen zijn er?",
    "Nog geen kans. Wat gaat er al goed in de buurt, en wat kan er?",
    Opportunity,
    OpportunityForm,
    services.see_opportunity,
    "opportunity",
)
CAUSE = Kind(
    "oorzaak",
    "Oorzaak",
    "Hoe komt dat?",
    "Nog geen oorzaak of achtergrond. Waardoor is het zo, en waar kunnen jullie samen iets aan doen?",
    Cause,
    CauseForm,
    services.name_cause,
    "cause",
)
GOAL = Kind(
    "doel",
    "Doel",
    "Wat willen we samen bereiken?",
    "Nog geen doel. Wat willen jullie samen bereiken, en wat merken bewoners daarvan?",
    JointGoal,
    GoalForm,
    services.set_goal,
    "goal",
)
KINDS = {kind.word: kind for kind in (PROBLEM, OPPORTUNITY, CAUSE, GOAL)}


@dataclass(frozen=True)
class Link:
    """Something that a row is tied to."""

    text: str
    url: str
    verdict: Assumption | None = None


@dataclass(frozen=True)
class Shown:
    """One row on the page."""

    mark: str
    pk: int
    text: str
    title: str = ""
    badge: str = ""
    notes: list[tuple[str, str]] = field(default_factory=list)
    """What is said besides, by the line above it."""
    links: list[tuple[str, list[Link]]] = field(default_factory=list)


@dataclass(frozen=True)
class Section:
    """All rows of one kind."""

    kind: Kind
    rows: list[Shown]


def sections(user: User, traject: Traject) -> list[Section]:
    """Everything that the partners found, as this person may see it. As many queries for one row as for fifty."""
    problems = _visible(user, traject, PROBLEM, "assumptions")
    opportunities = _visible(user, traject, OPPORTUNITY, "assumptions")
    causes = _visible(user, traject, CAUSE, "problems", "opportunities")
    goals = lettered(_visible(user, traject, GOAL, "problems", "opportunities", "causes"))
    return [
        Section(PROBLEM, [_leaning(mark, row) for mark, row in enumerate(problems, start=1)]),
        Section(OPPORTUNITY, [_leaning(mark, row) for mark, row in enumerate(opportunities, start=1)]),
        Section(CAUSE, [_cause(mark, row) for mark, row in enumerate(causes, start=1)]),
        Section(GOAL, [_goal(goal.letter, goal.row) for goal in goals]),
    ]


def assumption_link(row: Assumption) -> Link:
    """An assumption that something leans on, with what testing showed."""
    return Link(beginning(row.text), address("pages:assumption", row.traject_id, row.pk), row)


def finding_links(rows: Iterable[ProblemStatement | Opportunity | Cause], kind: Kind) -> list[Link]:
    """Links to where these rows stand on the page."""
    return [
        Link(beginning(row.text), f"{address('trajects:analysis', row.traject_id)}#{kind.word}-{row.pk}")
        for row in rows
    ]


def _visible(user: User, traject: Traject, kind: Kind, *tied: str) -> "QuerySet[Any]":
    return access.visible(user, kind.rows(traject.pk)).prefetch_related(*tied)


def _leaning(mark: int, row: ProblemStatement | Opportunity) -> Shown:
    links = [("Leunt op", [assumption_link(one) for one in row.assumptions.all()])]
    return Shown(str(mark), row.pk, row.text, links=_given(links))


def _cause(mark: int, row: Cause) -> Shown:
    return Shown(
        str(mark),
        row.pk,
        row.text,
        badge="Binnen bereik" if row.is_within_reach else "",
        notes=_given([("Waar hebben we invloed op?", row.influence), ("Wat doen partners al?", row.done_already)]),
        links=_given(_of_these(row)),
    )


def _goal(letter: str, row: JointGoal) -> Shown:
    links = [*_of_these(row), (CAUSE.noun, finding_links(row.causes.all(), CAUSE))]
    title, notes = f"Doel {letter}: {row.title}", [("Meerwaarde voor bewoners", row.gain)]
    return Shown(letter, row.pk, "", title=title, notes=_given(notes), links=_given(links))


def _of_these(row: Cause | JointGoal) -> list[tuple[str, list[Link]]]:
    problems = finding_links(row.problems.all(), PROBLEM)
    return [("Probleem", problems), (OPPORTUNITY.noun, finding_links(row.opportunities.all(), OPPORTUNITY))]


def _given(pairs: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    return [(label, value) for label, value in pairs if value]
