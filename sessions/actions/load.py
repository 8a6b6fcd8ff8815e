"""Who carries how much, so that not everything hangs on one person (A4). Counts only what this reader may see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from buurtbalans.accounts.models import User
from buurtbalans.accounts.requests import Request
from privacy import access
from sessions.actions.models import Action
from trajects.traject import page
from trajects.traject.models import Traject

SOON = timedelta(weeks=4)
# Of fewer open actions somebody carries more than half by chance.
SIGNAL_FROM = 4


@dataclass(frozen=True)
class Carried:
    """What one organisation or person still has to do: open, of which late, and of which due within four weeks."""

    name: str
    open: int
    late: int
    soon: int


@dataclass(frozen=True)
class Load:
    """What an organisation carries, and each of its people; what nobody took on yet stands last."""

    partner_id: int
    whole: Carried
    people: Sequence[Carried]


@require_safe
def action_load(request: Request, traject_pk: int) -> HttpResponse:
    """Open, late and coming work for each organisation and person."""
    traject = access.fetch(request.user, "see", Traject.objects.all(), traject_pk)
    loads = loads_of(_counted(request.user, traject, timezone.localdate()))
    more = {"loads": loads, "signal": signal_of(loads)}
    context = page.context(request.user, traject, "actions", **more)
    return render(request, "sessions/actions/load.html", context)


def loads_of(rows: Iterable[Sequence[Any]]) -> list[Load]:
    """The rows of `_counted` by organisation, in their order."""
    organisations: dict[int, tuple[str, list[Carried]]] = {}
    for partner_id, organisation, person, *counts in rows:
        organisations.setdefault(partner_id, (organisation, []))[1].append(Carried(person or "Nog niemand", *counts))
    return [Load(partner_id, _sum(name, people), people) for partner_id, (name, people) in organisations.items()]


def signal_of(loads: Sequence[Load]) -> Carried | None:
    """The person, or else the organisation, that carries more than half of all that is open; None when nobody does."""
    total = sum(load.whole.open for load in loads)
    carriers = [*(each for load in loads for each in load.people), *(load.whole for load in loads)]
    if total < SIGNAL_FROM:
        return None
    return next((each for each in carriers if each.open * 2 > total and each.name != "Nog niemand"), None)


def _counted(user: User, traject: Traject, today: date) -> QuerySet[Action, Any]:
    open_actions = access.visible(user, Action.objects.filter(traject=traject).open())
    return (
        open_actions.order_by(
            "partner__organisation__folded", "partner", F("assignee__user__name").asc(nulls_last=True)
        )
        .values_list("partner", "partner__organisation__name", "assignee__user__name")
        .annotate(
            number=Count("pk"),
            late=Count("pk", filter=Q(due__lt=today)),
            coming=Count("pk", filter=Q(due__gte=today, due__lte=today + SOON)),
        )
    )


def _sum(name: str, people: Sequence[Carried]) -> Carried:
    return Carried(name, *(sum(getattr(each, what) for each in people) for what in ("open", "late", "soon")))
