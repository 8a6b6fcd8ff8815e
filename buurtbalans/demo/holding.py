"""How the sessions of a traject of the demo went: who was there, what was said, and how far their minutes are."""

from datetime import datetime, time

from buurtbalans.accounts.models import User
from buurtbalans.demo.content import Row
from buurtbalans.demo.scene import Scene
from sessions.actions.models import ActionKind
from sessions.agenda.models import Treatment
from sessions.minutes.contents import contents, digest
from sessions.minutes.services import minutes_of, settle, write_part
from sessions.outcomes.models import Outcome, OutcomeKind
from sessions.planning.models import Answer, Attendance, Session, SessionStatus
from sessions.planning.states import advance
from sessions.room.models import NoteGroup, RoomNote
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import record

CORRECTING_DAYS = 7
SETTLING = time(11, 5)
WRITTEN = time(9, 40)
# Of every so many organisations one came later, and one could not come.
EVERY_LATE, EVERY_AWAY = 7, 5


def hold(scene: Scene) -> None:
    """Bring what is past to its minutes, the last one first: what a session left over has gone to the next already."""
    for number, row in reversed(list(enumerate(scene.text["sessions"], start=1))):
        if "sent" in row and row["day"] < 0:
            session = scene.sessions[number]
            _run(scene, session, row)
            _write_minutes(scene, session, row)


def _run(scene: Scene, session: Session, row: Row) -> None:
    with scene.days.at(row["day"], row["starts"]) as began:
        advance(session, SessionStatus.RUNNING, by=scene.narrator)
        _attend(session, began)
        _stick(scene, session, row)
        _record(session, scene.narrator)
        session.items.filter(deleted_at=None).update(treatment=Treatment.DISCUSSED)
    with scene.days.at(row["day"], row["ends"]):
        advance(session, SessionStatus.MINUTES, by=scene.narrator)


def _attend(session: Session, began: datetime) -> None:
    for place, invited in enumerate(session.invited.order_by("pk"), start=1):
        is_away = place % EVERY_AWAY == 0
        invited.answer = Answer.DECLINED if is_away else Answer.ACCEPTED
        invited.answered_at = min(session.sent_at or began, began)
        invited.attendance = Attendance.PRESENT
        if is_away:
            invited.attendance = Attendance.APOLOGY
        elif place % EVERY_LATE == 0:
            invited.attendance = Attendance.LATE
        invited.save()


def _stick(scene: Scene, session: Session, row: Row) -> None:
    """The notes under their headings, on the item that the data file names."""
    for pile in row.get("notes", []):
        item = session.items.on_agenda().get(position=pile["item"])
        group = NoteGroup.objects.create(session=session, item=item, title=pile["heading"])
        for note in pile["notes"]:
            RoomNote.objects.create(
                session=session,
                item=item,
                group=group,
                partner=scene.partners[note["partner"]],
                sentence=note.get("sentence", "probleem"),
                what=note["what"],
                because=note["because"],
                is_revealed=True,
            )


def _record(session: Session, by: User) -> None:
    """Every decision and action of the session as an outcome of its last item, where they were agreed."""
    item = session.items.on_agenda().last()
    session.decisions.update(item=item)
    session.actions.filter(kind=ActionKind.ACTION).update(item=item)
    common = {"session": session, "item": item, "created_by": by}
    for decision in session.decisions.order_by("pk"):
        Outcome.objects.create(**common, kind=OutcomeKind.DECISION, text=decision.text, decision=decision)
    for action in session.actions.filter(kind=ActionKind.ACTION).order_by("pk"):
        Outcome.objects.create(
            **common, kind=OutcomeKind.ACTION, text=action.title, action=action, partner=action.partner
        )


def _write_minutes(scene: Scene, session: Session, row: Row) -> None:
    """The texts, the round for corrections (still open until `round`), and settling.

    The mails that went out then are not sent again.
    """
    day: int = row["day"]
    with scene.days.at(day + 2, WRITTEN) as sent:
        items = {item.position: item for item in session.items.on_agenda()}
        for text in row.get("said", []):
            write_part(session, items[text["item"]], 0, by=scene.narrator, text=text["text"])
        minutes = minutes_of(session)
        minutes.sent_at, minutes.deadline = sent, scene.days.day(row.get("round", day + 2 + CORRECTING_DAYS))
        minutes.save()
        record(scene.traject, scene.narrator, LogKind.MINUTES_SENT, session.title, session_id=session.pk)
    if "round" in row:
        return
    with scene.days.at(day + 3 + CORRECTING_DAYS, SETTLING):
        settle(session, digest(contents(scene.narrator, session)), by=scene.narrator, site="")
