"""What was agreed in a traject of the demo: actions, homework and decisions, and how they went."""

from datetime import time

from buurtbalans.demo.content import Row
from buurtbalans.demo.scene import Scene
from sessions.actions.models import Action, ActionKind, ActionStatus
from sessions.actions.services import add_action, add_decision, report

DURING = time(16, 15)


def agree(scene: Scene) -> None:
    """Write down all decisions and actions on the day of their session, and the reports on the day they came."""
    for row in scene.text["decisions"]:
        _decide(scene, row)
    for row in scene.text["actions"]:
        action = _agree_on(scene, row)
        if "closed" in row:
            _report(scene, action, row)


def _decide(scene: Scene, row: Row) -> None:
    day = _day(scene, row)
    with scene.days.at(day, DURING):
        add_decision(
            scene.traject,
            by=scene.narrator,
            text=row["text"],
            decided_on=scene.days.day(day),
            step=scene.steps[row["step"]],
            session=scene.sessions.get(row.get("session", 0)),
        )


def _agree_on(scene: Scene, row: Row) -> Action:
    seat = scene.seats[row["who"]] if "who" in row else None
    with scene.days.at(_day(scene, row), DURING):
        return add_action(
            scene.traject,
            by=scene.narrator,
            title=row["title"],
            partner=scene.partners[row["partner"]] if seat is None or seat.partner is None else seat.partner,
            kind=row.get("kind", ActionKind.ACTION),
            assignee=seat,
            due=scene.days.day(row["due"]),
            step=scene.steps[row["step"]],
            session=scene.sessions.get(row.get("session", 0)),
            why=row.get("why", ""),
        )


def _report(scene: Scene, action: Action, row: Row) -> None:
    by = scene.people[row["who"]] if "who" in row else scene.narrator
    with scene.days.at(row["closed"]):
        report(
            action,
            by=by,
            seen_version=action.version,
            status=row.get("status", ActionStatus.DONE),
            note=row.get("note", ""),
        )


def _day(scene: Scene, row: Row) -> int:
    """When it was agreed: on the day it says, else in its session."""
    agreed: int = row["agreed"] if "agreed" in row else scene.text["sessions"][row["session"] - 1]["day"]
    return agreed
