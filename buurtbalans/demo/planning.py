"""The plan of a traject of the demo, draft after draft."""

from typing import Any

from django.db.models import Model

from buurtbalans.demo.content import Row
from buurtbalans.demo.reasoning import reason
from buurtbalans.demo.scene import Scene
from trajects.analysis.models import JointGoal
from trajects.plan.models import Measure, PartStatus, Plan
from trajects.plan.services import add_line, add_measure, new_version, submit, write_part
from trajects.plan.source_services import remember

AS_WRITTEN = ("substitute", "money", "hours", "means", "result", "indicator", "residents_role")


def make_plan(scene: Scene) -> None:
    """Why, then draft after draft: each with the lines and parts that were written in it."""
    goals = reason(scene)
    plan: Plan = scene.traject.plan
    for number, draft in enumerate(scene.text.get("drafts", []), start=1):
        with scene.days.at(draft["day"]):
            if draft.get("former_submitted"):
                submit(plan, plan.draft_number, by=scene.narrator)
            elif number > 1:
                new_version(plan, plan.draft_number, by=scene.narrator)
            for name in draft.get("lines", []):
                _draw_line(scene, plan, goals, next(row for row in scene.text["lines"] if row["key"] == name))
            for name in draft.get("parts", []):
                _write(scene, plan, name)
    for row in scene.text.get("sources", []):
        _trace(scene, plan, row)


def _trace(scene: Scene, plan: Plan, row: Row) -> None:
    """Where a measure or a part came from: each is named by the beginning of its words."""
    if "measure" in row:
        target: Model = Measure.objects.get(line__plan=plan, title__startswith=row["measure"])
    else:
        target = plan.parts.get(part=row["part"])
    if "decision" in row:
        source: Any = scene.traject.decisions.get(text__startswith=row["decision"])
    else:
        source = scene.traject.actions.get(title__startswith=row["action"])
    came_from = {"decision" if "decision" in row else "action": source}
    remember(target, traject_id=scene.traject.pk, session_id=source.session_id, **came_from)


def _draw_line(scene: Scene, plan: Plan, goals: list[JointGoal], row: Row) -> None:
    line = add_line(plan, by=scene.narrator, title=row["title"], goal=goals[row["goal"] - 1])
    for measure in row["measures"]:
        add_measure(
            by=scene.narrator,
            line=line,
            partners=[scene.partners[name] for name in measure.get("with", [])],
            title=measure["title"],
            kind=measure["kind"],
            owner=scene.partners[measure["owner"]] if "owner" in measure else None,
            starts_on=scene.days.month(measure["starts"]) if "starts" in measure else None,
            ends_on=scene.days.month(measure["ends"]) if "ends" in measure else None,
            **{name: measure[name] for name in AS_WRITTEN if name in measure},
        )


def _write(scene: Scene, plan: Plan, name: str) -> None:
    part = plan.parts.get(part=name)
    text: Row | str = scene.text["parts"][name]
    begun = isinstance(text, dict)
    write_part(
        part,
        part.version,
        by=scene.narrator,
        text=str(text["begun"] if isinstance(text, dict) else text).strip(),
        status=PartStatus.STARTED if begun else PartStatus.DONE,
        is_known=False,
    )
