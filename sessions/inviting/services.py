"""Noting who is missing at the table and following it up (P4), and inviting who is advised (P5)."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from buurtbalans.accounts.models import User
from buurtbalans.locking import update_if_unchanged
from sessions.inviting.models import MissingParty
from sessions.minutes.carrying import kept_from
from sessions.planning.models import Answer, Attendance, Session
from sessions.planning.services import set_invited
from sessions.planning.states import WrongMomentError
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import record
from trajects.partners.models import Partner


class NotForThemError(Exception):
    """The topic of this title came by itself from a session that one of the invited may not know of."""


def note_missing(session: Session, *, by: User, **known: Any) -> MissingParty:
    """Write down a party that is missing; the same kind without a name is written down once."""
    if not known.get("name"):
        same = {"category": known.get("category", ""), "name": ""}
        before = MissingParty.objects.unsettled().filter(session__traject=session.traject_id, **same).first()
        if before is not None:
            return before
    return MissingParty.objects.create(session=session, changed_by=by.name, **known)


def change_missing(party: MissingParty, seen_version: int, *, by: User, **changes: Any) -> bool:
    """Change what is known of it, or how far it is; False, with nothing written, when somebody was first."""
    return update_if_unchanged(party, seen_version, changed_by=by.name, changed_at=timezone.now(), **changes)


@transaction.atomic
def invite_too(session: Session, partners: Iterable[Partner], *, by: User) -> None:
    """Invite these partners besides who is invited; nobody is mailed by it. Again does nothing.

    Who has the session in a form meanwhile is told that it changed. Raises WrongMomentError when it is closed, and
    NotForThemError when its agenda holds a topic of a session that one of them may not know of (S7).
    """
    row = _open(session)
    known = list(row.partners.all())
    new = set(partners) - set(known)
    if titles := kept_from(row, new):
        raise NotForThemError(titles[0])
    if new:
        _invite_exactly(row, [*known, *new], by=by)


@transaction.atomic
def invite_no_more(session: Session, partner_ids: Iterable[int], *, by: User) -> None:
    """Take back the invitation of these partners, but for who answered or came already. Raises WrongMomentError."""
    row = _open(session)
    silent = {"answer": Answer.NONE, "attendance": Attendance.UNKNOWN, "partner__in": list(partner_ids)}
    gone = set(row.invited.filter(**silent).values_list("partner_id", flat=True))
    if gone:
        _invite_exactly(row, row.partners.exclude(pk__in=gone), by=by)


def _open(session: Session) -> Session:
    row = Session.objects.select_for_update(of=("self",)).select_related("traject").get(pk=session.pk)
    if not row.is_open_to_more:
        raise WrongMomentError
    return row


def _invite_exactly(session: Session, partners: Iterable[Partner], *, by: User) -> None:
    set_invited(session, partners)
    Session.objects.filter(pk=session.pk).update(version=F("version") + 1)
    record(session.traject, by, LogKind.SESSION_CHANGED, session.title, session_id=session.pk)
