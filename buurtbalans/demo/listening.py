"""What residents of a traject of the demo say among themselves, hand over, and hear back."""

from datetime import time

from buurtbalans.demo.content import Row
from buurtbalans.demo.scene import Scene
from privacy import wall
from privacy.agreements.services import accept
from trajects.crossing import services as crossing
from trajects.residents.models import ResidentsMeeting, ResidentsNote, ResidentsTrack
from trajects.residents.seats import name_guide, seat_resident
from trajects.residents.services import plan_meeting, write_note

EVENING = time(19, 30)


def listen(scene: Scene) -> None:
    """The residents' track of a traject that has one; no mail goes out for what happened before the demo began."""
    story: Row | None = scene.text.get("listening")
    if story is None:
        return
    with scene.days.at(story["started"]):
        track = name_guide(scene.seats[story["guide"]], by=scene.narrator)
    for row in story["residents"]:
        with scene.days.at(row["joined"]):
            seat_resident(track, scene.people[row["person"]])
    for name in [story["guide"], *(row["person"] for row in story["residents"])]:
        with scene.days.at(story["agreed"]):
            accept(wall.agreement(track), by=scene.people[name])
    meetings = [_meet(scene, track, row) for row in story["meetings"]]
    notes = [_note(scene, track, meetings, row) for row in story["notes"]]
    for row in story["findings"]:
        _hand_over(scene, track, notes, row)
    for row in story["feedback"]:
        _feed_back(scene, track, row)


def _meet(scene: Scene, track: ResidentsTrack, row: Row) -> ResidentsMeeting:
    day = scene.days.day(row["day"])
    return plan_meeting(track, title=row["title"], date=day, starts_at=EVENING, place=row["place"], topic=row["topic"])


def _note(scene: Scene, track: ResidentsTrack, meetings: list[ResidentsMeeting], row: Row) -> ResidentsNote:
    meeting = meetings[row["meeting"] - 1] if "meeting" in row else None
    with scene.days.at(row["day"]):
        return write_note(track, by=scene.people[row["by"]], kind=row["kind"], text=row["text"], meeting=meeting)


def _hand_over(scene: Scene, track: ResidentsTrack, notes: list[ResidentsNote], row: Row) -> None:
    guide = scene.people[scene.text["listening"]["guide"]]
    with scene.days.at(row["proposed"]):
        chosen = [notes[number - 1] for number in row["notes"]]
        rewriting = crossing.propose(track, by=guide, kind=row["kind"], text=row["text"], notes=chosen)
    if "approved" in row:
        with scene.days.at(row["approved"]):
            crossing.approve(rewriting, rewriting.version, by=scene.people[row["approved_by"]])


def _feed_back(scene: Scene, track: ResidentsTrack, row: Row) -> None:
    with scene.days.at(row["written"]):
        proposal = crossing.propose_feedback(scene.traject, by=scene.narrator, text=row["text"])
    if "passed" in row:
        guide = scene.people[scene.text["listening"]["guide"]]
        with scene.days.at(row["passed"]):
            crossing.pass_feedback(proposal, proposal.version, track, by=guide)
