"""Sending an agenda, a change of it, and that it is off, to the people whom that concerns (S6, P5)."""

from django.conf import settings
from django.db import transaction
from django.db.models import F

from buurtbalans.accounts.models import User
from sessions.planning import notices
from sessions.planning.models import Session, SessionStatus
from sessions.planning.services import open_to_invited
from sessions.planning.states import WrongMomentError, advance
from sessions.tasks import mail_notice
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import record


class NobodyInvitedError(Exception):
    """No organisation is invited to this session, so there is nobody to send the agenda to."""


class ConfidentialError(Exception):
    """The agenda has a confidential item, so it goes along with no mail."""


@transaction.atomic
def send_agenda(session: Session, *, by: User, site: str, paper: bool = False) -> int:
    """Open the session to the invited and mail whom it concerns; returns how many mails go out.

    May be done again after a change: then only who has not heard of it gets a mail. `paper`: the agenda goes along
    as PDF. The mails are jobs of the same transaction: when anything fails, nobody gets one. Raises
    NobodyInvitedError, ConfidentialError, and WrongMomentError for one that has begun or was.
    """
    if not session.invited.exists():
        raise NobodyInvitedError
    if paper and has_confidential(session):
        raise ConfidentialError
    # Who sends at the same moment waits here.
    row = Session.objects.select_for_update().get(pk=session.pk)
    if not row.is_to_send:
        raise WrongMomentError
    open_to_invited(row)
    count = _mail_around(row, by=by, site=site, paper=paper)
    if count:
        record(session.traject, by, LogKind.AGENDA_SENT, session.title, session_id=session.pk)
    session.refresh_from_db()
    return count


@transaction.atomic
def cancel_session(session: Session, *, by: User, site: str) -> int:
    """Call a session off and tell who expects it; returns how many mails go out. Raises WrongMomentError."""
    if not advance(session, SessionStatus.CANCELLED, by=by):
        return 0
    return _mail_around(session, by=by, site=site)


@transaction.atomic
def reopen_session(session: Session, *, by: User) -> None:
    """Undo calling off: a draft again, and mails that have not left yet stay. Raises WrongMomentError."""
    if advance(session, SessionStatus.DRAFT, by=by):
        Session.objects.filter(pk=session.pk).update(edition=F("edition") + 1)
        session.refresh_from_db()


def has_confidential(session: Session) -> bool:
    """Is there something on the agenda that only stands behind the login?"""
    return session.items.on_agenda().filter(is_confidential=True).exists()


def _mail_around(session: Session, *, by: User, site: str, paper: bool = False) -> int:
    """A job for each person, in a new edition: mails of an earlier one that still wait do not go out any more.

    They wait a moment, so that two changes in a minute are told in one mail.
    """
    Session.objects.filter(pk=session.pk).update(edition=F("edition") + 1)
    session.refresh_from_db()
    found = notices.letters(session)
    wait = settings.MAIL_BUNDLE_SECONDS
    job = mail_notice.configure(schedule_in={"seconds": wait}) if wait else mail_notice
    for letter in found:
        job.defer(
            session_id=session.pk,
            membership_id=letter.seat.pk,
            by_id=by.pk,
            edition=session.edition,
            paper=paper,
            site=site,
        )
    return len(found)
