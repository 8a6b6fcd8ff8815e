"""What somebody leads of plans that are carried out, and which questions about it wait for him (F1)."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from buurtbalans.accounts.models import User
from privacy import access, held
from privacy.questions import Given, Question
from trajects.follow_up.check_in_models import CheckInAnswer
from trajects.follow_up.models import Helper, Lead, StuckPoint
from trajects.traject.models import Traject, TrajectStatus

CARRIED_OUT = (TrajectStatus.ADOPTED, TrajectStatus.IN_EXECUTION)


@Question
def _check_ins(user: User, memberships: Given, today: Given) -> QuerySet[CheckInAnswer]:
    """The check-ins in which this person was asked and said nothing yet."""
    asked = CheckInAnswer.objects.unanswered(today).filter(membership__in=memberships)
    return (
        access.visible(user, asked).select_related("check_in__traject", "line").order_by("check_in__answers_by", "pk")
    )


@Question
def _leads(user: User, memberships: Given, trajects: Given) -> QuerySet[Lead]:
    """The lines that this person sees to."""
    own = Lead.objects.filter(membership__in=memberships, line__plan__traject__in=trajects)
    return access.visible(user, own).select_related("line__plan__traject").order_by("line__plan__traject", "line")


@Question
def _to_help(user: User, memberships: Given, trajects: Given) -> QuerySet[StuckPoint]:
    """What is stuck and asked of this person: as who leads the line, or as the kernteam of these trajects."""
    led = Q(whom=Helper.LEAD, line__leads__membership__in=memberships)
    steered = Q(whom=Helper.KERNTEAM, line__plan__traject__in=trajects)
    points = StuckPoint.objects.filter(led | steered, reply="", solved_on=None)
    # With two leads a line comes twice.
    return access.visible(user, points.distinct()).select_related("line__plan__traject").order_by("raised_at", "pk")


def carried_out_by(user: User, trajects: Sequence[Traject]) -> dict[str, Any]:
    """For Mijn werk; no query for who takes part in nothing that is carried out."""
    known = held.remembered(user)
    running = [traject.pk for traject in trajects if traject.status in CARRIED_OUT]
    seats = [seat.pk for seat in known.seats.values()] if known and running else []
    steers = set(known.trajects("steer_execution")) if known else set()
    return {
        "check_ins": _check_ins(user, memberships=seats, today=timezone.localdate()) if seats else [],
        "to_help": _to_help(user, memberships=seats, trajects=sorted(steers.intersection(running))) if seats else [],
        "my_lines": _leads(user, memberships=seats, trajects=running) if seats else [],
    }
