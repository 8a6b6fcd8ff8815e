"""A traject of the demo from its proposal to where it stands now."""

from buurtbalans.accounts.models import Organisation, User
from buurtbalans.demo.content import Row
from buurtbalans.demo.days import Days
from buurtbalans.demo.scene import Scene
from privacy.agreements.services import accept
from trajects.buurt.models import Area
from trajects.steps.models import Step
from trajects.steps.services import finish, tick
from trajects.traject.models import Theme, TrajectStatus
from trajects.traject.services import propose, start


def open_scene(text: Row, days: Days, people: dict[str, User], organisations: dict[str, Organisation]) -> Scene:
    """Propose the traject, with its urgencies and what was said about the time after Buurtbalans."""
    maker = people[text["proposed_by"]]
    with days.at(text["proposed"]):
        traject = propose(
            by=maker,
            areas=[Area.objects.get(name=text["area"], level="buurt")],
            question=text["question"],
            kind=text["kind"],
            themes=Theme.objects.filter(name__in=text["themes"]),
            urgencies={row["kind"]: (row["explanation"], row["source"]) for row in text["urgencies"]},
            functions=text["functions"],
            today=days.day(text["proposed"]),
        )
        accept(traject.privacy_agreements.get(track="professionals"), by=maker)
    for point in traject.after_points.all():
        point.text = text["after"].get(point.topic, "")
        point.save(update_fields=["text"])
    scene = Scene(text, days, people, organisations, traject)
    first = traject.memberships.select_related("partner__organisation").get()
    scene.seats[text["proposed_by"]] = first
    if first.partner:
        key = next(key for key, row in organisations.items() if row == first.partner.organisation)
        scene.partners[key] = first.partner
    return scene


def begin(scene: Scene) -> None:
    """The gebiedsmakelaar starts the traject."""
    by = scene.people[scene.text["started_by"]]
    with scene.days.at(scene.text["started"]):
        start(scene.traject, by=by, today=scene.days.day(scene.text["started"]))


def walk_the_steps(scene: Scene) -> None:
    """Tick the results, finish the steps that are behind, and say when the others are planned."""
    for row in scene.text["steps"]:
        # Read anew: the step may have begun when the one before it was finished.
        step = scene.traject.steps.get(number=row["number"])
        if "planned" in row:
            step.planned_on = scene.days.month(row["planned"])
            step.save(update_fields=["planned_on"])
        _reach(scene, step, row)
        if "finished" in row:
            with scene.days.at(row["finished"]):
                finish(step, by=scene.narrator, today=scene.days.day(row["finished"]))


def settle(scene: Scene) -> None:
    """Where the traject stands as a whole, when the plan did not say so already."""
    if scene.traject.is_under_way:
        scene.traject.status = TrajectStatus(scene.text.get("status", TrajectStatus.RUNNING))
        scene.traject.save(update_fields=["status"])


def _reach(scene: Scene, step: Step, row: Row) -> None:
    results = list(step.results.all())
    reached = row.get("reached", [result.position for result in results] if "finished" in row else [])
    day: int = row["reached_on"] if "reached_on" in row else row.get("finished", -1)
    with scene.days.at(day):
        for result in results:
            if result.position in reached:
                tick(result, reached=True, by=scene.narrator, today=scene.days.day(day))
