"""Adopting a submitted version: from then on it never changes (L6)."""

import hashlib
from typing import Any

from django.db import transaction
from django.utils import timezone

from buurtbalans import pdf
from buurtbalans.accounts.models import User
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import record
from trajects.partners.models import Track
from trajects.plan.approval_models import AdoptedPaper, Approval
from trajects.plan.letters import mail_adopted
from trajects.plan.models import Plan, PlanVersion
from trajects.plan.papers.choosing import kept
from trajects.plan.papers.document import TEMPLATE, plan_context
from trajects.plan.signing import lock_open
from trajects.plan.standing import Standing, answers_on_paper, as_kept, whole_standing
from trajects.traject.models import Traject, TrajectStatus


class ReasonNeededError(Exception):
    """Not every asked organisation agreed, and nobody wrote why the plan is adopted all the same."""


class NotStartedError(Exception):
    """The traject is a proposal still: who starts it says that it is carried (T1)."""


@transaction.atomic
def adopt(version: PlanVersion, *, by: User, reason: str, site: str = "") -> AdoptedPaper:
    """Adopt a version with the answers as they are now, make its one PDF, and go on in the next draft.

    Everybody else with a seat among the professionals, back offices too, gets a mail with a link that starts with
    `site`; "" adopts without a mail.
    Raises ClosedError when somebody was first, NotStartedError for a proposal, ReasonNeededError when the plan is
    not widely supported and no reason is given, and buurtbalans.pdf.PdfUnavailableError where no PDF can be made.
    """
    lock_open(version.pk)
    traject = Traject.objects.select_for_update().get(pk=version.plan.traject_id)
    if traject.status == TrajectStatus.DRAFT:
        raise NotStartedError
    standing = whole_standing(version)
    if not standing.is_widely_supported and not reason:
        raise ReasonNeededError
    plan = Plan.objects.get(pk=version.plan_id)
    version.refresh_from_db(fields=["contents"])
    version.adopted_at, version.adopted_by = timezone.now(), by
    version.adopted_label = f"Versie {plan.adopted_number + 1}.0"
    version.adoption_reason = "" if standing.is_widely_supported else reason
    paper = _paper(version, standing)
    version.save(update_fields=["adopted_at", "adopted_by", "adopted_label", "adoption_reason"])
    paper.save()
    traject.adopt()
    record(traject, by, LogKind.PLAN_ADOPTED, version.adopted_label)
    _go_on(plan, traject, by)
    if site:
        _tell(version, traject, by, site)
    return paper


def is_masked(paper: AdoptedPaper) -> bool:
    """Was a text of an adopted version hidden since? Then its PDF is not handed out as it was made."""
    version = paper.plan_version
    words = dict(Approval.objects.filter(plan_version=version).values_list("pk", "words"))
    same_words = all(words.get(row["pk"]) == row["words"] for row in paper.approvals)
    same_reason = paper.contents["reason"] == version.adoption_reason
    return not same_words or not same_reason or paper.contents["plan_as_submitted"] != version.contents


def paper_context(version: PlanVersion, standing: Standing) -> dict[str, Any]:
    """What the paper of an adopted version shows: the plan with every answer, and why it was adopted."""
    chosen = kept(version, approvals=answers_on_paper(standing.rows), reason=version.adoption_reason)
    return plan_context(chosen.text, chosen.stamp) | {"is_widely_supported": not version.adoption_reason}


def _paper(version: PlanVersion, standing: Standing) -> AdoptedPaper:
    content = pdf.make(TEMPLATE, paper_context(version, standing))
    contents = {
        "label": version.adopted_label,
        "adopted_at": version.adopted_at,
        "reason": version.adoption_reason,
        "is_widely_supported": standing.is_widely_supported,
        "approvals": [as_kept(row) for row in standing.rows],
        "plan_as_submitted": version.contents,
    }
    digest = hashlib.sha256(content).hexdigest()
    return AdoptedPaper(plan_version=version, contents=contents, pdf=content, sha256=digest)


def _go_on(plan: Plan, traject: Traject, by: User) -> None:
    """The plan lives on as the next draft: after Versie 1.0 comes Concept 1.1."""
    plan.adopted_number, plan.draft_number = plan.adopted_number + 1, 1
    plan.save(update_fields=["adopted_number", "draft_number"])
    plan.touch(by)
    record(traject, by, LogKind.PLAN_VERSION, plan.label)


def _tell(version: PlanVersion, traject: Traject, by: User, site: str) -> None:
    seats = traject.memberships.active().filter(track=Track.PROFESSIONALS).exclude(user=by)
    for seat in seats.values_list("pk", flat=True):
        mail_adopted.defer(version_id=version.pk, seat_id=seat, site=site)
