"""How the partners of a traject of the demo keep to their plan."""

from decimal import Decimal

from buurtbalans.demo.content import Row
from buurtbalans.demo.scene import Scene
from trajects.follow_up.evaluation import plan_moment, write_outcome
from trajects.follow_up.governance import change_point, put_presets, tick
from trajects.follow_up.indicators import add_indicator, add_measurement
from trajects.follow_up.objections import add_objection
from trajects.follow_up.steering_models import GovernancePoint


def arrange(scene: Scene) -> None:
    """The checklist as it was when the plan was submitted, and the objections they prepared for."""
    if "points" not in scene.text:
        return
    with scene.days.at(scene.text["points_on"]):
        put_presets(scene.traject, by=scene.narrator)
        for row in scene.text["objections"]:
            answer = row.get("answer", "").strip()
            add_objection(scene.traject, by=scene.narrator, text=row["text"], answer=answer)
        for preset, who in scene.text["points"].items():
            point = GovernancePoint.objects.get(traject=scene.traject, preset=preset)
            said = {"partner": scene.partners[who["owner"]], "person": who["person"]}
            change_point(point, point.version, by=scene.narrator, due=scene.days.day(who["due"]), **said)


def follow(scene: Scene) -> None:
    """What was arranged since, the numbers, and looking back."""
    for preset, who in scene.text.get("points", {}).items():
        if "done" in who:
            point = GovernancePoint.objects.get(traject=scene.traject, preset=preset)
            with scene.days.at(who["done"]):
                tick(point, by=scene.narrator, today=scene.days.day(who["done"]), is_done=True)
    for row in scene.text.get("indicators", []):
        _count(scene, row)
    for row in scene.text.get("evaluations", []):
        _look_back(scene, row)


def _count(scene: Scene, row: Row) -> None:
    goal = list(scene.traject.joint_goals.all())[row["goal"] - 1]
    indicator = None
    for number in row["numbers"]:
        said = {"value": Decimal(number["value"]), "date": scene.days.day(number["day"]), "source": number["source"]}
        with scene.days.at(max(number["day"], scene.text["points_on"])):
            if indicator is None:
                named = {"goal": goal, "name": row["name"], "unit": row["unit"]}
                indicator = add_indicator(scene.traject, by=scene.narrator, **named, **said)
            else:
                add_measurement(indicator, by=scene.narrator, **said)


def _look_back(scene: Scene, row: Row) -> None:
    lines = scene.traject.plan.lines.filter(title__in=row.get("lines", []))
    with scene.days.at(row["planned"]):
        day = scene.days.day(row["day"])
        moment = plan_moment(scene.traject, by=scene.narrator, date=day, about=row["about"], lines=lines)
    if "held" in row:
        with scene.days.at(row["held"]):
            said = {"outcome": row["outcome"].strip(), "changes_plan": row["changes_plan"]}
            write_outcome(moment, 1, by=scene.narrator, today=day, **said)
