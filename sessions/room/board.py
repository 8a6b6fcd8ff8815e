"""What the kernteam's page and the screen of the room show of a session that is held, read through the gate."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet

from buurtbalans.accounts.models import User
from privacy import access
from sessions.agenda.models import AgendaItem
from sessions.outcomes.models import Outcome
from sessions.planning.models import Attendance, Session, SessionPartner, SessionStatus
from sessions.room.models import OPENINGS, NoteGroup, Phase, Room, RoomNote
from trajects.partners.models import Partner

HERE = {Attendance.PRESENT, Attendance.LATE, Attendance.SUBSTITUTE}


@dataclass(frozen=True)
class Shown:
    """A note as it is drawn: its sentence in parts, its organisation and its votes."""

    note: RoomNote
    before: str
    between: str
    votes: int


@dataclass(frozen=True)
class Pile:
    """The notes under one heading; `group` is None for what lies under no heading yet."""

    group: NoteGroup | None
    notes: list[Shown]


@dataclass(frozen=True)
class Clock:
    """The clock of an item when the page was made: the browser counts on from here, by its own clock's steps only."""

    seconds: int
    whole: int
    is_paused: bool

    @property
    def text(self) -> str:
        """Minutes and seconds, with a minus when the item takes longer: `12:40`."""
        minutes, seconds = divmod(abs(self.seconds), 60)
        return f"{'-' if self.seconds < 0 else ''}{minutes}:{seconds:02}"

    @property
    def used(self) -> int:
        """Seconds of the item that are over, for the bar."""
        return min(max(self.whole - self.seconds, 0), self.whole)


@dataclass(frozen=True)
class Board:
    """Everything about a session that is held."""

    session: Session
    room: Room
    items: Sequence[AgendaItem]
    phase: str
    piles: list[Pile]
    waiting: int
    clock: Clock

    @property
    def item(self) -> AgendaItem | None:
        """The current item; None without an agenda, or when it was taken off it."""
        return self.room.item

    @property
    def place(self) -> int:
        """Which item of the agenda this is, counted from 1; 0 when it is not on it."""
        return next((place for place, item in enumerate(self.items, start=1) if item.pk == self.room.item_id), 0)

    @property
    def later(self) -> Sequence[AgendaItem]:
        """What comes after the current item."""
        return self.items[self.place :]

    @property
    def next_item(self) -> AgendaItem | None:
        """What *Volgende* leads to."""
        return next(iter(self.later), None)

    @property
    def groups(self) -> list[NoteGroup]:
        """The headings of this item."""
        return [pile.group for pile in self.piles if pile.group is not None]

    @property
    def stuck(self) -> int:
        """How many notes were stuck at this item, whether they lie open or not."""
        return self.waiting or len(self.notes)

    @property
    def notes(self) -> list[Shown]:
        """All that lie open at this item."""
        return [shown for pile in self.piles for shown in pile.notes]


def board(user: User, session: Session, now: datetime) -> Board | None:
    """The board of a running session that the gate has let through; None when it is not being held."""
    room = (
        access.visible(user, Room.objects.filter(session=session))
        .select_related("item__round", "item__werkvorm")
        .first()
    )
    if room is None or session.status != SessionStatus.RUNNING:
        return None
    item = room.item
    phase = item.round.phase if item is not None and hasattr(item, "round") else ""
    notes = access.visible(user, RoomNote.objects.filter(session=session, item=item)) if phase else None
    return Board(
        session=session,
        room=room,
        items=list(session.items.on_agenda()),
        phase=phase,
        piles=_piles(user, session, item, notes) if item and notes is not None and phase != Phase.WRITING else [],
        waiting=session.room_notes.filter(item=item).count() if phase == Phase.WRITING else 0,
        clock=clock_of(room, now),
    )


def clock_of(room: Room, now: datetime) -> Clock:
    """The clock of the current item at this moment."""
    whole = room.item.minutes * 60 + room.extra_seconds if room.item else 0
    return Clock(room.seconds_left(now), whole, room.paused_at is not None)


def shown(note: RoomNote, votes: int = 0) -> Shown:
    """A note with the words of its sentence."""
    before, between = OPENINGS[note.sentence]
    return Shown(note, before, between if note.because else "", votes)


def outcomes_of(user: User, session: Session) -> list[Outcome]:
    """What this session has yielded so far, the newest first, each with its action."""
    rows = access.visible(user, Outcome.objects.filter(session=session))
    return list(rows.select_related("action", "item", "partner__organisation").order_by("-pk"))


def invited_of(user: User, session: Session) -> list[SessionPartner]:
    """The invited organisations by name, with whether each is there."""
    rows = access.visible(user, SessionPartner.objects.filter(session=session))
    return list(rows.select_related("partner__organisation").order_by("partner__organisation__name"))


def partners_of(user: User, session: Session) -> list[Partner]:
    """The organisations of the traject: who can take an action."""
    return list(access.visible(user, Partner.objects.filter(traject=session.traject_id)).select_related("organisation"))


def _piles(user: User, session: Session, item: AgendaItem, notes: "QuerySet[RoomNote]") -> list[Pile]:
    found = notes.select_related("partner__organisation").annotate(votes_given=Count("votes")).order_by("pk")
    groups = list(access.visible(user, NoteGroup.objects.filter(session=session, item=item)))
    by_group: dict[int | None, list[Shown]] = {}
    for note in found:
        by_group.setdefault(note.group_id, []).append(shown(note, note.votes_given))
    return [Pile(None, by_group.get(None, [])), *(Pile(group, by_group.get(group.pk, [])) for group in groups)]
