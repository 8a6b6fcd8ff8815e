"""What the invited organisations answered to an invitation (P7)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from buurtbalans.accounts.models import User
from privacy import access
from privacy.questions import Given, Question
from sessions.planning.models import Answer, Session, SessionPartner


@dataclass(frozen=True)
class Answered:
    """One invited organisation and its answer; `is_outdated` when the session moved to another time after it."""

    organisation: str
    answer: str
    note: str
    at: datetime | None
    is_own: bool
    is_outdated: bool

    @property
    def label(self) -> str:
        """The answer in words."""
        return str(Answer(self.answer).label)


@Question
def _answers(user: User, session: Given) -> "QuerySet[SessionPartner, Any]":
    rows = access.visible(user, SessionPartner.objects.filter(session=session))
    fields = ("partner_id", "partner__organisation__name", "answer", "answer_note", "answered_at")
    return rows.order_by("partner__organisation__folded").values_list(*fields)


def answers_of(user: User, session: Session) -> list[Answered]:
    """All invited organisations with their answers, for who sees the session."""
    seat = access.seat(user, session.traject_id)
    own = seat.partner_id if seat else None
    return [
        Answered(name, answer, note, at, pk == own, bool(at and session.moved_at and at < session.moved_at))
        for pk, name, answer, note, at in _answers(user, session=session.pk)
    ]


def own_invitation(user: User, session: Session) -> SessionPartner | None:
    """The invitation of this person's organisation, None when it is not invited or he may not answer for it."""
    seat = access.seat(user, session.traject_id)
    if seat is None or "take_part" not in seat.actions:
        return None
    rows = access.visible(user, SessionPartner.objects.filter(session=session, partner=seat.partner_id))
    return rows.select_related("partner__organisation").first()
