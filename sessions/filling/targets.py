"""What can be made of a piece, each with the form in which it is written elsewhere too (L2, D6)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from buurtbalans.accounts.requests import Request, sent
from privacy.doors.finding import Door
from sessions.filling.forms import PartLineForm, ask_to_be_sure
from sessions.filling.pieces import Piece
from sessions.filling.services import in_measure, write_below
from sessions.room.models import Sentence
from trajects.analysis import testing
from trajects.analysis.assumption_views import own_partner
from trajects.analysis.findings import CAUSE, GOAL, OPPORTUNITY, PROBLEM, Kind
from trajects.analysis.testing_forms import AssumptionForm
from trajects.plan import services
from trajects.plan.measure_forms import MeasureForm
from trajects.plan.parts import Part
from trajects.traject.models import Traject

MEASURE, PART_TEXT, ASSUMPTION = "maatregel", "onderdeel", "aanname"
# Where the words of a piece go, other than to the measures.
PART_OF = {"bewonersinbreng": Part.RESIDENTS, "huiswerk": Part.PROBLEM, "geeltje": Part.PROBLEM}
# What a note is likely to become, by the sentence that it completes.
OF_SENTENCE = {Sentence.PROBLEM: PROBLEM.word, Sentence.CHANCE: OPPORTUNITY.word, Sentence.EXPECTATION: GOAL.word}


@dataclass(frozen=True)
class Taking:
    """Somebody who takes a piece over in a traject; `unseen` are the organisations that did not see it so far."""

    request: Request
    traject: Traject
    piece: Piece
    unseen: list[str]

    def given(self, **initial: Any) -> dict[str, Any]:
        """What every form gets. What stands in it beforehand is looked at as if it was typed here."""
        is_sent = self.request.method == "POST"
        door = Door(self.request.user, self.traject.pk)
        return {"data": sent(self.request), "initial": {} if is_sent else initial, "door": door}


@dataclass(frozen=True)
class Target:
    """One thing that a piece can become."""

    word: str
    label: str
    action: str
    form: Callable[[Taking], Any]
    save: Callable[[Taking, dict[str, Any]], Model]

    def in_part(self, changes: Mapping[str, Any]) -> str:
        """The words that go into a part of the plan, "" for what is made besides."""
        return str(changes["text"]) if self.word == PART_TEXT else ""

    def form_for(self, taking: Taking) -> Any:
        """The form, with the question whether others may read it where that is not so already."""
        form = self.form(taking)
        if taking.unseen:
            ask_to_be_sure(form)
        return form


def _found(kind: Kind, field: str = "text") -> Target:
    def form(taking: Taking) -> Any:
        words = taking.piece.line[:200] if field == "title" else taking.piece.text
        return kind.form(traject=taking.traject, **taking.given(**{field: words}))

    def save(taking: Taking, changes: dict[str, Any]) -> Model:
        return kind.add(taking.traject, by=taking.request.user, **changes)

    return Target(kind.word, kind.noun, "edit_traject", form, save)


def _assumption_form(taking: Taking) -> AssumptionForm:
    return AssumptionForm(**taking.given(text=taking.piece.text))


def _assume(taking: Taking, changes: dict[str, Any]) -> Model:
    # Of who takes it over: which organisation said it in a session is not for all.
    partner = own_partner(taking.request, taking.traject)
    return testing.add_assumption(taking.traject, by=taking.request.user, partner=partner, **changes)


def _measure_form(taking: Taking) -> MeasureForm:
    plan = taking.traject.plan
    return MeasureForm(plan=plan, **taking.given(**in_measure(taking.piece, plan.lines.first())))


def _measure(taking: Taking, changes: dict[str, Any]) -> Model:
    return services.add_measure(by=taking.request.user, **changes)


def _part_form(taking: Taking) -> PartLineForm:
    part = PART_OF.get(taking.piece.word, Part.MEASURES)
    return PartLineForm(plan=taking.traject.plan, **taking.given(part=part, text=taking.piece.in_list))


def _part(taking: Taking, changes: dict[str, Any]) -> Model:
    return write_below(taking.traject.plan, by=taking.request.user, **changes)


TARGETS: Mapping[str, Target] = {
    target.word: target
    for target in (
        Target(MEASURE, "Maatregel", "edit_plan", _measure_form, _measure),
        Target(PART_TEXT, "Tekst in een onderdeel", "edit_plan", _part_form, _part),
        Target(ASSUMPTION, "Aanname", "add_assumption", _assumption_form, _assume),
        _found(PROBLEM),
        _found(OPPORTUNITY),
        _found(CAUSE),
        _found(GOAL, "title"),
    )
}


def targets_of(piece: Piece) -> list[Target]:
    """What this piece can become, the likeliest first."""
    if piece.word == "kans":
        return [TARGETS[MEASURE], TARGETS[PART_TEXT]]
    likely = _likely(piece)
    return sorted(TARGETS.values(), key=lambda target: target.word != likely)


def _likely(piece: Piece) -> str:
    if piece.word == "geeltje":
        return OF_SENTENCE[piece.row.sentence]
    if piece.word == "uitkomst":
        return ASSUMPTION if piece.is_assumption else PROBLEM.word
    return PART_TEXT if piece.word in ("bewonersinbreng", "huiswerk") else MEASURE
