"""How measures go, and what is stuck: reporting it, asking for help, answering (F4)."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from buurtbalans.accounts.models import User
from buurtbalans.locking import update_if_unchanged
from trajects.follow_up.models import Helper, ProgressReport, StuckPoint
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import record
from trajects.partners.models import Partner
from trajects.plan.models import ActionLine, Measure
from trajects.plan.parts import MeasureStatus


@transaction.atomic
def report(
    measure: Measure,
    *,
    by: User,
    partner: Partner,
    status: str,
    note: str,
    on: date,
    question: str = "",
    whom: str = "",
) -> ProgressReport:
    """Tell how a measure went on a day; the newest day says how it goes now, and every report is kept.

    `partner` is the organisation that tells it. With a `question` help is asked of `whom`.
    """
    # Two reports at once: the one after the other, so that the measure shows the newest of both.
    Measure.objects.select_for_update().get(pk=measure.pk)
    said = {"status": status, "note": note, "on": on, "at": timezone.now()}
    told = ProgressReport.objects.create(measure=measure, by=by, partner=partner, **said)
    newest = measure.progress.values_list("status", flat=True)[0]
    Measure.objects.filter(pk=measure.pk).update(status=newest)
    traject = measure.line.plan.traject
    record(traject, by, LogKind.PROGRESS_REPORTED, f"{MeasureStatus(status).label.lower()} ({partner})")
    if question:
        ask_for_help(measure.line, measure, by=by, partner=partner, question=question, whom=whom)
    return told


def ask_for_help(
    line: ActionLine, measure: Measure | None, *, by: User, partner: Partner, question: str, whom: str
) -> StuckPoint:
    """Say that a line, or a measure in it, is stuck, with a question to the lead of the line or the kernteam."""
    whom = whom or Helper.KERNTEAM
    asked = {"raised_by": by, "raised_at": timezone.now(), "partner": partner, "question": question, "whom": whom}
    point = StuckPoint.objects.create(line=line, measure=measure, **asked)
    record(line.plan.traject, by, LogKind.STUCK_RAISED, Helper(whom).label.lower())
    return point


@transaction.atomic
def answer_point(point: StuckPoint, seen_version: int, *, by: User, reply: str, is_solved: bool) -> bool:
    """Answer a question about what is stuck, and say whether that solved it; False when somebody else was first."""
    changes: dict[str, Any] = {"reply": reply, "solved_on": timezone.localdate() if is_solved else None}
    changes |= {"replied_by": by, "replied_at": timezone.now()} if reply else {"replied_by": None, "replied_at": None}
    if not update_if_unchanged(point, seen_version, **changes):
        return False
    record(point.line.plan.traject, by, LogKind.STUCK_ANSWERED)
    return True
