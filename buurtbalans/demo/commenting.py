"""What organisations said about a submitted version of the plan in the demo, and what was answered."""

from buurtbalans.accounts.models import User
from buurtbalans.demo.content import Row
from buurtbalans.demo.scene import Scene
from trajects.plan.commenting import answer_comment, comment, state_support
from trajects.plan.models import PlanVersion


def talk_about(scene: Scene, version: PlanVersion, row: Row) -> None:
    """Comments by part, the answers of the kernteam, and what each organisation can bring in."""
    for said in row.get("comments", []):
        _comment(scene, version, said)
    for stated in row.get("support", []):
        extents = {name: stated[name] for name in stated.keys() - {"person", "day"}}
        with scene.days.at(stated["day"]):
            by, partner_id = _who(scene, stated["person"])
            state_support(version, partner_id, 0, by=by, **extents)


def _comment(scene: Scene, version: PlanVersion, said: Row) -> None:
    with scene.days.at(said["day"]):
        by, partner_id = _who(scene, said["person"])
        row = comment(version, by=by, partner_id=partner_id, part=said.get("part", ""), text=said["text"])
    if "answer" in said:
        with scene.days.at(said["answered"]):
            answer_comment(row, row.version, by=scene.narrator, answer=said["answer"])


def _who(scene: Scene, person: str) -> tuple[User, int]:
    """Somebody of the cast, with the key of the partner for which he sits."""
    return scene.people[person], scene.seats[person].partner_id or 0
