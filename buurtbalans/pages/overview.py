"""The overview of one traject: where we are, what now, and who must do what (T6, T7)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, Sum
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from buurtbalans.accounts.requests import Request
from buurtbalans.pages.next_thing import next_thing
from buurtbalans.pages.traject_pace import following_of, pace_of
from privacy import access
from sessions.actions.models import Action
from sessions.planning.models import Session
from trajects.analysis.models import JointGoal
from trajects.partners.models import Membership, Partner
from trajects.partners.services import lacking_functions
from trajects.steps.models import Step
from trajects.traject import page
from trajects.traject.models import Traject, Urgency

ACTIONS_SHOWN = 5


@dataclass(frozen=True)
class Readiness:
    """How far the next session is prepared."""

    agenda_minutes: int
    session_minutes: int
    tasks_done: int
    tasks: int
    invited: int


@require_safe
def traject(request: Request, pk: int) -> HttpResponse:
    """The traject at a glance."""
    traject = access.fetch(request.user, "see", Traject.objects.select_related("initiator"), pk)
    today = timezone.localdate()
    sessions = list(access.visible(request.user, Session.objects.filter(traject=traject)))
    following = following_of(sessions, today)
    context = page.context(
        request.user,
        traject,
        "overview",
        following=following,
        readiness=_readiness(request, following),
        pace=pace_of(sessions, today, traject.pace_days),
        today=today,
        **_parts(request, traject, today),
    )
    context["next_thing"] = next_thing(context)
    return render(request, "pages/traject.html", context)


def _parts(request: Request, traject: Traject, today: date) -> dict[str, object]:
    """The blocks of the page that do not depend on one another."""
    user = request.user
    steps = list(access.visible(user, Step.objects.filter(traject=traject)).prefetch_related("results"))
    seats = list(
        access.visible(user, Membership.objects.filter(traject=traject).active().kernteam()).select_related(
            "user", "partner__organisation"
        )
    )
    actions = access.visible(user, Action.objects.filter(traject=traject).open())
    shown = list(actions.select_related("assignee__user", "partner__organisation")[:ACTIONS_SHOWN])
    return {
        "steps": steps,
        "current_step": next((step for step in steps if step.state == "current"), None),
        "kernteam": seats,
        "lacking": lacking_functions(seats),
        "goals": list(access.visible(user, JointGoal.objects.filter(traject=traject))),
        "urgencies": list(access.visible(user, Urgency.objects.filter(traject=traject))),
        "actions": shown,
        "action_count": actions.count() if len(shown) == ACTIONS_SHOWN else len(shown),
        "own_actions": _own_actions(request, traject),
        "partner_count": access.visible(user, Partner.objects.filter(traject=traject)).count(),
        "areas": list(traject.areas.select_related("parent__parent")),
        "themes": list(traject.themes.all()),
        "others": list(access.visible(user, Traject.objects.elsewhere_in(traject))),
    }


def _own_actions(request: Request, traject: Traject) -> list[Action]:
    seat = access.seat(request.user, traject.pk)
    if seat is None:
        return []
    open_here = access.visible(request.user, Action.objects.filter(traject=traject).open())
    return list(open_here.of_seat(seat.membership_id, seat.partner_id)[:1])


def _readiness(request: Request, session: Session | None) -> Readiness | None:
    if session is None:
        return None
    row = (
        access.visible(request.user, Session.objects.filter(pk=session.pk))
        .annotate(
            agenda=Sum("items__minutes", filter=Q(items__deleted_at=None), default=0),
        )
        .values("agenda")
        .get()
    )
    tasks = session.preparation.aggregate(all=Count("pk"), done=Count("done_at"))
    return Readiness(row["agenda"], session.minutes, tasks["done"], tasks["all"], session.invited.count())
