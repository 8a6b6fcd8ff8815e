"""Mijn werk: what one must do now, over all one's trajects (A2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from buurtbalans.accounts.models import User
from buurtbalans.accounts.requests import Request
from buurtbalans.pages.carrying_out import carried_out_by
from buurtbalans.pages.looking_back import missed_by
from buurtbalans.pages.news import news_for
from buurtbalans.pages.traject_pace import NOT_TO_COME, pace_of
from buurtbalans.pages.waiting import submitted_to, waits_as
from privacy import access, held, wall
from privacy.questions import Given, Question
from sessions.actions.models import Action, ActionKind
from sessions.planning.models import Answer, Session, SessionPartner, SessionStatus
from sessions.polls.models import PollVoter
from trajects.crossing.models import Rewriting, RewritingStatus
from trajects.plan.approval_models import Approval
from trajects.residents.models import ResidentsMeeting, ResidentsTrack
from trajects.traject.models import Traject
from trajects.traject.pace import Pace

SESSIONS_SHOWN = 3


@dataclass(frozen=True)
class Led:
    """The pace of a traject that this person leads."""

    name: str
    url: str
    pace: Pace


@Question
def _trajects(user: User) -> QuerySet[Traject]:
    return access.visible(user, Traject.objects.all())


@Question
def _coming(user: User, today: Given) -> QuerySet[Session]:
    coming = Session.objects.upcoming(today).exclude(status__in=NOT_TO_COME)
    return access.visible(user, coming).select_related("traject")[:SESSIONS_SHOWN]


@Question
def _open_work(user: User, memberships: Given, partners: Given) -> QuerySet[Action]:
    """What is assigned to one of these seats, or to nobody in one of these organisations."""
    own = Q(assignee__in=memberships) | Q(assignee=None, partner__in=partners)
    return access.visible(user, Action.objects.filter(own).open()).select_related("traject", "session")


@Question
def _invitations(user: User, partners: Given, trajects: Given, today: Given) -> QuerySet[SessionPartner]:
    """Of the invitations of one's organisation those that it said nothing to yet, and those to what is held now."""
    unanswered = Q(answer=Answer.NONE, session__status=SessionStatus.INVITED, session__date__gte=today)
    now = Q(session__status=SessionStatus.RUNNING, session__traject__in=trajects)
    rows = access.visible(user, SessionPartner.objects.filter(unanswered | now, partner__in=partners))
    return rows.select_related("session__traject").order_by("session__date", "pk")


@Question
def _polls(user: User, memberships: Given, today: Given) -> QuerySet[PollVoter]:
    """The date polls in which this person was asked and said nothing yet."""
    asked = PollVoter.objects.unanswered(today).filter(membership__in=memberships)
    return access.visible(user, asked).select_related("poll__session__traject").order_by("poll__closes_on", "pk")


@Question
def _to_sign(user: User, memberships: Given) -> QuerySet[Approval]:
    """The plans on which this person answers for his organisation, and did not decide yet (L6)."""
    asked = Approval.objects.waiting().filter(partner__signatory__membership__in=memberships)
    along = ("plan_version__plan__traject", "partner")
    rows = access.visible(user, asked).select_related(*along).defer("plan_version__contents")
    return rows.order_by("plan_version__answers_by", "pk")


@Question
def _sessions_of(user: User, trajects: Given) -> QuerySet[Session]:
    sessions = access.visible(user, Session.objects.filter(traject__in=trajects))
    return sessions.only("traject", "date", "status")


@require_safe
def my_work(request: Request) -> HttpResponse:
    """The next session, my homework and my actions: what is overdue first. Residents find only their own side."""
    tracks = _tracks(request)
    trajects = _trajects(request.user)
    if tracks and not trajects:
        return render(request, "pages/my_neighbourhood.html", {"tracks": tracks})
    since, news = news_for(request.user, request.session)
    context = {
        **_work(request.user),
        **carried_out_by(request.user, trajects),
        "since": since,
        "news": news,
        "trajects": trajects,
        "led": _led(request.user, trajects),
        "missed": missed_by(request.user, trajects),
        "submitted": submitted_to(request.user),
        "tracks": tracks,
        "waits_as": "" if trajects else waits_as(request.user),
    }
    return render(request, "pages/my_work.html", context)


def _work(user: User) -> dict[str, Any]:
    """What is to be done, what is asked, and when one meets next."""
    today, known = timezone.localdate(), held.remembered(user)
    seats = known.seats.values() if known else []
    actions = _open_work(user, memberships=[seat.pk for seat in seats], partners=[seat.partner_id for seat in seats])
    takes_part = known.trajects("take_part") if known else []
    invitations = _invitations(user, partners=known.partners if known else [], trajects=takes_part, today=today)
    now = [row.session for row in invitations if row.session.status == SessionStatus.RUNNING]
    return {
        "today": today,
        "sessions": [session for session in _coming(user, today=today) if session not in now],
        "now": now,
        "unanswered": [row for row in invitations if row.session.status == SessionStatus.INVITED],
        "polls": _polls(user, memberships=[seat.pk for seat in seats], today=today),
        "to_sign": _to_sign(user, memberships=[seat.pk for seat in seats]) if seats else [],
        "homework": [action for action in actions if action.kind == ActionKind.HOMEWORK],
        "actions": [action for action in actions if action.kind == ActionKind.ACTION],
        "overdue": sum(1 for action in actions if action.due and action.due < today),
        "first": actions[0] if actions else None,
    }


def _led(user: User, trajects: Sequence[Traject]) -> list[Led]:
    """How the trajects keep going whose sessions this person plans; no query for who plans none."""
    today, known = timezone.localdate(), held.remembered(user)
    leads = set(known.trajects("prepare_session")) if known else set()
    under_way = [traject for traject in trajects if traject.pk in leads and traject.is_under_way]
    sessions: dict[int, list[Session]] = {}
    for session in _sessions_of(user, trajects=[traject.pk for traject in under_way]) if under_way else []:
        sessions.setdefault(session.traject_id, []).append(session)
    return [
        Led(traject.name, traject.get_absolute_url(), pace_of(sessions.get(traject.pk, []), today, traject.pace_days))
        for traject in under_way
    ]


def _tracks(request: Request) -> list[ResidentsTrack]:
    """The residents' tracks of this person, with what waits there; asked only of who may have one."""
    if not wall.may_sit_with_residents(request.user):
        return []
    coming = ResidentsMeeting.objects.filter(date__gte=timezone.localdate())
    waiting = Rewriting.objects.filter(status=RewritingStatus.PROPOSED)
    return list(
        access.visible(request.user, ResidentsTrack.objects.order_by("name")).prefetch_related(
            Prefetch("meetings", access.visible(request.user, coming), to_attr="coming"),
            Prefetch("rewritings", access.visible(request.user, waiting), to_attr="waiting"),
        )
    )
