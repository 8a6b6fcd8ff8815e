"""The sessions of a traject of the demo, each with its agenda and what is prepared for it."""

from buurtbalans.demo.content import Row
from buurtbalans.demo.scene import Scene
from sessions.agenda.models import AgendaItem
from sessions.agenda.services import fill_from_example
from sessions.planning.models import PreparationTask, Session
from sessions.planning.notices import recipients, remember
from sessions.planning.services import open_to_invited, plan_session
from sessions.werkvormen.models import Werkvorm
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import record


def hold_sessions(scene: Scene) -> None:
    """Plan all sessions; those with a day of sending are open to the invited, the others are in draft."""
    for number, row in enumerate(scene.text["sessions"], start=1):
        with scene.days.at(row["planned"]):
            session = plan_session(
                scene.traject,
                by=scene.narrator,
                title=row["title"],
                day=scene.days.day(row["day"]),
                starts_at=row["starts"],
                ends_at=row["ends"],
                place=row["place"],
                steps=scene.traject.steps.filter(number__in=row["steps"]),
                partners=scene.chosen(row["invited"]),
            )
            _make_agenda(scene, session, row)
        _prepare(scene, session, row)
        if "sent" in row:
            # The mails that went out then are not sent again; a change is told against them.
            with scene.days.at(row["sent"]):
                open_to_invited(session)
                remember(session, recipients(session))
                record(scene.traject, scene.narrator, LogKind.AGENDA_SENT, session.title, session_id=session.pk)
        scene.sessions[number] = session


def _make_agenda(scene: Scene, session: Session, row: Row) -> None:
    if "agenda" in row:
        AgendaItem.objects.bulk_create(
            _item(scene, session, position, item) for position, item in enumerate(row["agenda"], start=1)
        )
        return
    fill_from_example(session, by=scene.narrator)
    items = list(session.items.on_agenda())
    for item, lead in zip(items, row["leads"], strict=True):
        item.lead = lead
    AgendaItem.objects.bulk_update(items, ["lead"])


def _item(scene: Scene, session: Session, position: int, item: Row) -> AgendaItem:
    point = ""
    if "point" in item:
        step, place = item["point"]
        point = scene.steps[step].discussion_points[place - 1]
    return AgendaItem(
        session=session,
        position=position,
        title=item["title"],
        minutes=item["minutes"],
        lead=item.get("lead", ""),
        werkvorm=Werkvorm.objects.get(name=item["werkvorm"]) if "werkvorm" in item else None,
        working_form=item.get("form", ""),
        purpose=item.get("purpose", ""),
        is_break=item.get("break", False),
        discussion_point=point,
        changed_by=scene.narrator.name,
    )


def _prepare(scene: Scene, session: Session, row: Row) -> None:
    """The kernteam's own list where there is one; else the list of the steps, all of it done in time."""
    if "preparation" in row:
        session.preparation.all().delete()
        PreparationTask.objects.bulk_create(
            PreparationTask(
                session=session,
                title=task["title"],
                owner=scene.seats[task["owner"]],
                due=scene.days.day(task["due"]),
                done_at=scene.days.moment(task["done"]) if "done" in task else None,
                position=position,
            )
            for position, task in enumerate(row["preparation"], start=1)
        )
        return
    kernteam = [seat for seat in scene.seats.values() if seat.role == "kernteam"]
    tasks = list(session.preparation.all())
    for place, task in enumerate(tasks):
        task.owner = kernteam[place % len(kernteam)]
        task.due = scene.days.day(row["day"] - 4)
        task.done_at = scene.days.moment(row["day"] - 6 + place % 3)
    PreparationTask.objects.bulk_update(tasks, ["owner", "due", "done_at"])
