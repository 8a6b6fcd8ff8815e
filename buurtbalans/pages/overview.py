"""The overview of one traject: where we are, what now, and who must do what (T6, T7)."""

from dataclasses import dataclass

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Q, Sum, Value
from django.db.models.query import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from buurtbalans.accounts.models import User
from buurtbalans.accounts.requests import Request
from buurtbalans.addresses import numbered
from buurtbalans.pages.next_thing import OpenAction, next_thing
from buurtbalans.pages.traject_pace import following_of, pace_of
from privacy import access
from sessions.actions.models import Action
from sessions.planning.models import Session
from trajects.analysis.models import JointGoal
from trajects.partners.models import Membership
from trajects.partners.services import lacking_functions
from trajects.steps.models import Step
from trajects.traject import page
from trajects.traject.models import Traject, Urgency

ACTIONS_SHOWN = 5
# Who sees a traject sees its partners and themes, so they come along with it.
WITH_COUNTS = {
    "partner_count": Count("partners", distinct=True),
    "theme_names": ArrayAgg("themes__name", distinct=True, filter=Q(themes__isnull=False), default=Value([])),
}


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
    trajects = Traject.objects.select_related("initiator").annotate(**WITH_COUNTS)
    traject = access.fetch(request.user, "see", trajects, pk)
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
        **_parts(request.user, traject),
    )
    context["next_thing"] = next_thing(context)
    return render(request, "pages/traject.html", context)


def _parts(user: User, traject: Traject) -> dict[str, object]:
    """The blocks of the page that do not depend on one another."""
    steps = list(access.visible(user, Step.objects.filter(traject=traject).order_by("number")))
    prefetch_related_objects([step for step in steps if step.state == "current"], "results")
    kernteam = access.visible(user, Membership.objects.filter(traject=traject).active().kernteam())
    seats = list(kernteam.select_related("user", "partner__organisation"))
    actions = _open_actions(user, traject)
    areas = list(traject.areas.with_parents().defer("geometry", "parent__geometry", "parent__parent__geometry"))
    return {
        "steps": steps,
        "current_step": next((step for step in steps if step.state == "current"), None),
        "kernteam": seats,
        "lacking": lacking_functions(seats),
        "goals": list(access.visible(user, JointGoal.objects.filter(traject=traject))),
        "urgencies": list(access.visible(user, Urgency.objects.filter(traject=traject))),
        "actions": actions[:ACTIONS_SHOWN],
        "action_count": len(actions),
        "own_action": next((action for action in actions if action.is_own), None),
        "areas": areas,
        "others": list(access.visible(user, Traject.objects.elsewhere_in(areas, traject))),
    }


def _open_actions(user: User, traject: Traject) -> list[OpenAction]:
    """What is still to be done, earliest date first; one's own is what one's seat must do."""
    seat, url = access.seat(user, traject.pk), numbered("sessions:action", traject.pk)
    rows = access.visible(user, Action.objects.filter(traject=traject).open()).values_list(
        "pk", "title", "kind", "due", "assignee", "assignee__user__name", "partner", "partner__organisation__name"
    )
    return [
        OpenAction(
            title=title,
            url=url(pk),
            kind=kind,
            due=due,
            who=person or organisation,
            is_own=seat is not None and (assignee == seat.membership_id if assignee else partner == seat.partner_id),
        )
        for pk, title, kind, due, assignee, person, partner, organisation in rows
    ]


def _readiness(request: Request, session: Session | None) -> Readiness | None:
    if session is None:
        return None
    counts = (
        access.visible(request.user, Session.objects.filter(pk=session.pk))
        .annotate(
            tasks=Count("preparation", distinct=True),
            done=Count("preparation", distinct=True, filter=Q(preparation__done_at__isnull=False)),
            all_invited=Count("invited", distinct=True),
        )
        .values("tasks", "done", "all_invited")
        .get()
    )
    minutes = session.items.on_agenda().aggregate(minutes=Sum("minutes", default=0))["minutes"]
    return Readiness(minutes, session.minutes, counts["done"], counts["tasks"], counts["all_invited"])
