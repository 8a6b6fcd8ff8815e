"""Notes at an item: writing in silence, opening, laying together, voting, and what comes of one (S4, S8)."""

from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Count, Max, Subquery

from buurtbalans.accounts.models import User
from privacy.written import Kept
from sessions.agenda.models import AgendaItem
from sessions.outcomes import services as outcomes
from sessions.outcomes.models import OutcomeKind
from sessions.planning.models import Session
from sessions.room.models import MOST_VOTES, NoteGroup, Phase, RoomNote, RoomSeat, Round, Vote
from sessions.room.services import at_work, shown_to_phones
from trajects.analysis.services import state_problem
from trajects.partners.models import Partner
from trajects.plan.source_services import remember

PROBLEM_STATEMENT = "probleemstelling"
BECOMES = {
    OutcomeKind.ASSUMPTION.value: "Aanname",
    OutcomeKind.ACTION.value: "Actie",
    OutcomeKind.NEED.value: "Informatiebehoefte",
    PROBLEM_STATEMENT: "Probleemstelling",
}
"""What a note can become by one click, with its word."""
MOST_NOTES = 100


class NoRoundError(Exception):
    """At this item no notes are asked for, or not in this way now."""


class TooManyError(Exception):
    """This device used its votes, or stuck as many notes as one device may."""


def set_phase(session: Session, item: AgendaItem, phase: str) -> None:
    """Ask for notes at an item, open them, or let the votes begin or end; again does nothing.

    What was opened cannot be closed again. A confidential item has no notes. Raises NoRoundError.
    """
    with at_work(session.pk) as room:
        found, _ = Round.objects.get_or_create(item=item)
        if item.is_confidential or (phase == Phase.WRITING and found.phase != Phase.WRITING):
            raise NoRoundError
        found.phase = phase
        found.save(update_fields=["phase"])
        if phase != Phase.WRITING:
            RoomNote.objects.filter(item=item).update(is_revealed=True)
        shown_to_phones(room)


def stick(
    session_id: int,
    item_id: int,
    *,
    partner: Partner,
    sentence: str,
    what: str,
    because: str,
    once: UUID,
    seat: RoomSeat | None = None,
) -> RoomNote:
    """Stick a note of an organisation at an item of a running session, also at one that the room has left.

    The same `once` gives the note that is there already. Raises NoRoundError, TooManyError and WrongMomentError.
    """
    with at_work(session_id) as room:
        asked = next(iter(_asked(item=item_id, session=session_id, seat=seat.pk if seat else 0, once=once)), None)
        if asked is None:
            raise NoRoundError
        phase, stuck, known = asked
        if known is not None:
            return RoomNote.objects.get(pk=known)
        if (stuck or 0) >= MOST_NOTES:
            raise TooManyError
        note = RoomNote.objects.create(
            once=once,
            session_id=session_id,
            item_id=item_id,
            partner=partner,
            seat=seat,
            sentence=sentence,
            what=what,
            because=because,
            is_revealed=phase != Phase.WRITING,
        )
        if note.is_revealed:
            shown_to_phones(room)
    return note


@Kept
def _asked(item: Any, session: Any, seat: Any, once: Any) -> Any:
    """How far the notes of an item are, how many a device stuck at it, and the note that has this number."""
    here = RoomNote.objects.filter(item=item, seat=seat).order_by().values("item").annotate(many=Count("pk"))
    known = RoomNote.objects.filter(once=once).values("pk")
    rounds = Round.objects.filter(item=item, item__session=session, item__is_confidential=False)
    return rounds.values_list("phase", Subquery(here.values("many")), Subquery(known))


def take_off(note: RoomNote) -> None:
    """Take a note off the wall."""
    with at_work(note.session_id) as room:
        note.delete()
        shown_to_phones(room)


def vote(seat: RoomSeat, note_id: int, *, wants: bool) -> None:
    """Give one of the three votes of a device to a note, or take it back; the same again does nothing.

    Raises NoRoundError when there is no voting now, TooManyError when its votes are used, WrongMomentError.
    """
    with at_work(seat.room.session_id) as room:
        if room.item_id is None or not _voted_on(note=note_id, session=room.session_id, item=room.item_id):
            raise NoRoundError
        given = dict(votes_of(seat=seat.pk, item=room.item_id))
        if not wants:
            seat.votes.filter(note=note_id).delete()
        elif note_id not in given:
            free = sorted(set(range(1, MOST_VOTES + 1)) - set(given.values()))
            if not free:
                raise TooManyError
            Vote.objects.create(seat=seat, item_id=room.item_id, note_id=note_id, number=free[0])


@Kept
def votes_of(seat: Any, item: Any) -> Any:
    """The votes of a device at an item: each its note, and which of three it is."""
    return Vote.objects.filter(seat=seat, item=item).values_list("note", "number")


@Kept
def _voted_on(note: Any, session: Any, item: Any) -> Any:
    """This note, when it lies open at an item that is being voted on."""
    voting = {"is_revealed": True, "item__round__phase": Phase.VOTING}
    return RoomNote.objects.filter(pk=note, session=session, item=item, **voting).values_list("pk", flat=True)


def add_group(session: Session, item: AgendaItem, title: str) -> NoteGroup:
    """Make a heading below the others of this item; one with this title is there already."""
    with at_work(session.pk) as room:
        rows = NoteGroup.objects.filter(session=session, item=item)
        group = rows.filter(title__iexact=title).first()
        if group is None:
            last = rows.aggregate(last=Max("position"))["last"] or 0
            group = NoteGroup.objects.create(session=session, item=item, title=title, position=last + 1)
        shown_to_phones(room)
    return group


def lay_under(note: RoomNote, group: NoteGroup | None) -> None:
    """Lay a note under a heading of its item; under none puts it back among the others."""
    with at_work(note.session_id) as room:
        if group is not None and group.item_id != note.item_id:
            raise NoRoundError
        note.group = group
        note.save(update_fields=["group"])
        shown_to_phones(room)


@transaction.atomic
def become(note: RoomNote, kind: str, *, by: User) -> None:
    """Make an outcome or a problem statement of the traject out of a note; a second click makes no second one."""
    with at_work(note.session_id) as room:
        traject = room.session.traject
        if kind == PROBLEM_STATEMENT:
            known = traject.problem_statements.filter(text=note.text).first()
            problem = known or state_problem(traject, by=by, text=note.text)
            remember(problem, traject_id=traject.pk, session_id=room.session_id, note=note)
            return
        outcomes.add(
            room.session,
            by=by,
            partner=note.partner,
            kind=kind,
            text=note.text,
            item=note.item,
            once=uuid5(note.once, kind),
        )


def outcome_numbers(note: RoomNote) -> set[UUID]:
    """By which numbers one finds the outcomes that came of a note."""
    return {uuid5(note.once, kind) for kind in BECOMES if kind != PROBLEM_STATEMENT}
