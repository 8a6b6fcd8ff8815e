"""The pages on which partners see whether they keep to their plan: evaluations, numbers, checklist, objections."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from buurtbalans.accounts.models import User
from buurtbalans.accounts.requests import Request
from buurtbalans.charts import Dot, line_chart
from privacy import access
from trajects.analysis.letters import LetteredGoal, lettered
from trajects.analysis.models import JointGoal
from trajects.follow_up.governance import by_topic
from trajects.follow_up.steering_kinds import tab_of
from trajects.follow_up.steering_models import EvaluationMoment, GoalIndicator, GovernancePoint, Objection
from trajects.follow_up.then_now import then_now
from trajects.traject import page
from trajects.traject.models import Traject

Context = dict[str, object]


@dataclass(frozen=True)
class Shown:
    """One page: its template, the part of it that changes, and what they show."""

    template: str
    part: str
    context: Callable[[Request, Traject], Context]


@dataclass(frozen=True)
class Followed:
    """An indicator with its first and last number in a line, and all as a picture, "" for fewer than two."""

    row: GoalIndicator
    told: SafeString
    picture: SafeString


@dataclass(frozen=True)
class GoalNumbers:
    """A goal with its indicators."""

    goal: LetteredGoal
    indicators: list[Followed]


def evaluations(request: Request, traject: Traject) -> Context:
    """The moments that were missed, those to come, and what came of the others, the last first."""
    rows = EvaluationMoment.objects.filter(traject=traject).prefetch_related("lines").select_related("changed_by")
    moments = list(access.visible(request.user, rows))
    held = [row for row in moments if row.outcome_on]
    missed = [row for row in moments if row.is_missed]
    coming = [row for row in moments if not row.outcome_on and not row.is_missed]
    return page.context(request.user, traject, tab_of(traject), missed=missed, coming=coming, held=held[::-1])


def looking_back(user: User, traject: Traject) -> Context:
    """For beside the execution: the moments that were missed, and the next one."""
    rows = list(access.visible(user, EvaluationMoment.objects.filter(traject=traject, outcome_on=None)))
    missed = [row for row in rows if row.is_missed]
    return {"missed": missed, "next_evaluation": next((row for row in rows if not row.is_missed), None)}


def numbers(request: Request, traject: Traject) -> Context:
    """Every goal with its indicators, then and now. As many queries for one as for fifty."""
    goals = lettered(access.visible(request.user, JointGoal.objects.filter(traject=traject)))
    rows = access.visible(request.user, GoalIndicator.objects.filter(goal__traject=traject))
    found: dict[int, list[Followed]] = {}
    for row in rows.prefetch_related("measurements"):
        found.setdefault(row.goal_id, []).append(Followed(row, _told(row), picture(row)))
    shown = [GoalNumbers(goal, found.get(goal.row.pk, [])) for goal in goals]
    return page.context(request.user, traject, tab_of(traject), goals=shown)


def checklist(request: Request, traject: Traject) -> Context:
    """What is to be arranged with board, professionals and residents, by topic."""
    rows = access.visible(request.user, GovernancePoint.objects.filter(traject=traject))
    points = list(rows.select_related("partner__organisation", "done_by"))
    return page.context(
        request.user,
        traject,
        "plan",
        topics=by_topic(points),
        own_ticks=_own(request, points),
        done=sum(row.done_on is not None for row in points),
        count=len(points),
    )


def answers(request: Request, traject: Traject) -> Context:
    """The objections, each with what partners answer."""
    rows = access.visible(request.user, Objection.objects.filter(traject=traject))
    return page.context(request.user, traject, "plan", rows=list(rows))


def picture(row: GoalIndicator) -> SafeString:
    """The numbers of an indicator as a line; its measurements are known already."""
    dots = [Dot(one.date, float(one.value), one.number) for one in row.measurements.all()]
    return line_chart(dots, row.name)


def _told(row: GoalIndicator) -> SafeString:
    return then_now(row.unit, [(one.value, one.date) for one in row.measurements.all()])


def _own(request: Request, points: Iterable[GovernancePoint]) -> set[int]:
    """The points that this person may tick."""
    return {row.pk for row in points if access.may(request.user, "report_progress", row)}


FOLDER = "trajects/follow_up"
PAGES = {
    "trajects:evaluation-list": Shown(f"{FOLDER}/evaluations.html", "", evaluations),
    "trajects:indicator-list": Shown(f"{FOLDER}/indicators.html", f"{FOLDER}/_indicators.html", numbers),
    "trajects:point-list": Shown(f"{FOLDER}/governance.html", f"{FOLDER}/_governance.html", checklist),
    "trajects:objection-list": Shown(f"{FOLDER}/objections.html", f"{FOLDER}/_objections.html", answers),
}


@require_safe
def show(request: Request, traject_pk: int, name: str) -> HttpResponse:
    """One of these pages, by the name of its address."""
    traject = access.fetch(request.user, "view_traject", Traject.objects.all(), traject_pk)
    return render(request, PAGES[name].template, PAGES[name].context(request, traject))
