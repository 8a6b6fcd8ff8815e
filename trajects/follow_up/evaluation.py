"""Looking back on the plan together: planning the moments, saying what came of them, reminding people (F2).

Begins with a traject or a moment that the gate gave; who is reminded is asked of the gate when the mail goes.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.formats import date_format

from buurtbalans.accounts.models import User
from buurtbalans.locking import update_if_unchanged
from trajects.follow_up.models import Lead
from trajects.follow_up.steering_models import EvaluationMoment
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import record
from trajects.partners.models import Membership, Role
from trajects.plan.models import ActionLine
from trajects.traject.models import Traject

MONTHS_IN_WORDS = (
    (1, ("elke maand", "maandelijks", "iedere maand")),
    (2, ("twee maanden", "2 maanden")),
    (6, ("half jaar", "halfjaar", "zes maanden", "6 maanden", "twee keer per jaar")),
    (3, ("kwartaal", "drie maanden", "3 maanden", "vier keer per jaar")),
    (12, ("elk jaar", "jaarlijks", "ieder jaar", "per jaar")),
)
USUAL_MONTHS = 3


@transaction.atomic
def plan_moment(
    traject: Traject, *, by: User, date: date, about: str = "", lines: Iterable[ActionLine] = ()
) -> EvaluationMoment:
    """Put an evaluation moment on a day, about these action lines; without any it is about the whole plan."""
    moment = EvaluationMoment.objects.create(traject=traject, date=date, about=about, changed_by=by)
    moment.lines.set(lines)
    record(traject, by, LogKind.EVALUATION_PLANNED, date_format(date, "j F Y"))
    return moment


@transaction.atomic
def plan_series(traject: Traject, *, by: User, days: Iterable[date], about: str = "") -> int:
    """Put a moment on each of these days that has none yet; how many are new."""
    # Two people at once plan the same series one after the other.
    Traject.objects.select_for_update().get(pk=traject.pk)
    taken = set(traject.evaluations.values_list("date", flat=True))
    wanted = [day for day in days if day not in taken]
    for day in wanted:
        plan_moment(traject, by=by, date=day, about=about)
    return len(wanted)


@transaction.atomic
def move_moment(moment: EvaluationMoment, seen_version: int, *, by: User, **changes: Any) -> bool:
    """Plan a moment differently; on another day its people are reminded anew. False when somebody else was first."""
    lines, day = changes.pop("lines", ()), changes["date"]
    if day != EvaluationMoment.objects.values_list("date", flat=True).get(pk=moment.pk):
        changes |= {"told_early_on": None, "told_late_on": None}
    if not update_if_unchanged(moment, seen_version, changed_by=by, **changes):
        return False
    moment.lines.set(lines)
    record(moment.traject, by, LogKind.TRAJECT_CHANGED, f"evaluatiemoment van {date_format(day, 'j F Y')} gewijzigd")
    return True


@transaction.atomic
def write_outcome(
    moment: EvaluationMoment, seen_version: int, *, by: User, today: date, outcome: str, changes_plan: bool
) -> bool:
    """Say what came of looking back, and whether the plan is to change; False when somebody else was first."""
    said = {"outcome": outcome, "changes_plan": changes_plan, "changed_by": by}
    if not update_if_unchanged(moment, seen_version, outcome_on=today, **said):
        return False
    more = ", het plan wordt aangepast" if changes_plan else ""
    record(moment.traject, by, LogKind.EVALUATION_HELD, f"{date_format(moment.date, 'j F Y')}{more}")
    return True


def months_between(text: str) -> int:
    """How often partners want to look back, read from what they wrote about monitoring; else every three months."""
    words = " ".join(text.casefold().split())
    return next((months for months, said in MONTHS_IN_WORDS if any(one in words for one in said)), USUAL_MONTHS)


def invited(moment: EvaluationMoment) -> "QuerySet[Membership]":
    """Who is reminded of a moment: the kernteam, and who leads one of its lines; of all lines when it names none."""
    lines = moment.lines.all() if moment.lines.exists() else moment.traject.plan.lines.all()
    wanted = Q(role=Role.KERNTEAM) | Q(pk__in=Lead.objects.filter(line__in=lines).values("membership"))
    return moment.traject.memberships.active().filter(wanted).select_related("user").order_by("pk")


def remind_in_time(today: date, site: str = settings.SITE) -> int:
    """Remind once about two weeks before a moment and once on the day before; of how many moments."""
    told = 0
    for rows, mark in (
        (EvaluationMoment.objects.to_tell_early(today), "told_early_on"),
        (EvaluationMoment.objects.to_tell_late(today), "told_late_on"),
    ):
        told += _remind(rows, mark, today, site)
    return told


@transaction.atomic
def _remind(rows: "QuerySet[EvaluationMoment]", mark: str, today: date, site: str) -> int:
    # The letter asks what this module knows of a moment.
    from trajects.follow_up.evaluation_letters import mail_evaluation

    moments = list(rows.select_related("traject").select_for_update(of=("self",)))
    EvaluationMoment.objects.filter(pk__in=[moment.pk for moment in moments]).update(**{mark: today})
    for moment in moments:
        for seat in invited(moment):
            mail_evaluation.defer(moment_id=moment.pk, seat_id=seat.pk, day=f"{moment.date}", site=site)
    return len(moments)
