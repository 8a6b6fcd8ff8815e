"""Writing down what writers decided about what looked like personal data; never the text itself (V2, V5)."""

from collections.abc import Iterable, Sequence

from django.db import models, transaction

from buurtbalans.accounts.models import User
from privacy.access_events import recording
from privacy.access_events.models import AccessAction
from privacy.doors.models import PersonalDataDecision, Verdict


@transaction.atomic
def keep(decisions: Sequence[PersonalDataDecision], rows: Iterable[models.Model], *, by: User | None) -> None:
    """Keep these decisions, and in the trace of access that somebody let something stand in these rows.

    The trace holds no label and no reason, only that it happened: two queries at most, none without a decision.
    A device in a session (`by` is None) leaves none, for the trace tells of people.
    """
    PersonalDataDecision.objects.bulk_create(decisions)
    if by is None:
        return
    traject_ids = {one.traject_id for one in decisions if one.verdict == Verdict.KEPT and one.traject_id}
    for traject_id in traject_ids:
        recording.record(by, AccessAction.PERSONAL_DATA_OVERRIDE, rows, traject_id=traject_id)
