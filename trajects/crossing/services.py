"""Crossing the wall between residents and professionals: rewritten, approved, and logged on both sides (B6)."""

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from buurtbalans.accounts.models import User
from buurtbalans.locking import update_if_unchanged
from trajects.crossing.models import (
    FeedbackProposal,
    FeedbackStatus,
    ReleasedFinding,
    ResidentsFeedback,
    Rewriting,
    RewritingStatus,
)
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import record
from trajects.residents.letters import mail_residents_waiting
from trajects.residents.log import note
from trajects.residents.models import ResidentsLogKind, ResidentsNote, ResidentsTrack
from trajects.traject.models import Traject


@transaction.atomic
def propose(
    track: ResidentsTrack, *, by: User, kind: str, text: str, notes: Iterable[ResidentsNote], site: str = ""
) -> Rewriting:
    """Put a finding, rewritten from notes, before the residents; they get a mail when there is a `site` to link to."""
    rewriting = Rewriting.objects.create(track=track, kind=kind, text=text, written_by=by)
    rewriting.notes.set(notes)
    note(track, by, ResidentsLogKind.PROPOSED)
    _tell_residents(track, site)
    return rewriting


@transaction.atomic
def rewrite(
    rewriting: Rewriting, seen_version: int, *, by: User, notes: Iterable[ResidentsNote], site: str = "", **changes: Any
) -> bool:
    """Write it again, and put it before the residents again.

    False, with nothing changed, when somebody else was first or professionals can read it by now.
    """
    if _locked(rewriting).is_released:
        return False
    changes |= {"status": RewritingStatus.PROPOSED, "written_by": by, "written_at": timezone.now()}
    if not update_if_unchanged(rewriting, seen_version, **changes):
        return False
    rewriting.notes.set(notes)
    note(rewriting.track, by, ResidentsLogKind.PROPOSED)
    _tell_residents(rewriting.track, site)
    return True


@transaction.atomic
def approve(rewriting: Rewriting, seen_version: int, *, by: User) -> bool:
    """A resident approves exactly the text that was read: from now on the professionals read it too.

    The professionals' row is a copy that leads to nothing here, and their logbook does not name the resident.
    False, with nothing changed, when the text is another by now, is hidden, or no longer waits.
    """
    if rewriting.is_hidden:
        return False
    decision = {"status": RewritingStatus.RELEASED, "decided_by": by, "decided_at": timezone.now(), "remark": ""}
    if not _decide(rewriting, seen_version, **decision):
        return False
    ReleasedFinding.objects.create(
        traject_id=rewriting.track.traject_id,
        reference=rewriting.reference,
        kind=rewriting.kind,
        text=rewriting.text,
        released_on=timezone.localdate(),
    )
    note(rewriting.track, by, ResidentsLogKind.RELEASED)
    record(rewriting.track.traject, None, LogKind.FINDING_RELEASED)
    return True


@transaction.atomic
def send_back(rewriting: Rewriting, seen_version: int, *, by: User, remark: str) -> bool:
    """A resident wants another text; the professionals notice nothing. False as in `approve`."""
    decision = {"status": RewritingStatus.SENT_BACK, "decided_by": by, "decided_at": timezone.now()}
    if not _decide(rewriting, seen_version, remark=remark, **decision):
        return False
    note(rewriting.track, by, ResidentsLogKind.SENT_BACK)
    return True


@transaction.atomic
def withdraw(rewriting: Rewriting, *, by: User) -> None:
    """Take back what was handed over: gone for the professionals with their next request."""
    if not _locked(rewriting).is_released:
        return
    ReleasedFinding.objects.filter(reference=rewriting.reference).delete()
    update_if_unchanged(rewriting, rewriting.version, status=RewritingStatus.WITHDRAWN)
    note(rewriting.track, by, ResidentsLogKind.WITHDRAWN)
    record(rewriting.track.traject, None, LogKind.FINDING_WITHDRAWN)


@transaction.atomic
def propose_feedback(traject: Traject, *, by: User, text: str) -> FeedbackProposal:
    """Write what the residents should hear; their guide reads it first."""
    proposal = FeedbackProposal.objects.create(traject=traject, text=text, written_by=by)
    record(traject, by, LogKind.FEEDBACK_PROPOSED)
    return proposal


