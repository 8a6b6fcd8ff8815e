"""Writing down assumptions and what speaks for and against them, and saying what testing showed (D6)."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from buurtbalans.accounts.models import User
from buurtbalans.locking import update_if_unchanged
from trajects.analysis.models import Assumption, Cause, Evidence, Verdict
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import record
from trajects.partners.models import Partner
from trajects.plan.models import Measure
from trajects.traject.models import Traject
from trajects.traject.ordering import next_position


@transaction.atomic
def add_assumption(traject: Traject, *, by: User, partner: Partner | None, text: str) -> Assumption:
    """Add an assumption of `partner`, below the others and not tested yet."""
    assumption = Assumption.objects.create(
        traject=traject,
        text=text,
        partner=partner,
        created_by=by,
        position=next_position(traject.assumptions.all()),
    )
    record(traject, by, LogKind.ASSUMPTION_ADDED)
    return assumption


@transaction.atomic
def reword(assumption: Assumption, seen_version: int, *, by: User, text: str) -> bool:
    """Write an assumption in other words; False when somebody else was first."""
    written = update_if_unchanged(assumption, seen_version, text=text)
    if written:
        record(assumption.traject, by, LogKind.TRAJECT_CHANGED, "aanname gewijzigd")
    return written


@transaction.atomic
def judge(assumption: Assumption, seen_version: int, *, by: User, verdict: str, verdict_words: str) -> bool:
    """Say what testing showed, with the day and by whom; back to untested takes those away.

    False, with nothing written, when somebody else was first.
    """
    tested = verdict != Verdict.UNTESTED
    written = update_if_unchanged(
        assumption,
        seen_version,
        verdict=verdict,
        verdict_words=verdict_words,
        verdict_on=timezone.localdate() if tested else None,
        verdict_by=by if tested else None,
    )
    if written:
        record(assumption.traject, by, LogKind.ASSUMPTION_TESTED, str(Verdict(verdict).label).lower())
    return written


@transaction.atomic
def remove_assumption(assumption: Assumption, *, by: User) -> None:
    """Take an assumption away with all that was brought for and against it; what leaned on it stays."""
    record(assumption.traject, by, LogKind.TRAJECT_CHANGED, "aanname verwijderd")
    assumption.delete()


@transaction.atomic
def add_evidence(
    assumption: Assumption, *, by: User, partner: Partner | None, stance: str, text: str = "", **source: Any
) -> Evidence:
    """Bring something for or against an assumption.

    `source` is at most one of `finding`, `document` and `outcome`. Of an outcome it is as confidential as its session:
    so is the line in the logbook.
    """
    given = {name: row for name, row in source.items() if row is not None}
    outcome = given.get("outcome")
    evidence = Evidence.objects.create(
        assumption=assumption,
        stance=stance,
        text=text,
        partner=partner,
        created_by=by,
        session_id=outcome.session_id if outcome else None,
        **given,
    )
    record(assumption.traject, by, LogKind.EVIDENCE_ADDED, session_id=evidence.session_id)
    return evidence


@transaction.atomic
def change_evidence(evidence: Evidence, seen_version: int, *, stance: str, text: str) -> bool:
    """Write evidence in other words; its source stays. False when somebody else was first."""
    return update_if_unchanged(evidence, seen_version, stance=stance, text=text)


def remove_evidence(evidence: Evidence) -> None:
    """Take evidence away."""
    evidence.delete()


@transaction.atomic
def name_causes(measure: Measure, seen_version: int, *, by: User, causes: Iterable[Cause]) -> bool:
    """Say which causes a measure works on; False, with nothing written, when somebody else was first."""
    written = update_if_unchanged(measure, seen_version)
    if written:
        measure.causes.set(causes)
        measure.line.plan.touch(by)
        record(measure.line.plan.traject, by, LogKind.PLAN_CHANGED, f"oorzaken bij maatregel {measure.title}")
    return written
