"""What a device with a seat is shown: the current item, its own notes, all of them once they lie open, its votes.

Read by the seat and not by the gate, for nobody is logged in. Nothing else of the session or the traject: no agenda,
no other item, no outcome (privacy.md road 58).
"""

from dataclasses import dataclass
from uuid import uuid4

from sessions.agenda.models import AgendaItem
from sessions.planning.models import SessionStatus
from sessions.room.board import Pile, Shown, shown
from sessions.room.forms import NoteForm
from sessions.room.models import MOST_VOTES, Phase, RoomSeat

FORM_ID = "mee_%s"
OVER = "De bijeenkomst is afgelopen. Je tekst staat nog op deze pagina: geef hem aan het kernteam als hij nog mee moet."


@dataclass(frozen=True)
class OnPhone:
    """The page of one device."""

    seat: RoomSeat
    item: AgendaItem | None
    phase: str
    piles: list[Pile]
    given: set[int]
    form: NoteForm | None

    @property
    def is_confidential(self) -> bool:
        """Is the room at an item of which phones show nothing?"""
        return self.seat.room.item is not None and self.item is None

    @property
    def votes_left(self) -> int:
        """How many votes this device has left at this item."""
        return MOST_VOTES - len(self.given)

    @property
    def notes(self) -> list[Shown]:
        """All notes on the page."""
        return [note for pile in self.piles for note in pile.notes]


def is_over(seat: RoomSeat) -> bool:
    """Has the session of this seat ended?"""
    return seat.room.session.status != SessionStatus.RUNNING


def on_phone(seat: RoomSeat, *, form: NoteForm | None = None) -> OnPhone:
    """Read the page of a device whose session is running; `form` is one that was not right."""
    item = seat.room.item if seat.room.item and not seat.room.item.is_confidential else None
    phase = item.round.phase if item is not None and hasattr(item, "round") else ""
    if form is None and item is not None and phase in (Phase.WRITING, Phase.REVEALED):
        form = NoteForm(initial={"once": uuid4(), "item": item.pk}, auto_id=FORM_ID)
    given = set(seat.votes.filter(item=item).values_list("note", flat=True)) if phase == Phase.VOTING else set()
    return OnPhone(seat, item, phase, _piles(seat, item, phase), given, form)


def _piles(seat: RoomSeat, item: AgendaItem | None, phase: str) -> list[Pile]:
    if item is None or not phase:
        return []
    notes = item.room_notes.filter(session=seat.room.session_id).select_related("partner__organisation", "group")
    if phase == Phase.WRITING:
        return [Pile(None, [shown(note) for note in notes.filter(seat=seat)])]
    by_group: dict[int, Pile] = {}
    for note in notes.filter(is_revealed=True).order_by("group__position", "group", "pk"):
        by_group.setdefault(note.group_id or 0, Pile(note.group, [])).notes.append(shown(note))
    # What lies under no heading stands first, as on the screen of the room.
    return sorted(by_group.values(), key=lambda pile: pile.group is not None)
