"""Where the words of a text stand once more because the application put them there: a report hides them too (V2).

Two kinds: what was made of this very row (a measure of a decision), which follows the rows, and what keeps texts of
all kinds (the logbook, a submitted plan), which is searched for the words.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import models

from privacy import policy
from privacy.doors.hidden import SENTENCE
from privacy.reports.texts import KINDS, Kind
from sessions.outcomes.models import Outcome
from sessions.room.models import RoomNote
from sessions.room.rounds import outcome_numbers
from trajects.analysis.models import ProblemStatement
from trajects.crossing.models import ResidentsFeedback
from trajects.plan.source_models import TARGETS, Source
from trajects.traject.models import Traject

Places = Iterable[tuple[str, str, str]]

# What keeps texts of all kinds, with the field and the road to the traject.
COPIES = (
    ("trajects.logentry", "subject", "traject"),
    ("trajects.planversion", "contents", "plan__traject"),
    ("trajects.approval", "words", "plan_version__plan__traject"),
    ("trajects.approvalchange", "words", "approval__plan_version__plan__traject"),
    *(("trajects.supportstatement", field, "plan_version__plan__traject") for field in KINDS["inzet"].fields),
    ("traject_sessions.minutes", "contents", "session__traject"),
    ("traject_sessions.notice", "told", "session__traject"),
)
# From where words come into a version: they stand in the draft until somebody rewords it.
IN_THE_PLAN = tuple(
    (KINDS[name].label, field, policy.ROADS[KINDS[name].label].traject or "pk")
    for name in ("traject", "onderdeel", "punt", "probleem", "kans", "doel", "actielijn", "maatregel")
    for field in KINDS[name].fields
)
# A registration is copied to its own earlier versions only.
OWN_COPIES = (("privacy.registrationversion", "content", "registration"),)
# What residents wrote, to what was made of it on both sides of the wall.
RESIDENTS_COPIES = (("trajects.rewriting", "text", "track__traject"), ("trajects.releasedfinding", "text", "traject"))
# What can be taken over into the plan and into what it leans on → its field of Source.
TAKEN_OVER = {
    "traject_sessions.action": "action",
    "traject_sessions.decision": "decision",
    "traject_sessions.outcome": "outcome",
    "traject_sessions.roomnote": "note",
    "trajects.releasedfinding": "finding",
    "trajects.opportunity": "chance",
}
# One line of a session, twice in the database.
ONE_LINE = {"traject_sessions.outcome", "traject_sessions.action", "traject_sessions.decision"}
# Which fields of what was made hold the words; of others its title, or its text.
FIELDS = {
    "traject_sessions.agendaitem": KINDS["agendapunt"].fields,
    "traject_sessions.minutespart": ("item_title",),
    "traject_sessions.minutescorrection": ("item_title",),
}
# A shorter text stands in others by chance; it counts as a copy only where it stands alone.
LONG_ENOUGH = 12
# So much of a long text a title holds.
TITLE = 299
# What the application writes around a title, in the logbook and in a list of a part of the plan.
BEFORE = r"(?:- “?|maatregel |actielijn |oorzaken bij maatregel |nieuw getal bij |getal gewijzigd: )?"
AFTER = r"(?:”? \(bewonersinbreng\)| toegevoegd| verwijderd)?"


def places_of(row: models.Model, kind: Kind, traject: Traject) -> tuple[Places, int]:
    """What is searched for the words of a row, and whose copies count."""
    carrier = policy.ROADS[kind.label].carrier
    if kind.is_frozen:
        return (*IN_THE_PLAN, *COPIES), traject.pk
    if carrier == "registration":
        return OWN_COPIES, getattr(row, "registration_id", row.pk)
    return RESIDENTS_COPIES if carrier == "track" else COPIES, traject.pk


def made_of(row: Any) -> list[models.Model]:
    """What the application made of this very row, and where both are one thing also what it was made of."""
    label = row._meta.label_lower
    made = [one for one in _MADE[label](row) if one is not None] if label in _MADE else []
    if label in TAKEN_OVER:
        taken_over = Source.objects.filter(**{TAKEN_OVER[label]: row.pk}).order_by("pk")
        made += [next(target for name in TARGETS if (target := getattr(one, name))) for one in taken_over]
    return made


def fields_of(row: models.Model) -> tuple[str, ...]:
    """In which fields the words stand of what a row was made of."""
    return FIELDS.get(row._meta.label_lower, ("title",) if hasattr(row, "title") else ("text",))


def words_of(row: Any, texts: Iterable[str]) -> list[str]:
    """What to search for: the texts of a row, the sentence that a note is in all, and the title of a long text."""
    found = [row.text, *texts] if isinstance(row, RoomNote) else list(texts)
    lines = (" ".join(text.split()) for text in found)
    return [*found, *(line[:TITLE] for line in lines if len(line) > TITLE)]


def without(value: Any, texts: Iterable[str]) -> Any:
    """A copy, however deep, with the sentence in the place of each hidden text, whatever its spaces and line ends."""
    if isinstance(value, dict):
        return {name: without(one, texts) for name, one in value.items()}
    if isinstance(value, list):
        return [without(one, texts) for one in value]
    if not isinstance(value, str):
        return value
    for text in texts:
        if value == text:
            return SENTENCE
        if text.split() and text != SENTENCE:
            value = _pattern(text).sub(lambda found: found["before"] + SENTENCE + found["after"], value)
    return value


def restored(now: Any, shown: Any, value: Any) -> Any:
    """What stands there now, with `value` again wherever it says what a report showed in its place.

    What somebody wrote meanwhile stays, and so does what another report hides.
    """
    if now == shown:
        return value
    if isinstance(now, dict) and isinstance(value, dict) and now.keys() == value.keys() == shown.keys():
        return {name: restored(now[name], shown[name], value[name]) for name in now}
    if isinstance(now, list) and isinstance(value, list) and len(now) == len(value) == len(shown):
        return [restored(*ones) for ones in zip(now, shown, value, strict=True)]
    return now


def is_all(made: models.Model, value: Any, texts: Iterable[str]) -> bool:
    """Does all that stands in what was made come from one of the texts? It may be cut short, as a title is.

    A line of a session is longer than the action that came of it.
    """
    start, full = _one_line(str(value)).removesuffix("…").rstrip(), [_one_line(text) for text in texts]
    if len(start) < LONG_ENOUGH:
        return False
    is_longer = made._meta.label_lower in ONE_LINE and any(
        start.startswith(text) for text in full if len(text) >= LONG_ENOUGH
    )
    return is_longer or any(text.startswith(start) for text in full)


def _pattern(text: str) -> re.Pattern[str]:
    words = r"\s+".join(map(re.escape, text.split()))
    if len(text) >= LONG_ENOUGH:
        return re.compile(f"(?P<before>){words}(?P<after>)")
    return re.compile(f"^(?P<before>{BEFORE}){words}(?P<after>{AFTER})$", re.MULTILINE)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _of_item(item: Any) -> Iterable[Any]:
    return [item.carried_from, *item.carried_to.all(), *item.minutes_parts.all(), *item.corrections.all()]


def _of_note(note: Any) -> Iterable[Any]:
    outcomes = Outcome.objects.filter(once__in=outcome_numbers(note))
    return [*outcomes, *ProblemStatement.objects.filter(traject=note.session.traject_id, text=note.text)]


_MADE: Mapping[str, Callable[[Any], Iterable[Any]]] = {
    "traject_sessions.outcome": lambda outcome: [outcome.action, outcome.decision],
    "traject_sessions.action": lambda action: [getattr(action, "outcome", None)],
    "traject_sessions.decision": lambda decision: [getattr(decision, "outcome", None)],
    "traject_sessions.agendaitem": _of_item,
    "traject_sessions.roomnote": _of_note,
    "trajects.jointgoal": lambda goal: goal.lines.all(),
    "trajects.feedbackproposal": lambda row: ResidentsFeedback.objects.filter(reference=row.reference),
}
