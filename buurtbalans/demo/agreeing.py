"""Who agreed with the plan of a traject of the demo, and what was adopted."""

from buurtbalans.demo.commenting import talk_about
from buurtbalans.demo.content import Row
from buurtbalans.demo.scene import Scene
from buurtbalans.pdf import PdfUnavailableError
from trajects.plan.adoption import adopt
from trajects.plan.models import PartStatus, Plan, PlanVersion
from trajects.plan.services import submit, write_part
from trajects.plan.signing import Asking, answer


def ask_everybody(scene: Scene) -> None:
    """Round after round: the draft is submitted, organisations answer, and where the story says so it is adopted."""
    for row in scene.text.get("rounds", []):
        version = _submitted(scene, row)
        talk_about(scene, version, row)
        for said in row["answers"]:
            if "answer" in said:
                _answer(scene, version, said)
        if "adopted" in row:
            _adopt(scene, version, row)


def _submitted(scene: Scene, row: Row) -> PlanVersion:
    # Read anew: the one before may have been adopted.
    plan = Plan.objects.select_related("traject").get(traject=scene.traject)
    seats = {seat.partner_id or 0: seat for seat in (scene.seats[said["person"]] for said in row["answers"])}
    partners = [partner for partner in scene.partners.values() if partner.pk in seats]
    with scene.days.at(row["submitted"]):
        for name, text in row.get("parts", {}).items():
            part = plan.parts.get(part=name)
            write_part(part, part.version, by=scene.narrator, text=text.strip(), status=PartStatus.DONE, is_known=False)
        asking = Asking(partners, scene.days.day(row["answers_by"]), seats)
        submit(plan, plan.draft_number, by=scene.narrator, asking=asking)
    return PlanVersion.objects.filter(plan=plan).latest("pk")


def _answer(scene: Scene, version: PlanVersion, said: Row) -> None:
    approval = version.approvals.get(partner=scene.seats[said["person"]].partner)
    words, person = said.get("words", ""), scene.people[said["person"]]
    with scene.days.at(said["day"]):
        answer(approval, approval.version, by=person, answer=said["answer"], words=words)


def _adopt(scene: Scene, version: PlanVersion, row: Row) -> None:
    with scene.days.at(row["adopted"]):
        try:
            adopt(version, by=scene.people[row["adopted_by"]], reason="")
        except PdfUnavailableError:
            # A machine without pango shows the demo all the same, with the answers and without the paper.
            return
    scene.traject.refresh_from_db()
