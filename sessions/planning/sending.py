"""Sending the agenda to the people of the invited organisations (S6, P5)."""

from django.db import transaction
from django.db.models import QuerySet

from buurtbalans.accounts.models import User
from sessions.planning.models import Session, SessionStatus
from sessions.planning.services import open_to_invited
from sessions.tasks import mail_agenda
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import record
from trajects.partners.models import Membership, Role, Track


class NobodyInvitedError(Exception):
    """No organisation is invited to this session, so there is nobody to send the agenda to."""


def recipients(session: Session) -> QuerySet[Membership]:
    """Everybody who sits for an invited organisation now; who only reads along gets no mail."""
    return (
        session.traject.memberships.active()
        .filter(track=Track.PROFESSIONALS, partner__session_invitations__session=session)
        .exclude(role=Role.READER)
        .select_related("user", "partner__organisation")
    )


@transaction.atomic
def send_agenda(session: Session, *, by: User, site: str) -> int:
    """Open the session to the invited and mail each of them; returns how many mails go out.

    May be done again after a change. The mails are jobs of the same transaction: when anything fails,
    nobody gets one. Raises NobodyInvitedError.
    """
    if not session.invited.exists():
        raise NobodyInvitedError
    again = session.status != SessionStatus.DRAFT
    open_to_invited(session)
    people = list(recipients(session).values_list("pk", flat=True))
    for membership_id in people:
        mail_agenda.defer(session_id=session.pk, membership_id=membership_id, by_id=by.pk, again=again, site=site)
    record(session.traject, by, LogKind.AGENDA_SENT, session.title, session_id=session.pk)
    return len(people)
