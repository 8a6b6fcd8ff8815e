"""What a device with a seat is shown: the current item, its own notes, all of them once they lie open, its votes.

Read by the seat and not by the gate, for nobody is logged in. Nothing else of the session or the traject: no agenda,
no other item, no outcome (privacy.md road 58).

When notes are opened all phones of a room ask for this page within three seconds. So its questions are fixed, its
notes plain values, and what is the same for everybody is drawn once: a note with blanks, and the fields of a new one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID, uuid4

from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from privacy.written import Kept
from sessions.agenda.models import AgendaItem
from sessions.planning.models import SessionStatus
from sessions.room.forms import NoteForm
from sessions.room.models import MOST_VOTES, OPENINGS, Phase, RoomNote, RoomSeat, Sentence
from sessions.room.rounds import votes_of

FORM_ID = "mee_%s"
OVER = "De bijeenkomst is afgelopen. Je tekst staat nog op deze pagina: geef hem aan het kernteam als hij nog mee moet."
FIELDS = ("pk", "sentence", "what", "because", "partner__organisation__name", "group_id", "group__title")


@dataclass(frozen=True)
class PileOnPhone:
    """The notes under one heading, drawn; without a heading what lies under none."""

    heading: str
    notes: list[SafeString]


@dataclass(frozen=True)
class OnPhone:
    """The page of one device. `form` is a note that was not right; `once` is the number of a new one."""

    seat: RoomSeat
    item: AgendaItem | None
    phase: str
    piles: list[PileOnPhone]
    given: set[int]
    form: NoteForm | None
    once: UUID

    @property
    def is_confidential(self) -> bool:
        """Is the room at an item of which phones show nothing?"""
        return self.seat.room.item is not None and self.item is None

    @property
    def votes_left(self) -> int:
        """How many votes this device has left at this item."""
        return MOST_VOTES - len(self.given)

    @property
    def writes_at(self) -> Any:
        """The item for which a note is written here, as the form sends it; nothing where none can be written."""
        if self.form is not None:
            return self.form["item"].value()
        writes = self.item is not None and self.phase in (Phase.WRITING, Phase.REVEALED)
        return self.item.pk if self.item is not None and writes else ""

    @property
    def blank(self) -> str:
        """The fields of a new note."""
        return blank_sentence()


def is_over(seat: RoomSeat) -> bool:
    """Has the session of this seat ended?"""
    return seat.room.session.status != SessionStatus.RUNNING


def on_phone(seat: RoomSeat, token: str, *, form: NoteForm | None = None, only: int | None = None) -> OnPhone:
    """Read the page of a device whose session is running.

    `token` goes with each form of a note, `form` is one that was not right, `only` the one note of it that is needed.
    """
    item = seat.room.item if seat.room.item and not seat.room.item.is_confidential else None
    phase = item.round.phase if item is not None and hasattr(item, "round") else ""
    votes = votes_of(seat=seat.pk, item=item.pk) if item is not None and phase == Phase.VOTING else []
    drawing = _Drawing(phase, token, {note for note, _ in votes}, only is not None)
    if item is None or not phase:
        piles = []
    elif only is not None:
        piles = [drawing.pile(_note(note=only))]
    elif phase == Phase.WRITING:
        piles = [drawing.pile(_own_notes(session=seat.room.session_id, item=item.pk, seat=seat.pk))]
    else:
        piles = _by_heading(_open_notes(session=seat.room.session_id, item=item.pk), drawing)
    return OnPhone(seat, item, phase, piles, drawing.given, form, uuid4())


@cache
def blank_sentence() -> str:
    """The fields of a note before anything is filled in: the same for everybody, so drawn once."""
    return render_to_string("sessions/room/_sentence.html", {"form": NoteForm(auto_id=FORM_ID)})


@Kept
def _note(note: Any) -> Any:
    """One note, for which a vote was just given or taken back."""
    return RoomNote.objects.filter(pk=note).values_list(*FIELDS)


@Kept
def _own_notes(session: Any, item: Any, seat: Any) -> Any:
    """The notes that a device stuck at an item."""
    return RoomNote.objects.filter(session=session, item=item, seat=seat).order_by("pk").values_list(*FIELDS)


@Kept
def _open_notes(session: Any, item: Any) -> Any:
    """The notes of an item that lie open, by their headings in order; what lies under no heading last."""
    notes = RoomNote.objects.filter(session=session, item=item, is_revealed=True)
    return notes.order_by("group__position", "group", "pk").values_list(*FIELDS)


@dataclass(frozen=True)
class _Drawing:
    """How the notes of one page are drawn: what can be done with them, and for which of them this device votes."""

    phase: str
    token: str
    given: set[int]
    alone: bool

    def pile(self, rows: Sequence[Sequence[Any]]) -> PileOnPhone:
        """Notes that lie together, with the heading that all of them have."""
        heading = rows[0][-1] or "" if rows and not self.alone else ""
        names = {row[4]: conditional_escape(row[4]) for row in rows}
        return PileOnPhone(heading, [self._note(row, names[row[4]]) for row in rows])

    def _note(self, row: Sequence[Any], organisation: SafeString) -> SafeString:
        pk, sentence, what, because = row[:4]
        shape = _shape(sentence, bool(because), self.phase, pk in self.given, self.alone)
        # The token is letters and digits, the same for all of them.
        with_token = shape.replace("{token}", self.token)
        return format_html(with_token, key=pk, what=what, because=because, organisation=organisation)


def _by_heading(rows: Sequence[Sequence[Any]], drawing: _Drawing) -> list[PileOnPhone]:
    by_group: dict[int, list[Sequence[Any]]] = {}
    for row in rows:
        by_group.setdefault(row[-2] or 0, []).append(row)
    # What lies under no heading stands first, as on the screen of the room.
    return [drawing.pile(pile) for _, pile in sorted(by_group.items(), key=lambda pile: pile[0] != 0)]


@cache
def _shape(sentence: str, has_because: bool, phase: str, is_given: bool, alone: bool) -> str:
    """A note with a blank for all that one has and another has not: drawn once, for there are dozens on a page."""
    before, between = OPENINGS[sentence]
    shown = {"before": before, "between": between, "has_because": has_because, "is_given": is_given, "alone": alone}
    kind = "" if sentence == Sentence.PROBLEM else sentence
    blanks = {name: f"{{{name}}}" for name in ("key", "what", "because", "organisation")}
    return render_to_string(
        "sessions/room/_phone_note.html",
        {**shown, **blanks, "kind": kind, "phase": phase, "csrf_token": "{token}"},
    )
