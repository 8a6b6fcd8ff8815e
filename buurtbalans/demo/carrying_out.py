"""How the adopted plan of a traject of the demo is carried out."""

from typing import Any

from buurtbalans.demo.content import Row
from buurtbalans.demo.scene import Scene
from trajects.follow_up import board, check_ins, groups, leading, progress
from trajects.follow_up.check_in_models import CheckIn, CheckInAnswer
from trajects.plan.models import ActionLine


def carry_out(scene: Scene) -> None:
    """Begin, say who leads what, and let people tell how it goes; nothing where no plan was adopted."""
    if "execution" not in scene.text:
        return
    with scene.days.at(scene.text["execution"]["begins"]):
        leading.start(scene.traject, by=scene.narrator)
        _lead(scene)
    for row in scene.text["reports"]:
        _report(scene, row)
    for row in scene.text["check_ins"]:
        _check_in(scene, row)
    for row in scene.text["board_questions"]:
        _ask_board(scene, row)
    scene.traject.refresh_from_db()


def _lead(scene: Scene) -> None:
    for row in scene.text["leads"]:
        for name in row["people"]:
            seat = scene.seats[name]
            if seat.partner:
                leading.add_lead(_line(scene, row), seat.partner, seat, by=scene.narrator)
    for row in scene.text["working_groups"]:
        people = [scene.seats[name] for name in row["people"]]
        groups.add_group(_line(scene, row), by=scene.narrator, name=row["name"], people=people)


def _report(scene: Scene, row: Row) -> None:
    measure = _line(scene, row).measures.all()[row["measure"] - 1]
    told = {name: row[name] for name in ("status", "note", "question", "whom") if name in row}
    with scene.days.at(row["day"]) as moment:
        by, partner = scene.people[row["person"]], scene.seats[row["person"]].partner
        if partner:
            progress.report(measure, by=by, partner=partner, on=moment.date(), **told)


def _check_in(scene: Scene, row: Row) -> None:
    """One that was sent: the mails that went out then are not sent again."""
    with scene.days.at(row["asks"]) as asked:
        check_in = CheckIn.objects.create(
            traject=scene.traject,
            planned_by=scene.narrator,
            asks_on=asked.date(),
            answers_by=scene.days.day(row["closes"]),
            sent_at=asked,
        )
        lines = list(ActionLine.objects.filter(plan__traject=scene.traject))
        check_in.lines.set(lines)
        CheckInAnswer.objects.bulk_create(
            CheckInAnswer(
                check_in=check_in,
                line=line,
                partner_id=lead.partner_id,
                membership=lead.membership,
                mailed_at=asked,
            )
            for line in lines
            for lead in line.leads.select_related("membership")
            if lead.membership
        )
    for said in row["answers"]:
        _answer(scene, check_in, said)


def _answer(scene: Scene, check_in: CheckIn, said: Row) -> None:
    asked = check_in.answers.filter(membership=scene.seats[said["person"]], line=_line(scene, said))
    texts: dict[str, Any] = {name: said.get(name, "") for name in ("going", "stuck", "needed", "question", "whom")}
    with scene.days.at(said["day"]):
        check_ins.answer(asked.get(), by=scene.people[said["person"]], **texts)


def _ask_board(scene: Scene, row: Row) -> None:
    line = _line(scene, row) if "line" in row else None
    with scene.days.at(row["day"]):
        question = board.ask_board(scene.traject, by=scene.narrator, text=row["text"], line=line)
    answered = {"answer": row["answer"], "answered_on": scene.days.day(row["answered"])} if "answer" in row else {}
    answered_at: int = row["answered"] if "answered" in row else row["day"]
    with scene.days.at(answered_at):
        board.change_question(question, 1, by=scene.narrator, status=row["status"], **answered)


def _line(scene: Scene, row: Row) -> ActionLine:
    return ActionLine.objects.select_related("plan__traject").get(plan__traject=scene.traject, title=row["line"])
