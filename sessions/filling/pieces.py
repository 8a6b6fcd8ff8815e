"""What a traject holds and its plan does not, each as a piece that can be taken over (L2).

Decisions, actions, answers to homework, outcomes and notes of sessions, findings of residents, and chances. What was
hidden as personal data is no piece.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from buurtbalans.accounts.models import User
from privacy import access
from privacy.doors.hidden import SENTENCE
from sessions.actions.models import Action, ActionKind, ActionStatus, Decision
from sessions.outcomes.models import Outcome, OutcomeKind
from sessions.planning.models import Session, SessionPartner, SessionStatus
from sessions.room.models import OPENINGS, RoomNote, Sentence
from sessions.room.rounds import outcome_numbers
from trajects.analysis.models import Opportunity
from trajects.crossing.models import ReleasedFinding
from trajects.partners.models import Membership, Partner, Role


@dataclass(frozen=True)
class Piece:
    """One thing that was said, decided or agreed, with what is known about it.

    `partner` is who does it, `said_by` who said it; `about` is the question that it answers or the heading above it.
    """

    word: str
    row: Any
    label: str
    text: str
    session: Session | None = None
    partner: Partner | None = None
    due: date | None = None
    is_assumption: bool = False
    said_by: Partner | None = None
    about: str = ""

    @property
    def key(self) -> str:
        """By which a form names it."""
        return f"{self.word}-{self.row.pk}"

    @property
    def in_list(self) -> str:
        """As one line of a list in a part; what residents say stays a quotation."""
        return f"- “{self.line}” (bewonersinbreng)" if self.source == "finding" else f"- {self.line}"

    @property
    def source(self) -> str:
        """Its field of Source."""
        return WORDS[self.word]

    @property
    def line(self) -> str:
        """Its words on one line."""
        return " ".join(self.text.split())


def _of_action(row: Action) -> Piece:
    return Piece("actie", row, "Actie", row.title, row.session, row.partner, row.due)


def _of_decision(row: Decision) -> Piece:
    return Piece("besluit", row, "Besluit", row.text, row.session)


def _of_outcome(row: Outcome) -> Piece:
    is_assumption = row.kind == OutcomeKind.ASSUMPTION
    label = str(OutcomeKind(row.kind).label)
    return Piece("uitkomst", row, label, row.text, row.session, row.partner, is_assumption=is_assumption)


def _of_answer(row: Action) -> Piece:
    label = "Antwoord op huiswerk"
    return Piece("huiswerk", row, label, row.note, row.session, said_by=row.partner, about=row.title)


def _of_note(row: RoomNote) -> Piece:
    """Its whole sentence; of what somebody expects the question stands above it."""
    is_answer = row.sentence == Sentence.EXPECTATION
    text = row.what if is_answer else row.text
    about = OPENINGS[row.sentence][0] if is_answer else row.group.title if row.group else ""
    return Piece("geeltje", row, "Geeltje", text, row.session, said_by=row.partner, about=about)


def _of_finding(row: ReleasedFinding) -> Piece:
    return Piece("bewonersinbreng", row, "Bewonersinbreng", row.text)


def _of_chance(row: Opportunity) -> Piece:
    return Piece("kans", row, "Kans", row.text)


OVER = (SessionStatus.MINUTES, SessionStatus.FINAL)
WORDS = {
    "actie": "action",
    "besluit": "decision",
    "uitkomst": "outcome",
    "huiswerk": "action",
    "geeltje": "note",
    "bewonersinbreng": "finding",
    "kans": "chance",
}
MAKERS: Mapping[str, Any] = {
    "actie": _of_action,
    "besluit": _of_decision,
    "uitkomst": _of_outcome,
    "huiswerk": _of_answer,
    "geeltje": _of_note,
    "bewonersinbreng": _of_finding,
    "kans": _of_chance,
}


def _rows(user: User, traject_id: int) -> "dict[str, QuerySet[Any]]":
    """All rows that this person sees and that can be taken over, by their word."""
    actions = Action.objects.filter(traject=traject_id, kind=ActionKind.ACTION)
    decisions = Decision.objects.filter(traject=traject_id)
    answers = Action.objects.filter(traject=traject_id, kind=ActionKind.HOMEWORK, status=ActionStatus.DONE)
    # Of a session that is over: what is stuck on the wall can be taken off until then.
    notes = RoomNote.objects.filter(session__traject=traject_id, session__status__in=OVER)
    findings = ReleasedFinding.objects.filter(traject=traject_id)
    chances = Opportunity.objects.filter(traject=traject_id)
    return {
        "actie": access.visible(user, actions).select_related("session", "partner__organisation"),
        "besluit": access.visible(user, decisions).select_related("session"),
        "uitkomst": _outcomes(user, traject_id).select_related("session", "partner__organisation"),
        "huiswerk": access.visible(user, answers).exclude(note="").select_related("session", "partner__organisation"),
        "geeltje": access.visible(user, notes)
        .exclude(item__is_confidential=True)
        .select_related("session", "partner__organisation", "group"),
        "bewonersinbreng": access.visible(user, findings),
        "kans": access.visible(user, chances),
    }


def _outcomes(user: User, traject_id: int) -> "QuerySet[Outcome]":
    return access.visible(user, Outcome.objects.filter(session__traject=traject_id))


def piece(user: User, traject_id: int, word: str, pk: int) -> Piece:
    """One of them. Raises Http404 for another word, for what this person may not see and for what is hidden."""
    rows = _rows(user, traject_id).get(word)
    row = rows.filter(pk=pk).first() if rows is not None else None
    if row is None:
        raise Http404
    # An outcome that became an action or a decision is taken over as that one, once.
    if word == "uitkomst" and (row.action_id or row.decision_id):
        return piece(user, traject_id, *(("actie", row.action_id) if row.action_id else ("besluit", row.decision_id)))
    if word == "geeltje" and (recorded := _outcomes(user, traject_id).filter(once__in=outcome_numbers(row)).first()):
        return piece(user, traject_id, "uitkomst", recorded.pk)
    found: Piece = MAKERS[word](row)
    if SENTENCE in found.text:
        raise Http404
    return found


def left(user: User, traject_id: int) -> list[Piece]:
    """All that was not taken over yet and that this person may see, what is open still; one query for each kind."""
    rows = _rows(user, traject_id)
    rows["actie"] = rows["actie"].filter(status=ActionStatus.OPEN)
    rows["uitkomst"] = rows["uitkomst"].filter(action=None, decision=None)
    found = [make(row) for word, make in MAKERS.items() for row in rows[word].filter(taken_over=None)]
    recorded: set[UUID] = set(_outcomes(user, traject_id).values_list("once", flat=True))
    return [one for one in found if SENTENCE not in one.text and not _is_recorded(one, recorded)]


def _is_recorded(piece: Piece, recorded: set[UUID]) -> bool:
    """A note of which an outcome was made: that one is taken over, and not the same words twice."""
    return piece.word == "geeltje" and not recorded.isdisjoint(outcome_numbers(piece.row))


def unseen_by(user: User, traject_id: int, sessions: Iterable[Session]) -> dict[int, list[str]]:
    """Per session the organisations of which somebody does not see it now and does read the plan. Two queries.

    The kernteam sees every session; who was invited, as soon as the agenda was sent (P5).
    """
    sent = {session.pk for session in sessions if session.sent_at is not None}
    seats = access.visible(user, Membership.objects.active().filter(traject=traject_id, role=Role.PARTNER))
    names = dict(seats.order_by("partner__organisation__folded").values_list("partner", "partner__organisation__name"))
    invited = access.visible(user, SessionPartner.objects.filter(session__in=sent)).values_list("session", "partner")
    seen = set(invited)
    return {one.pk: [name for pk, name in names.items() if (one.pk, pk) not in seen] for one in sessions}
