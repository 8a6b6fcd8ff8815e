"""The way of the plan to the board, to professionals of a theme and to residents, as a checklist (Stappenplan 6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from buurtbalans.accounts.models import User
from buurtbalans.locking import update_if_unchanged
from privacy.written import Kept
from trajects.follow_up.steering_models import TOPIC_PART, GovernancePoint, Topic
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import record
from trajects.plan.parts import Part
from trajects.traject.models import Traject
from trajects.traject.ordering import next_position

PRESETS: dict[str, tuple[tuple[str, str], ...]] = {
    Topic.BOARD: (
        ("bestuur", "Afspreken wie het plan wanneer aan het bestuur voorlegt"),
        ("directies", "De directies van de partners om instemming vragen"),
        ("samenvatting", "Een samenvatting op één bladzijde klaarmaken voor bestuur en directies"),
        ("middelen", "Geld en uren voor het vervolg laten vastleggen"),
        ("regie", "Afspreken wie de regie houdt en in welke vorm jullie verder samenwerken"),
    ),
    Topic.HANDOVER: (
        ("veiligheid", "Overdragen aan wie over veiligheid gaat"),
        ("sociaal", "Overdragen aan wie over zorg, jeugd en inkomen gaat"),
        ("wonen", "Overdragen aan wie over wonen gaat"),
    ),
    Topic.RESIDENTS: (
        ("resultaat", "Bewoners vertellen wat er is uitgekomen"),
        ("terugkoppeling", "Vertellen wat er is gedaan met wat bewoners inbrachten"),
        ("meedoen", "Afspreken hoe bewoners meedoen bij de uitvoering"),
    ),
}
"""Per topic the points of the method: what it is called in the code, and what is to be done."""


@dataclass(frozen=True)
class TopicPoints:
    """The points of one topic, in their order."""

    topic: Topic
    rows: list[GovernancePoint]

    @property
    def done(self) -> int:
        """How many are done."""
        return sum(row.done_on is not None for row in self.rows)


def by_topic(points: Iterable[GovernancePoint]) -> list[TopicPoints]:
    """Points of a traject by topic, also of a topic without any."""
    rows = list(points)
    return [TopicPoints(topic, [row for row in rows if row.topic == topic]) for topic in Topic]


def by_part(points: Iterable[GovernancePoint]) -> dict[Part, list[TopicPoints]]:
    """The checklist of a traject by the part of the plan in which it stands."""
    found: dict[Part, list[TopicPoints]] = {}
    for one in by_topic(points):
        if one.rows:
            found.setdefault(TOPIC_PART[one.topic], []).append(one)
    return found


@Kept
def points(traject: Any) -> QuerySet[GovernancePoint]:
    """The checklist of a traject that its reader may see, each point with who sees to it."""
    return GovernancePoint.objects.filter(traject=traject).select_related("partner__organisation")


@transaction.atomic
def put_presets(traject: Traject, *, by: User) -> int:
    """Put the points of the method on the list that were never on it by that name; how many are new."""
    Traject.objects.select_for_update().get(pk=traject.pk)
    known = set(traject.governance_points.values_list("preset", flat=True))
    place = next_position(traject.governance_points.all())
    new = [
        GovernancePoint(traject=traject, topic=topic, preset=preset, title=title)
        for topic, points in PRESETS.items()
        for preset, title in points
        if preset not in known
    ]
    for position, point in enumerate(new, start=place):
        point.position = position
    GovernancePoint.objects.bulk_create(new)
    if new:
        record(traject, by, LogKind.PLAN_CHANGED, "punten van het Stappenplan klaargezet")
    return len(new)


@transaction.atomic
def add_point(traject: Traject, *, by: User, **fields: Any) -> GovernancePoint:
    """Put one more point on the list, below the others."""
    point = traject.governance_points.create(position=next_position(traject.governance_points.all()), **fields)
    record(traject, by, LogKind.PLAN_CHANGED, "punt bij Bestuurlijk toegevoegd")
    return point


@transaction.atomic
def change_point(point: GovernancePoint, seen_version: int, *, by: User, **changes: Any) -> bool:
    """Say otherwise what, who or when; False when somebody else was first."""
    written = update_if_unchanged(point, seen_version, **changes)
    if written:
        record(point.traject, by, LogKind.PLAN_CHANGED, "punt bij Bestuurlijk gewijzigd")
    return written


@transaction.atomic
def tick(point: GovernancePoint, *, by: User, today: date, is_done: bool) -> None:
    """Say that a point is done, or that it is not after all; saying it twice says no more."""
    point = GovernancePoint.objects.select_for_update().get(pk=point.pk)
    if (point.done_on is not None) == is_done:
        return
    point.done_on, point.done_by = (today, by) if is_done else (None, None)
    point.save(update_fields=["done_on", "done_by"])
    if is_done:
        record(point.traject, by, LogKind.POINT_DONE, point.title)
    else:
        record(point.traject, by, LogKind.PLAN_CHANGED, "punt bij Bestuurlijk weer open")
