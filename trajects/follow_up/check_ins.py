"""Planning a check-in, sending it to the leads, and keeping what they answer (F1)."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from buurtbalans.accounts.models import User
from buurtbalans.locking import update_if_unchanged
from privacy.links import services as links
from privacy.links.models import Purpose
from trajects.follow_up.check_in_letters import mail_check_in, send_check_in
from trajects.follow_up.check_in_models import CheckIn, CheckInAnswer
from trajects.follow_up.models import Lead, StuckPoint
from trajects.follow_up.progress import ask_for_help
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import record
from trajects.partners.models import sitting
from trajects.plan.models import ActionLine
from trajects.traject.models import Traject

# So long before its last day who did not answer is reminded, once.
REMIND_BEFORE = timedelta(days=2)


class TooLateError(Exception):
    """The check-in has ended, or this person is not asked any more."""


@transaction.atomic
def plan_check_in(traject: Traject, *, by: User, lines: Iterable[ActionLine], site: str, **days: date) -> CheckIn:
    """Plan a check-in about these lines; its mails go on its day, which may be today."""
    check_in = CheckIn.objects.create(traject=traject, planned_by=by, **days)
    check_in.lines.set(lines)
    record(traject, by, LogKind.CHECK_IN_PLANNED, date_format(check_in.asks_on, "j F Y"))
    _send_when_due(check_in, site)
    return check_in


@transaction.atomic
def change_check_in(
    check_in: CheckIn, seen_version: int, *, site: str, lines: Iterable[ActionLine], **days: Any
) -> bool:
    """Plan one differently that was not sent yet; False when it was sent, or somebody else was first."""
    if CheckIn.objects.select_for_update().filter(pk=check_in.pk, sent_at=None).first() is None:
        return False
    if not update_if_unchanged(check_in, seen_version, **days):
        return False
    check_in.lines.set(lines)
    _send_when_due(check_in, site)
    return True


@transaction.atomic
def move_last_day(check_in: CheckIn, seen_version: int, *, by: User, site: str, answers_by: date) -> bool:
    """Let the leads answer one that was sent until another day; who did not answer yet hears of it once.

    Links that were mailed work until then, also of one that had ended. False when somebody else was first.
    """
    row = CheckIn.objects.select_for_update(of=("self",)).get(pk=check_in.pk)
    if row.answers_by == answers_by:
        return True
    if not update_if_unchanged(check_in, seen_version, answers_by=answers_by):
        return False
    links.prolong(Purpose.ANSWER_CHECK_IN, row.answers.values_list("pk", flat=True), until=check_in.ends_at)
    waiting = row.answers.unanswered(timezone.localdate())
    # With the new day nearby this mail is the reminder.
    is_near = answers_by <= timezone.localdate() + REMIND_BEFORE
    row.answers.filter(answered_at=None).update(reminded_on=timezone.localdate() if is_near else None)
    _mail(list(waiting), site=site, moved=True)
    until = f"antwoorden kan tot en met {date_format(answers_by, 'j F Y')}"
    record(check_in.traject, by, LogKind.CHECK_IN_PLANNED, until)
    return True


@transaction.atomic
def remove_check_in(check_in: CheckIn) -> bool:
    """Take away one that was not sent yet; False when it was."""
    waiting = CheckIn.objects.select_for_update().filter(pk=check_in.pk, sent_at=None).first()
    if waiting is None:
        return False
    waiting.delete()
    return True


@transaction.atomic
def send(check_in_id: int, *, today: date, site: str) -> int:
    """Ask everybody who leads a line of it now, once; how many people are asked."""
    check_in = CheckIn.objects.to_send(today).select_for_update(of=("self",)).filter(pk=check_in_id).first()
    if check_in is None:
        return 0
    check_in.sent_at = timezone.now()
    check_in.save(update_fields=["sent_at"])
    leads = Lead.objects.filter(sitting(), line__check_ins=check_in, membership__isnull=False)
    asked = [
        CheckInAnswer(check_in=check_in, line_id=lead.line_id, partner_id=lead.partner_id, membership=lead.membership)
        for lead in leads.select_related("membership")
    ]
    return _mail(CheckInAnswer.objects.bulk_create(asked), site=site)


@transaction.atomic
def remind_in_time(today: date, site: str = settings.SITE) -> int:
    """Remind once who did not answer shortly before the last day; how many people that are."""
    rows = list(CheckInAnswer.objects.to_remind(today, today + REMIND_BEFORE).select_for_update(of=("self",)))
    CheckInAnswer.objects.filter(pk__in=[row.pk for row in rows]).update(reminded_on=today)
    return _mail(rows, site=site, again=True)


@transaction.atomic
def answer(row: CheckInAnswer, *, by: User, question: str, whom: str, **texts: str) -> None:
    """Keep what a lead answers; until the last day it can be changed. Raises TooLateError when it cannot any more."""
    waiting = CheckInAnswer.objects.asked_now(timezone.localdate()).filter(pk=row.pk, membership__user=by)
    as_it_is = waiting.select_for_update(of=("self",)).first()
    if as_it_is is None:
        raise TooLateError
    # A question that was asked meanwhile, from another browser, is not asked twice.
    row.point = as_it_is.point
    row.going, row.stuck, row.needed = texts["going"], texts["stuck"], texts["needed"]
    row.answered_by, row.answered_at = by, timezone.now()
    row.point = _asked_again(row, by=by, question=question, whom=whom)
    row.save(update_fields=["going", "stuck", "needed", "answered_by", "answered_at", "point"])


def _asked_again(row: CheckInAnswer, *, by: User, question: str, whom: str) -> StuckPoint | None:
    """The question in an answer as it is now; one that was answered stays, and another is asked beside it."""
    point = row.point
    if point and (point.reply or point.solved_on):
        if point.question == question or not question:
            return point
        point = None
    if point is None:
        if not question:
            return None
        return ask_for_help(row.line, None, by=by, partner=row.partner, question=question, whom=whom)
    if not question:
        point.delete()
        return None
    update_if_unchanged(point, point.version, question=question, whom=whom or point.whom)
    return point


def _mail(rows: Iterable[CheckInAnswer], *, site: str, again: bool = False, moved: bool = False) -> int:
    """One mail for each person and check-in, however many lines that person leads; how many that are."""
    first: dict[tuple[int, int], int] = {}
    for row in rows:
        first.setdefault((row.check_in_id, row.membership_id), row.pk)
    for key in first.values():
        mail_check_in.defer(answer_id=key, site=site, again=again, moved=moved)
    return len(first)


def _send_when_due(check_in: CheckIn, site: str) -> None:
    if check_in.asks_on <= timezone.localdate():
        send_check_in.defer(check_in_id=check_in.pk, site=site)
