"""Asking which day suits, answering, and picking the day (S9)."""

from collections.abc import Iterable, Mapping
from datetime import date, time

from django.db import transaction
from django.utils import timezone

from buurtbalans.accounts.models import User
from privacy.links import services as links
from privacy.links.models import Purpose
from sessions.planning.models import Session, SessionPartner, SessionStatus
from sessions.planning.notices import recipients
from sessions.planning.services import change_session
from sessions.planning.states import WrongMomentError
from sessions.polls.models import Poll, PollOption, PollVote, PollVoter
from sessions.tasks import mail_poll
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import record


class NobodyToAskError(Exception):
    """Nobody sits for an invited organisation, so there is nobody to ask."""


class PollClosedError(Exception):
    """Its last day has passed, or a day was picked."""


@transaction.atomic
def open_poll(
    session: Session, *, by: User, options: Iterable[tuple[date, time, time]], closes_on: date, site: str
) -> Poll:
    """Ask everybody who sits for an invited organisation which of the days suits, each by a mail of his own.

    The session stays a draft, so nobody learns of it more than the days. Raises WrongMomentError when it is no draft
    or has a poll, NobodyToAskError.
    """
    row = Session.objects.select_for_update().get(pk=session.pk)
    if row.status != SessionStatus.DRAFT or Poll.objects.filter(session=row).exists():
        raise WrongMomentError
    poll = Poll.objects.create(session=row, closes_on=closes_on, created_by=by)
    PollOption.objects.bulk_create(
        PollOption(poll=poll, date=day, starts_at=starts, ends_at=ends)
        for day, starts, ends in dict.fromkeys(sorted(options))
    )
    if not ask_newcomers(poll, by=by, site=site):
        raise NobodyToAskError
    _log(poll, by, LogKind.POLL_OPENED)
    return poll


@transaction.atomic
def ask_newcomers(poll: Poll, *, by: User, site: str) -> int:
    """Ask who was not asked yet, such as people of an organisation that was invited later; returns how many."""
    Poll.objects.select_for_update().get(pk=poll.pk)
    known = set(poll.voters.values_list("membership_id", flat=True))
    invitations = dict(SessionPartner.objects.filter(session=poll.session_id).values_list("partner_id", "pk"))
    new = [seat for seat in recipients(poll.session) if seat.pk not in known]
    made = PollVoter.objects.bulk_create(
        PollVoter(poll=poll, invitation_id=invitations[seat.partner_id or 0], membership=seat) for seat in new
    )
    for voter in made:
        mail_poll.defer(voter_id=voter.pk, by_id=by.pk, site=site)
    return len(made)


@transaction.atomic
def move_last_day(poll: Poll, *, by: User, seen: date, closes_on: date, site: str) -> bool:
    """Let people answer until another day; who did not answer yet hears of it by mail.

    False, with nothing written, when it is no longer the day that was `seen`. A poll that closed by itself opens
    again. Raises PollClosedError once a day was picked or the session is no draft.
    """
    row = Poll.objects.select_for_update(of=("self",)).select_related("session__traject").get(pk=poll.pk)
    if row.ended_at is not None or row.session.status != SessionStatus.DRAFT:
        raise PollClosedError
    if row.closes_on != seen:
        return False
    if closes_on == seen:
        return True
    row.closes_on = closes_on
    row.save(update_fields=["closes_on"])
    links.prolong(Purpose.ANSWER_POLL, row.voters.values_list("pk", flat=True), until=row.answers_until)
    waiting = row.voters.unanswered(timezone.localdate())
    for voter in waiting.values_list("pk", flat=True):
        mail_poll.defer(voter_id=voter, by_id=by.pk, site=site)
    row.voters.filter(answered_at=None).update(mailed_at=None)
    _log(row, by, LogKind.POLL_MOVED)
    return True


@transaction.atomic
def vote(voter: PollVoter, answers: Mapping[int, str]) -> None:
    """Say how each day suits (`answers` by option); may be done again until the poll closes. Raises PollClosedError."""
    poll = Poll.objects.select_for_update().get(pk=voter.poll_id)
    if not poll.is_open:
        raise PollClosedError
    PollVote.objects.bulk_create(
        [PollVote(voter=voter, option_id=option, answer=answer) for option, answer in answers.items()],
        update_conflicts=True,
        unique_fields=["voter", "option"],
        update_fields=["answer"],
    )
    voter.answered_at = timezone.now()
    voter.save(update_fields=["answered_at"])


@transaction.atomic
def pick(option: PollOption, *, by: User) -> Session:
    """Give the session this day and end the poll. The session stays a draft. Raises WrongMomentError."""
    poll = Poll.objects.select_for_update().get(pk=option.poll_id)
    session = Session.objects.select_for_update().select_related("traject").get(pk=poll.session_id)
    if session.status != SessionStatus.DRAFT:
        raise WrongMomentError
    moment = {"date": option.date, "starts_at": option.starts_at, "ends_at": option.ends_at}
    partners = session.partners.all()
    change_session(session, by=by, seen_version=session.version, steps=session.steps.all(), partners=partners, **moment)
    poll.ended_at = timezone.now()
    poll.save(update_fields=["ended_at"])
    _end_links(poll)
    _log(poll, by, LogKind.POLL_CLOSED)
    return session


@transaction.atomic
def remove_poll(poll: Poll, *, by: User) -> None:
    """Take the poll away, with its answers; what was mailed about it works no more."""
    _end_links(poll)
    _log(poll, by, LogKind.POLL_REMOVED)
    poll.delete()


def _log(poll: Poll, by: User, kind: LogKind) -> None:
    record(poll.session.traject, by, kind, poll.session.title, session_id=poll.session_id)


def _end_links(poll: Poll) -> None:
    for voter in poll.voters.values_list("pk", flat=True):
        links.end(Purpose.ANSWER_POLL, voter)
