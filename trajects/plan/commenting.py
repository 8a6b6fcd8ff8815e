"""Saying something about a submitted version, and answering it (L3). Nothing here asks rights; the views do."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from buurtbalans.accounts.models import User
from buurtbalans.locking import update_if_unchanged
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import record
from trajects.partners.models import Partner
from trajects.plan.commenting_models import PlanComment, SupportStatement
from trajects.plan.letters import tell_answered
from trajects.plan.models import PlanVersion
from trajects.plan.signing import lock_open


class AnsweredError(Exception):
    """The kernteam answered: what was said stays as it is."""


@transaction.atomic
def comment(version: PlanVersion, *, by: User, partner_id: int, part: str, text: str) -> PlanComment:
    """Say something about a part of a version, or about all of it (""). Raises signing.ClosedError."""
    lock_open(version.pk)
    partner = Partner.objects.select_related("organisation").get(pk=partner_id)
    said = {"author": by, "part": part, "text": text, "at": timezone.now()}
    row = PlanComment.objects.create(plan_version=version, partner=partner, **said)
    record(version.plan.traject, by, LogKind.PLAN_COMMENTED, f"{partner.organisation.name} ({version.label})")
    return row


@transaction.atomic
def change_comment(row: PlanComment, seen_version: int, **changes: Any) -> bool:
    """Say it in other words; False when somebody else was first.

    Raises AnsweredError once it was answered, and signing.ClosedError.
    """
    _refuse_answered(row)
    return update_if_unchanged(row, seen_version, **changes)


@transaction.atomic
def remove_comment(row: PlanComment) -> None:
    """Take back what was said. Raises AnsweredError once it was answered, and signing.ClosedError."""
    _refuse_answered(row)
    row.delete()


@transaction.atomic
def answer_comment(row: PlanComment, seen_version: int, *, by: User, answer: str, site: str = "") -> bool:
    """Answer, also on an earlier version or one that was adopted; False when somebody else was first.

    Who made the comment is told by mail in a moment; without a `site` not.
    """
    if not update_if_unchanged(row, seen_version, answer=answer, answered_by=by, answered_at=timezone.now()):
        return False
    if site and row.author_id and PlanComment.objects.to_tell().filter(pk=row.pk).exists():
        tell_answered(row.plan_version_id, row.author_id, site=site)
    return True


@transaction.atomic
def state_support(version: PlanVersion, partner_id: int, seen_version: int, *, by: User, **said: Any) -> bool:
    """Keep what an organisation can bring in; `seen_version` is 0 when nothing stood there.

    False, with nothing written, when a colleague was first. Raises signing.ClosedError.
    """
    lock_open(version.pk)
    said |= {"said_by": by, "said_at": timezone.now()}
    partner = Partner.objects.select_related("organisation").get(pk=partner_id)
    row = SupportStatement.objects.filter(plan_version=version, partner=partner).first()
    if (row is None) != (seen_version == 0):
        return False
    if row is None:
        SupportStatement.objects.create(plan_version=version, partner=partner, **said)
    elif not update_if_unchanged(row, seen_version, **said):
        return False
    record(version.plan.traject, by, LogKind.SUPPORT_STATED, f"{partner.organisation.name} ({version.label})")
    return True


def _refuse_answered(row: PlanComment) -> None:
    lock_open(row.plan_version_id)
    if PlanComment.objects.select_for_update(of=("self",)).get(pk=row.pk).answered_at:
        raise AnsweredError
