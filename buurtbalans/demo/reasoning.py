"""Why the partners of a traject of the demo want what they want: from assumptions to joint goals."""

from typing import Any

from buurtbalans.demo.content import Row
from buurtbalans.demo.scene import Scene
from privacy.registrations.evidence import bring
from privacy.registrations.models import Registration
from sessions.outcomes.models import Outcome
from trajects.analysis.models import Assumption, JointGoal
from trajects.analysis.services import name_cause, see_opportunity, set_goal, state_problem
from trajects.analysis.testing import add_assumption, add_evidence, judge

TIES = ("assumptions", "problems", "opportunities", "causes")


def reason(scene: Scene) -> list[JointGoal]:
    """Write down assumptions, problems, chances, causes and goals, each tied to what it leans on; returns the goals."""
    told: dict[str, list[Any]] = {"assumptions": [_assume(scene, row) for row in scene.text.get("assumptions", [])]}
    told["problems"] = _write(scene, told, "problems", state_problem)
    told["opportunities"] = _write(scene, told, "opportunities", see_opportunity)
    told["causes"] = _write(scene, told, "causes", name_cause)
    return _write(scene, told, "goals", set_goal)


def _write(scene: Scene, told: dict[str, list[Any]], kind: str, write: Any) -> list[Any]:
    rows = []
    for row in scene.text.get(kind, []):
        ties = {name: [told[name][number - 1] for number in row[name]] for name in TIES if name in row}
        words = {name: row[name] for name in ("text", "title", "gain", "influence") if name in row}
        if kind == "causes":
            words |= {"is_within_reach": row.get("reach", False), "done_already": row.get("already", "")}
        with scene.days.at(row["day"]):
            rows.append(write(scene.traject, by=scene.narrator, **words, **ties))
    return rows


def _assume(scene: Scene, row: Row) -> Assumption:
    partner = scene.seats[row["by"]].partner
    with scene.days.at(row["day"]):
        assumption = add_assumption(scene.traject, by=scene.people[row["by"]], partner=partner, text=row["text"])
    for later, piece in enumerate(row["evidence"], start=1):
        with scene.days.at(min(row["day"] + later, -1)):
            _bring(scene, assumption, piece)
    if "verdict" in row:
        with scene.days.at(row["judged"]):
            judge(assumption, 1, by=scene.narrator, verdict=row["verdict"], verdict_words=row["words"])
    return assumption


def _bring(scene: Scene, assumption: Assumption, piece: Row) -> None:
    words = {"by": scene.people[piece["by"]], "stance": piece["stance"], "text": piece.get("text", "")}
    if "registration" in piece:
        registration = Registration.objects.get(traject=scene.traject, title=piece["registration"])
        bring(assumption, registration=registration, **words)
        return
    source: Row = {}
    if "outcome" in piece:
        outcomes = Outcome.objects.filter(session__traject=scene.traject, text__startswith=piece["outcome"])
        source["outcome"] = outcomes.get()
    if "finding" in piece:
        source["finding"] = scene.traject.released_findings.get(text__startswith=piece["finding"])
    add_evidence(assumption, partner=scene.seats[piece["by"]].partner, **words, **source)
