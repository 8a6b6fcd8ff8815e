"""Since when partners look at what changed: the last evaluation, before it the adoption of the plan."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from buurtbalans.accounts.models import User
from privacy import access
from trajects.follow_up.steering_models import EvaluationMoment
from trajects.plan.models import PlanVersion
from trajects.traject.models import Traject


@dataclass(frozen=True)
class Since:
    """A day and what happened on it."""

    day: date
    what: str


def last_looked_back(user: User, traject: Traject) -> Since | None:
    """The day after which things are new to everybody; None before the plan was adopted."""
    held = access.visible(user, EvaluationMoment.objects.filter(traject=traject, outcome_on__isnull=False))
    if moment := held.order_by("-date").first():
        return Since(moment.date, "de laatste evaluatie")
    versions = PlanVersion.objects.filter(plan__traject=traject, adopted_at__isnull=False)
    adopted = access.visible(user, versions).order_by("-adopted_at").values_list("adopted_at", flat=True).first()
    return Since(timezone.localdate(adopted), "het vaststellen van het plan") if adopted else None
