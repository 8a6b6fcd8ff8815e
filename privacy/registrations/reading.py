"""A registration as one reader may read it: all of it for its owner, rounded for whom it is shared with.

Templates get these and never the row itself, so that an exact number cannot reach the wrong page.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils import formats, timezone

from buurtbalans.accounts.models import User
from privacy import access
from privacy.access import Seat
from privacy.access_events import recording
from privacy.periods import last_day
from privacy.registrations import small_counts
from privacy.registrations.models import ReadingState, Registration
from privacy.tables import Level, RegistrationGroupPermission


@dataclass(frozen=True)
class Ownership:
    """What only the owner of a registration knows of it."""

    shared_with: tuple[str, ...] = ()
    level: str = Level.ROUNDED
    expires_on: date | None = None
    has_expired: bool = False
    second_reading: str = ""
    others_wait_until: date | None = None
    """The last day on which others read neither its number nor its files; None when they need not wait."""

    @property
    def waits(self) -> bool:
        """Whether its words wait for a second reader."""
        return self.second_reading == ReadingState.WAITS

    @property
    def was_sent_back(self) -> bool:
        """Whether the second reader gave its words back."""
        return self.second_reading == ReadingState.SENT_BACK

    @property
    def is_exact(self) -> bool:
        """Whether others read its number as it is."""
        return self.level == Level.EXACT


NOT_OWNED = Ownership()


@dataclass(frozen=True)
class Reading:
    """What one person reads of one registration. `of_owner` is empty for everybody else."""

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
    without_second_reader: bool
    of_owner: Ownership

    @property
    def is_approximate(self) -> bool:
        """A rounded number, not one that is too small to be shown."""
        return self.is_rounded and self.number.isdigit()

    @property
    def remark(self) -> str:
        """For its owner: the small numbers of people in its words, and what to write instead; "" for nothing."""
        return small_counts.advice(self.title, self.text) if self.is_own else ""

    @property
    def shared_with(self) -> tuple[str, ...]:
        """The organisations that see it beside its own; for the owner only, else empty."""
        return self.of_owner.shared_with


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
    owned = _ownership(own)
    levels = _levels((row for row in given if not _is_own(row, seat)), seat)
    today = timezone.localdate()
    return [_read(row, owned.get(row.pk), levels.get(row.pk, Level.ROUNDED), today) for row in given]


def early_until(row: Registration, today: date) -> date | None:
    """The last day of the period in which others see neither this count about persons nor a file with it (rule 8).

    None for everything else, and when that day is over.
    """
    ends_on = last_day(row.period, row.year)
    return ends_on if row.value is not None and small_counts.is_early(row.about, ends_on, today) else None


def _is_own(row: Registration, seat: Seat | None) -> bool:
    return seat is not None and row.partner_id == seat.partner_id


def _ownership(rows: Iterable[Registration]) -> Mapping[int, Ownership]:
    own, today = list(rows), timezone.localdate()
    grants = RegistrationGroupPermission.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=today), content_object__in=[row.pk for row in own]
    ).order_by("group__circle__partner__organisation__folded")
    names: dict[int, list[tuple[str, str]]] = {}
    for pk, name, level in grants.values_list("content_object", "group__circle__partner__organisation__name", "level"):
        names.setdefault(pk, []).append((name, level))
    return {row.pk: _owned(row, names.get(row.pk, []), today) for row in own}


def _owned(row: Registration, grants: list[tuple[str, str]], today: date) -> Ownership:
    reading = getattr(row, "second_reading", None)
    return Ownership(
        shared_with=tuple(name for name, _ in grants),
        level=Level.EXACT if any(level == Level.EXACT for _, level in grants) else Level.ROUNDED,
        expires_on=row.expires_on,
        has_expired=row.has_expired(today),
        second_reading=reading.state if reading else "",
        others_wait_until=early_until(row, today),
    )


def _levels(rows: Iterable[Registration], seat: Seat | None) -> Mapping[int, str]:
    """At which level each of these rows is shared with the organisation of this seat."""
    grants = RegistrationGroupPermission.objects.filter(
        content_object__in=[row.pk for row in rows], group__circle__partner=seat.partner_id if seat else 0
    )
    return dict(grants.values_list("content_object", "level"))


def _read(row: Registration, owned: Ownership | None, level: str, today: date) -> Reading:
    reading = getattr(row, "second_reading", None)
    is_own = owned is not None
    waits_until = None if is_own else early_until(row, today)
    is_whole = is_own or waits_until is not None or small_counts.is_exact(row.about, level)
    return Reading(
        uuid=row.uuid,
        url=row.get_absolute_url(),
        is_own=is_own,
        owner=row.partner.organisation.name,
        title=row.title,
        kind=row.get_kind_display(),
        about=row.get_about_display(),
        number=_too_early(waits_until) if waits_until else _number(row, is_own, level),
        is_rounded=row.value is not None and not is_whole,
        text=row.text,
        area=row.area.name if row.area else "",
        theme=row.theme.name if row.theme else "",
        period=row.period_label,
        source=row.source,
        changed_at=row.changed_at,
        without_second_reader=reading is not None and reading.state == ReadingState.ALONE,
        of_owner=owned or NOT_OWNED,
    )


def _number(row: Registration, is_own: bool, level: str) -> str:
    if row.value is None:
        return ""
    return str(row.value) if is_own else small_counts.outside(row.about, row.value, level)


def _too_early(ends_on: date) -> str:
    return f"nog niet, pas na {formats.date_format(ends_on, 'j F Y')}"
