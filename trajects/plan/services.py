"""Writing the plan van aanpak / buurtagenda (L1)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from buurtbalans.accounts.models import User
from buurtbalans.locking import update_if_unchanged
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import record
from trajects.partners.models import Partner
from trajects.plan.freezing import frozen
from trajects.plan.letters import announce
from trajects.plan.models import ActionLine, Measure, PartStatus, Plan, PlanPart, PlanVersion
from trajects.plan.outline import kernteam_names, outline
from trajects.plan.pages import count_later, count_version_later
from trajects.plan.parts import Part
from trajects.plan.signing import Asking, ask
from trajects.traject.ordering import next_position

TOLD_AGAIN = timedelta(minutes=30)
"""A part is kept every few seconds while somebody writes: that he did so is told once in so long."""


@transaction.atomic
def write_part(part: PlanPart, seen_version: int, *, by: User, text: str, status: str, is_known: bool) -> bool:
    """Write one part; False when somebody else was first.

    `is_known` says that the traject holds something that is shown in this part.
    """
    written = update_if_unchanged(
        part,
        seen_version,
        text=text,
        status=how_far(text, status, is_known=is_known),
        changed_by=by,
        changed_at=timezone.now(),
    )
    if written:
        _changed(part.plan, by, str(Part(part.part).label), told_since=timezone.now() - TOLD_AGAIN)
    return written


def how_far(text: str, status: str, *, is_known: bool) -> str:
    """How far a part is: empty, whatever its author chose, without a text and nothing known about it."""
    return status if text or is_known else PartStatus.EMPTY


@transaction.atomic
def new_version(plan: Plan, seen_number: int, *, by: User) -> bool:
    """Begin the next draft; False when somebody else already did."""
    drafts = Plan.objects.filter(pk=plan.pk, draft_number=seen_number, adopted_number=plan.adopted_number)
    if drafts.update(draft_number=F("draft_number") + 1) == 0:
        return False
    plan.refresh_from_db()
    plan.touch(by)
    record(plan.traject, by, LogKind.PLAN_VERSION, plan.label)
    return True


@transaction.atomic
def submit(plan: Plan, seen_number: int, *, by: User, asking: Asking | None = None) -> bool:
    """Submit the plan as it is to the partners' own organisations, and go on in the next draft (L3).

    `asking` names the organisations that are asked to agree (L6); without it they only read. False, with nothing
    kept, when somebody else began another version first or the traject is closed.
    """
    drafts = Plan.objects.filter(pk=plan.pk, draft_number=seen_number, adopted_number=plan.adopted_number)
    if plan.traject.is_closed or not drafts.select_for_update():
        return False
    asking = asking or Asking()
    traject = plan.traject
    contents = frozen(
        outline(traject),
        areas=[area.name for area in traject.areas.all()],
        kernteam=kernteam_names(traject),
        question=traject.question,
    )
    version = PlanVersion.objects.create(
        plan=plan,
        label=plan.label,
        contents=contents,
        submitted_by=by,
        answers_by=asking.answers_by,
        pages=plan.pages,
    )
    count_version_later(version)
    record(traject, by, LogKind.PLAN_SUBMITTED, version.label)
    ask(version, asking, by=by)
    announce(version, site=asking.site)
    return new_version(plan, seen_number, by=by)


@transaction.atomic
def add_line(plan: Plan, *, by: User, **fields: Any) -> ActionLine:
    """Add an action line, below the others."""
    line = ActionLine.objects.create(plan=plan, position=next_position(plan.lines.all()), **fields)
    _changed(plan, by, f"actielijn {line.title} toegevoegd")
    return line


@transaction.atomic
def change_line(line: ActionLine, seen_version: int, *, by: User, **changes: Any) -> bool:
    """Rename an action line or tie it to another goal; False when somebody else was first."""
    written = update_if_unchanged(line, seen_version, **changes)
    if written:
        _changed(line.plan, by, f"actielijn {line.title}")
    return written


@transaction.atomic
def remove_line(line: ActionLine, *, by: User) -> None:
    """Take an action line away, with its measures."""
    _changed(line.plan, by, f"actielijn {line.title} verwijderd")
    line.delete()


@transaction.atomic
def add_measure(*, by: User, line: ActionLine, partners: Iterable[Partner] = (), **fields: Any) -> Measure:
    """Add a measure at the end of its line."""
    measure = Measure.objects.create(line=line, position=next_position(line.measures.all()), **fields)
    measure.partners.set(partners)
    _changed(line.plan, by, f"maatregel {measure.title} toegevoegd")
    return measure


@transaction.atomic
def change_measure(
    measure: Measure, seen_version: int, *, by: User, partners: Iterable[Partner], **changes: Any
) -> bool:
    """Change a measure; in another line it comes last. False, with nothing written, when somebody else was first."""
    line = changes.get("line")
    if line and not line.measures.filter(pk=measure.pk).exists():
        changes["position"] = next_position(line.measures.all())
    written = update_if_unchanged(measure, seen_version, **changes)
    if written:
        measure.partners.set(partners)
        _changed(measure.line.plan, by, f"maatregel {measure.title}")
    return written


@transaction.atomic
def remove_measure(measure: Measure, *, by: User) -> None:
    """Take a measure away."""
    _changed(measure.line.plan, by, f"maatregel {measure.title} verwijderd")
    measure.delete()


def _changed(plan: Plan, by: User, what: str, told_since: datetime | None = None) -> None:
    """Note who changed what; not again when the logbook told the same since `told_since`."""
    plan.touch(by)
    count_later(plan)
    entries = plan.traject.log_entries.filter(kind=LogKind.PLAN_CHANGED, actor=by, subject=what)
    if told_since is None or not entries.filter(at__gt=told_since).exists():
        record(plan.traject, by, LogKind.PLAN_CHANGED, what)
