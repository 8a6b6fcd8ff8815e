"""One page for who comes in later: what this is about, where it stands, and what is expected (P6)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from buurtbalans.accounts.models import User
from buurtbalans.accounts.requests import Request
from buurtbalans.pages.overview_rows import open_actions, steps_of
from buurtbalans.pages.traject_pace import following_of
from privacy import access
from sessions.actions.models import Decision
from sessions.planning.models import Session
from trajects.analysis.models import JointGoal, ProblemStatement
from trajects.partners.models import Membership, Partner, PartnerStatus
from trajects.traject import page
from trajects.traject.models import Traject

DECISIONS_SHOWN = 5


@require_safe
def step_in(request: Request, pk: int) -> HttpResponse:
    """The traject on one page, as this person may see it; also good on paper."""
    rows = Traject.objects.select_related("initiator").prefetch_related("areas")
    traject = access.fetch(request.user, "see", rows, pk)
    context = page.context(request.user, traject, "overview", **_summary(request.user, traject))
    return render(request, "pages/step_in.html", context)


def _summary(user: User, traject: Traject) -> dict[str, Any]:
    sessions = list(access.visible(user, Session.objects.filter(traject=traject).order_by("date", "starts_at", "pk")))
    today = timezone.localdate()
    seats = Membership.objects.filter(traject=traject).active().kernteam()
    partners = Partner.objects.filter(traject=traject, status=PartnerStatus.JOINED).select_related("organisation")
    problems = ProblemStatement.objects.filter(traject=traject)
    return {
        "steps": steps_of(user, traject),
        "problems": list(access.visible(user, problems)),
        "goals": list(access.visible(user, JointGoal.objects.filter(traject=traject))),
        "kernteam": list(access.visible(user, seats).select_related("user", "partner__organisation")),
        "partners": list(access.visible(user, partners)),
        "following": following_of(sessions, today),
        "held": [session for session in sessions if session.date < today and not session.is_cancelled],
        "decisions": list(access.visible(user, Decision.objects.filter(traject=traject))[:DECISIONS_SHOWN]),
        "own_actions": [action for action in open_actions(user, traject) if action.is_own],
    }
