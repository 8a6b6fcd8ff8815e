"""Evaluations of which nobody wrote down what came of them: on the overview, and on Mijn werk of who steers (F2)."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils import timezone

from buurtbalans.accounts.models import User
from privacy import access, held
from privacy.questions import Given, Question
from trajects.follow_up.steering_models import EvaluationMoment
from trajects.traject.models import Traject


@Question
def _missed(user: User, trajects: Given, today: Given) -> QuerySet[EvaluationMoment]:
    rows = EvaluationMoment.objects.missed(today).filter(traject__in=trajects)
    return access.visible(user, rows).select_related("traject")


def missed_in(user: User, trajects: Iterable[Traject]) -> list[EvaluationMoment]:
    """The moments that were missed in these trajects; no query where no plan is carried out."""
    carried_out = [traject.pk for traject in trajects if not traject.is_under_way and not traject.is_closed]
    return _missed(user, trajects=carried_out, today=timezone.localdate()) if carried_out else []


def missed_by(user: User, trajects: Iterable[Traject]) -> list[EvaluationMoment]:
    """Those in the trajects that this person steers."""
    known = held.remembered(user)
    steers = set(known.trajects("steer_execution")) if known else set()
    return missed_in(user, [traject for traject in trajects if traject.pk in steers])