def change_feedback(proposal: FeedbackProposal, seen_version: int, *, by: User, text: str) -> bool:
    """Write it again for the guide to read. False when somebody else was first or residents can read it by now."""
    changes = {"status": FeedbackStatus.PROPOSED, "written_by": by, "written_at": timezone.now(), "remark": ""}
    return not proposal.is_passed and update_if_unchanged(proposal, seen_version, text=text, **changes)


@transaction.atomic
def pass_feedback(
    proposal: FeedbackProposal, seen_version: int, track: ResidentsTrack, *, by: User, site: str = ""
) -> bool:
    """The guide passes on exactly the text that was read. False when it is another by now, is hidden or was passed."""
    waits = proposal.status == FeedbackStatus.PROPOSED and not proposal.is_hidden
    if not (waits and update_if_unchanged(proposal, seen_version, status=FeedbackStatus.PASSED, remark="")):
        return False
    ResidentsFeedback.objects.create(
        track=track, reference=proposal.reference, text=proposal.text, passed_on=timezone.localdate()
    )
    note(track, by, ResidentsLogKind.FEEDBACK)
    record(track.traject, by, LogKind.FEEDBACK_PASSED)
    _tell_residents(track, site)
    return True


def return_feedback(proposal: FeedbackProposal, seen_version: int, *, remark: str) -> bool:
    """The guide asks for another text. False when it is another by now or was passed already."""
    waits = proposal.status == FeedbackStatus.PROPOSED
    return waits and update_if_unchanged(proposal, seen_version, status=FeedbackStatus.SENT_BACK, remark=remark)


@transaction.atomic
def remove_feedback(proposal: FeedbackProposal, track: ResidentsTrack, *, by: User | None) -> None:
    """Take feedback away from the residents' pages; the kernteam can write it again.

    `by` is the guide; None where the professionals write it anew, whom nobody among residents knows.
    """
    gone, _ = ResidentsFeedback.objects.filter(track=track, reference=proposal.reference).delete()
    if gone:
        update_if_unchanged(proposal, proposal.version, status=FeedbackStatus.SENT_BACK)
        note(track, by, ResidentsLogKind.FEEDBACK_REMOVED)
        record(track.traject, by, LogKind.FEEDBACK_REMOVED)


def origin_of(row: models.Model) -> Rewriting | FeedbackProposal | None:
    """What a row that crossed the wall was written as; None for any other row, or when that is no longer kept."""
    if isinstance(row, ReleasedFinding):
        return Rewriting.objects.filter(reference=row.reference).first()
    if isinstance(row, ResidentsFeedback):
        return FeedbackProposal.objects.filter(reference=row.reference).first()
    return None


@transaction.atomic
def offer_anew(row: models.Model, text: str, *, by: User, site: str) -> None:
    """Other words than were read before they crossed the wall are read anew before they cross it (B6).

    A finding by a resident, feedback by the residents' guide; until then nobody on the other side reads it. Nothing
    happens to any other row.
    """
    if isinstance(row, Rewriting):
        row.refresh_from_db()
        withdraw(row, by=by)
        rewrite(row, row.version, by=by, notes=row.notes.all(), site=site, text=text)
    elif isinstance(row, FeedbackProposal):
        row.refresh_from_db()
        for track in ResidentsTrack.objects.filter(traject=row.traject_id).select_related("traject"):
            remove_feedback(row, track, by=None)
        change_feedback(row, row.version, by=by, text=text)


def _tell_residents(track: ResidentsTrack, site: str) -> None:
    if site:
        mail_residents_waiting.defer(track_id=track.pk, site=site)


def _decide(rewriting: Rewriting, seen_version: int, **decision: Any) -> bool:
    return _locked(rewriting).awaits_residents and update_if_unchanged(rewriting, seen_version, **decision)


def _locked(rewriting: Rewriting) -> Rewriting:
    """How it stands now, until the end of the transaction: it is decided once."""
    return Rewriting.objects.select_for_update().get(pk=rewriting.pk)
