"""A registration as one reader may read it: all of it for its owner, rounded for whom it is shared with.

Templates get these and never the row itself, so that an exact number cannot reach the wrong page.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from buurtbalans.accounts.models import User
from privacy import access
from privacy.access import Seat
from privacy.access_events import recording
from privacy.registrations import small_counts
from privacy.registrations.models import Registration
from privacy.tables import RegistrationGroupPermission


@dataclass(frozen=True)
class Reading:
    """What one person reads of one registration. `shared_with` is for the owner only, else empty."""

    uuid: UUID
    url: str
    is_own: bool
    owner: str
    title: str
    kind: str
    about: str
    number: str
    is_rounded: bool
    text: str
    area: str
    theme: str
    period: str
    source: str
    changed_at: datetime
    shared_with: tuple[str, ...]

    @property
    def is_approximate(self) -> bool:
        """A rounded number, not one that is too small to be shown."""
        return self.is_rounded and self.number.isdigit()


def read(
    rows: Iterable[Registration], reader: User, *, traject_id: int, action: str, channel: str = "page"
) -> list[Reading]:
    """These rows of one traject as this person may read them, which is written down (V5).

    `action` (AccessAction) and `channel` say in what way they are read. However many rows: one query for whom
    one's own are shared with, and one INSERT.
    """
    given, seat = list(rows), access.seat(reader, traject_id)
    recording.record(reader, action, given, traject_id=traject_id, channel=channel)
    own = [row for row in given if _is_own(row, seat)]
    names = shared_with(own)
    return [_read(row, is_own=_is_own(row, seat), shared_with=names.get(row.pk, ())) for row in given]


def shared_with(rows: Iterable[Registration]) -> Mapping[int, tuple[str, ...]]:
    """The organisations that see each of these rows beside its own, by name. For their owner only."""
    grants = RegistrationGroupPermission.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=timezone.localdate()),
        content_object__in=[row.pk for row in rows],
    ).order_by("group__circle__partner__organisation__folded")
    names: dict[int, tuple[str, ...]] = {}
    for pk, name in grants.values_list("content_object", "group__circle__partner__organisation__name"):
        names[pk] = (*names.get(pk, ()), name)
    return names


def _is_own(row: Registration, seat: Seat | None) -> bool:
    return seat is not None and row.partner_id == seat.partner_id


def _read(row: Registration, *, is_own: bool, shared_with: tuple[str, ...]) -> Reading:
    number = ""
    if row.value is not None:
        number = str(row.value) if is_own else small_counts.outside(row.about, row.value)
    return Reading(
        uuid=row.uuid,
        url=row.get_absolute_url(),
        is_own=is_own,
        owner=row.partner.organisation.name,
        title=row.title,
        kind=row.get_kind_display(),
        about=row.get_about_display(),
        number=number,
        is_rounded=bool(number) and not is_own and not small_counts.is_exact(row.about),
        text=row.text,
        area=row.area.name if row.area else "",
        theme=row.theme.name if row.theme else "",
        period=row.period,
        source=row.source,
        changed_at=row.changed_at,
        shared_with=shared_with,
    )
