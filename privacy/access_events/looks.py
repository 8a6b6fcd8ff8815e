"""Who looked at a registration, as its own organisation reads it (V5)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max

from buurtbalans.accounts.models import User
from privacy.access_events.models import AccessAction, AccessEvent

NO_ACCOUNT = "Iemand die geen account meer heeft"


@dataclass(frozen=True)
class Look:
    """One person did one thing so many times, the last time then."""

    who: str
    organisation: str
    what: str
    times: int
    last: datetime


def looks_at(uuid: UUID) -> list[Look]:
    """Everybody who did something with this row, the latest first. Two queries, however many there were."""
    rows = list(
        AccessEvent.objects.filter(object_uuid=uuid)
        .order_by()
        .values_list("actor_id", "organisation", "action")
        .annotate(times=Count("pk"), last=Max("at"))
        .order_by("-last")
    )
    names = _names(actor_id for actor_id, *_ in rows)
    return [
        Look(names.get(actor_id, NO_ACCOUNT), organisation, str(AccessAction(action).label), times, last)
        for actor_id, organisation, action, times, last in rows
    ]


def _names(ids: Iterable[int | None]) -> dict[int | None, str]:
    return dict(User.objects.filter(pk__in={pk for pk in ids if pk}).values_list("pk", "name"))
