"""The overview of one traject: where we are, what now, and who must do what (T6, T7)."""

from django.db.models import F, QuerySet
from django.db.models.expressions import RawSQL
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from buurtbalans.accounts.models import User
from buurtbalans.accounts.requests import Request
from buurtbalans.pages.looking_back import missed_in
from buurtbalans.pages.next_thing import next_thing
from buurtbalans.pages.overview_rows import open_actions, steps_of
from buurtbalans.pages.traject_pace import following_of, pace_of
from privacy import access
from privacy.questions import Given, Question
from sessions.planning.models import Session
from trajects.analysis.models import JointGoal
from trajects.buurt.models import Area
from trajects.partners.models import Membership
from trajects.partners.services import lacking_functions
from trajects.traject import page
from trajects.traject.models import Traject, Urgency

ACTIONS_SHOWN = 5
# What tells in which stadsdeel an area lies.
DISTRICT = tuple(f"{area}{field}" for area in ("", "parent__", "parent__parent__") for field in ("level", "name"))
SEAT = ("role", "functions", "user__name", "partner__organisation__name")
# Who sees a traject sees its initiator, partners and themes, so they come along with it. As SQL, because Django
# takes longer over joins that multiply one another's rows.
ALONG = {
    "initiator_name": F("initiator__name"),
    "partner_count": RawSQL("SELECT COUNT(*) FROM trajects_partner WHERE traject_id = trajects_traject.id", []),
    "theme_names": RawSQL(
        "ARRAY(SELECT name FROM trajects_theme JOIN trajects_traject_themes ON theme_id = trajects_theme.id"
        " WHERE traject_id = trajects_traject.id ORDER BY name)",
        [],
    ),
}


@Question
def _traject(user: User, pk: Given) -> QuerySet[Traject]:
    return access.visible(user, Traject.objects.filter(pk=pk).annotate(**ALONG))


@Question
def _sessions(user: User, traject: Given) -> QuerySet[Session]:
    return access.visible(user, Session.objects.filter(traject=traject).with_readiness())


@Question
def _kernteam(user: User, traject: Given) -> QuerySet[Membership]:
    seats = access.visible(user, Membership.objects.filter(traject=traject).active().kernteam())
    return seats.select_related("user", "partner__organisation").only(*SEAT)


@Question
def _areas(user: User, traject: Given) -> QuerySet[Area]:
    return Area.objects.filter(trajects=traject).with_parents().only(*DISTRICT)


@Question
def _goals(user: User, traject: Given) -> "QuerySet[JointGoal, str]":
    return access.visible(user, JointGoal.objects.filter(traject=traject)).values_list("title", flat=True)


@Question
def _urgencies(user: User, traject: Given) -> QuerySet[Urgency]:
    return access.visible(user, Urgency.objects.filter(traject=traject)).defer("traject")


@Question
def _elsewhere(user: User, areas: Given, traject: Given) -> QuerySet[Traject]:
    return access.visible(user, Traject.objects.elsewhere_in(areas, traject)).only("name")


@require_safe
def traject(request: Request, pk: int) -> HttpResponse:
    """The traject at a glance."""
    traject = _traject.one(request.user, pk=pk)
    today = timezone.localdate()
    sessions = _sessions(request.user, traject=traject.pk)
    following = following_of(sessions, today)
    context = page.context(
        request.user,
        traject,
        "overview",
        following=following,
        pace=pace_of(sessions, today, traject.pace_days),
        today=today,
        **_parts(request.user, traject),
    )
    context["next_thing"] = next_thing(context)
    return render(request, "pages/traject.html", context)


def _parts(user: User, traject: Traject) -> dict[str, object]:
    """The blocks of the page that do not depend on one another."""
    steps = steps_of(user, traject)
    seats = _kernteam(user, traject=traject.pk)
    actions = open_actions(user, traject)
    areas = _areas(user, traject=traject.pk)
    return {
        "steps": steps,
        "current_step": next((step for step in steps if step.state == "current"), None),
        "kernteam": seats,
        "lacking": lacking_functions(seats),
        "goals": _goals(user, traject=traject.pk),
        "urgencies": _urgencies(user, traject=traject.pk),
        "actions": actions[:ACTIONS_SHOWN],
        "action_count": len(actions),
        "own_action": next((action for action in actions if action.is_own), None),
        "districts": list(dict.fromkeys(area.district_name for area in areas if area.district_name)),
        "others": _others(user, traject, areas),
        "missed": missed_in(user, [traject]),
    }


def _others(user: User, traject: Traject, areas: list[Area]) -> list[Traject]:
    """Other trajects in these buurten that this person takes part in (T1)."""
    if not access.sits_elsewhere(user, traject.pk):
        return []
    return _elsewhere(user, areas=[area.pk for area in areas], traject=traject.pk)
