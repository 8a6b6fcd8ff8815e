"""Mijn werk: what one must do now, over all one's trajects (A2)."""

from typing import Any

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from buurtbalans.accounts.requests import Request
from buurtbalans.pages.waiting import submitted_to, waits_as
from privacy import access, wall
from sessions.actions.models import Action, ActionKind
from sessions.planning.models import Session
from trajects.crossing.models import Rewriting, RewritingStatus
from trajects.residents.models import ResidentsMeeting, ResidentsTrack
from trajects.traject.models import Traject


@require_safe
def my_work(request: Request) -> HttpResponse:
    """The next session, my homework and my actions: what is overdue first. Residents find only their own side."""
    tracks = _tracks(request)
    trajects = list(access.visible(request.user, Traject.objects.all()))
    if tracks and not trajects:
        return render(request, "pages/my_neighbourhood.html", {"tracks": tracks})
    context = {
        **_work(request),
        "trajects": trajects,
        "submitted": submitted_to(request.user),
        "tracks": tracks,
        "waits_as": "" if trajects else waits_as(request.user),
    }
    return render(request, "pages/my_work.html", context)


def _work(request: Request) -> dict[str, Any]:
    """What is to be done and when one meets next."""
    today = timezone.localdate()
    sessions = access.visible(request.user, Session.objects.upcoming(today)).select_related("traject")
    own = access.visible(request.user, Action.objects.all().open().of_person(request.user))
    actions = list(own.select_related("traject", "session", "partner__organisation"))
    return {
        "today": today,
        "sessions": list(sessions[:3]),
        "homework": [action for action in actions if action.kind == ActionKind.HOMEWORK],
        "actions": [action for action in actions if action.kind == ActionKind.ACTION],
        "overdue": sum(1 for action in actions if action.due and action.due < today),
        "first": actions[0] if actions else None,
    }


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
