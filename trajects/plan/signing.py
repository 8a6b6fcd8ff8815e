"""Asking organisations to agree with a submitted version, and what they answer (L6)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from buurtbalans.accounts.models import User
from buurtbalans.locking import update_if_unchanged
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import record
from trajects.partners.models import Membership, Partner
from trajects.plan.approval_models import Answer, Approval, ApprovalChange, Signatory
from trajects.plan.comparing import ChangedPart, changed_parts
from trajects.plan.letters import mail_request
from trajects.plan.models import Plan, PlanVersion

# So long before the date that was asked for one is reminded, once.
REMIND_BEFORE = timedelta(days=3)


class ClosedError(Exception):
    """One cannot answer on this version any more: it was adopted, a newer one was submitted, or the traject ended."""


@dataclass(frozen=True)
class Asking:
    """Which organisations are asked, until when, and who answers for whom where that is known."""

    partners: Iterable[Partner] = ()
    answers_by: date | None = None
    signatories: Mapping[int, Membership] = field(default_factory=dict)
    """The seat by the key of the partner."""
    site: str = ""
    """The address that links in a mail start with; "" asks without a mail."""


def ask(version: PlanVersion, asking: Asking, *, by: User) -> list[Approval]:
    """Ask organisations whether they agree; whoever agreed and for whom nothing changed since is not asked again.

    Called in the transaction that submits the version.
    """
    version.refresh_from_db(fields=["contents"])
    asked = []
    for partner in asking.partners:
        approval = Approval(plan_version=version, partner=partner)
        earlier = earlier_answer(approval)
        if earlier and earlier.answer == Answer.AGREED and not changed_since(earlier, version):
            approval.answer, approval.words = earlier.answer, earlier.words
            approval.answered_by, approval.answered_at = earlier.answered_by, earlier.answered_at
            approval.carried_from = earlier.carried_from or earlier.plan_version.label
        approval.save()
        asked.append(approval)
        if seat := asking.signatories.get(partner.pk):
            _put_signatory(partner, seat, by=by)
        if asking.site and not approval.is_decided:
            mail_request.defer(approval_id=approval.pk, site=asking.site, again=False)
    return asked


def earlier_answer(approval: Approval) -> Approval | None:
    """What the organisation last answered on an earlier version of the plan, None when it never did."""
    earlier = Approval.objects.filter(
        plan_version__plan=approval.plan_version.plan_id,
        plan_version__pk__lt=approval.plan_version_id,
        partner=approval.partner_id,
    ).exclude(answer=Answer.NONE)
    return earlier.select_related("plan_version", "answered_by").order_by("-plan_version_id").first()


def changed_since(earlier: Approval, version: PlanVersion) -> list[ChangedPart]:
    """Which parts say something else in a version than in the one on which was answered."""
    return changed_parts(earlier.plan_version.contents, version.contents)


@transaction.atomic
def answer(approval: Approval, seen_version: int, *, by: User, answer: str, words: str) -> bool:
    """Keep what the signatory answers; every answer stays in the history. False when somebody else was first.

    Raises ClosedError when one cannot answer on this version any more.
    """
    version = lock_open(approval.plan_version_id)
    changes = {"answer": answer, "words": words, "answered_by": by, "answered_at": timezone.now(), "carried_from": ""}
    if not update_if_unchanged(approval, seen_version, **changes):
        return False
    ApprovalChange.objects.create(approval=approval, answer=answer, words=words, by=by)
    what = f"{approval.partner.organisation.name}, {Answer(answer).label.lower()} ({version.label})"
    record(version.plan.traject, by, LogKind.PLAN_ANSWERED, what)
    return True


def lock_open(version_id: int) -> PlanVersion:
    """A version on which one can answer, with its plan locked: answers and adoption come one after the other.

    Raises ClosedError when it is not, or no longer, the last one.
    """
    version = PlanVersion.objects.select_related("plan__traject").defer("contents").get(pk=version_id)
    Plan.objects.select_for_update().get(pk=version.plan_id)
    # Read anew: whoever had the lock may have adopted it.
    version.refresh_from_db(fields=["adopted_at"])
    newest = PlanVersion.objects.filter(plan=version.plan_id).values_list("pk", flat=True).first()
    if version.adopted_at or newest != version.pk or version.plan.traject.is_closed:
        raise ClosedError
    return version


@transaction.atomic
def name_signatory(partner: Partner, seat: Membership, *, by: User, site: str) -> None:
    """Choose who answers for an organisation; what still waits for an answer is mailed to that person."""
    _put_signatory(partner, seat, by=by)
    for approval in Approval.objects.waiting().filter(partner=partner):
        mail_request.defer(approval_id=approval.pk, site=site, again=False)


@transaction.atomic
def remind(approvals: Iterable[Approval], *, today: date, site: str = settings.SITE) -> int:
    """Remind the signatories of these, each at most once a day; how many that are."""
    rows = Approval.objects.waiting().filter(pk__in=[one.pk for one in approvals]).exclude(reminded_on=today)
    keys = list(rows.select_for_update(of=("self",)).values_list("pk", flat=True))
    Approval.objects.filter(pk__in=keys).update(reminded_on=today)
    for key in keys:
        mail_request.defer(approval_id=key, site=site, again=True)
    return len(keys)


def remind_in_time(today: date) -> int:
    """Remind everybody whose date comes near; how many that are."""
    return remind(Approval.objects.to_remind(today, today + REMIND_BEFORE), today=today)


def _put_signatory(partner: Partner, seat: Membership, *, by: User) -> None:
    known = Signatory.objects.filter(partner=partner).first()
    if known and known.membership_id == seat.pk:
        return
    chosen = {"membership": seat, "chosen_by": by, "chosen_at": timezone.now()}
    Signatory.objects.update_or_create(partner=partner, defaults=chosen)
    record(partner.traject, by, LogKind.SIGNATORY_NAMED, f"{seat.user.name} ({partner.organisation.name})")
