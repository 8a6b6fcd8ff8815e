"""Writing down what writers decided about what looked like personal data; never the text itself (V2, V5)."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone

from buurtbalans.accounts.models import User
from privacy.access_events import recording
from privacy.access_events.models import AccessAction
from privacy.doors.models import PersonalDataDecision, Verdict

SAID_AGAIN = timedelta(minutes=30)
"""A text that is kept while one types comes with the same decision every few seconds: it is kept once in so long."""


def keep(decisions: Sequence[PersonalDataDecision], rows: Iterable[models.Model], *, by: User | None) -> None:
    """Keep these decisions, and in the trace of access that somebody let something stand in these rows.

    The trace holds no label and no reason, only that it happened: two queries at most, none without a decision.
    A device in a session (`by` is None) leaves none, for the trace tells of people.
    """
    if not decisions:
        return
    with transaction.atomic():
        PersonalDataDecision.objects.bulk_create(decisions)
        if by is None:
            return
        traject_ids = {one.traject_id for one in decisions if one.verdict == Verdict.KEPT and one.traject_id}
        for traject_id in traject_ids:
            recording.record(by, AccessAction.PERSONAL_DATA_OVERRIDE, rows, traject_id=traject_id)


def not_said_lately(decisions: Sequence[PersonalDataDecision], *, by: User | None) -> list[PersonalDataDecision]:
    """Those of these decisions, all about one row, that this person did not take in the last half hour as well."""
    if not decisions:
        return []
    about = {"object_type": decisions[0].object_type, "object_id": decisions[0].object_id}
    said = PersonalDataDecision.objects.filter(by=by, at__gt=timezone.now() - SAID_AGAIN, **about)
    known = {_what(one) for one in said}
    return [one for one in decisions if _what(one) not in known]


def _what(one: PersonalDataDecision) -> tuple[str, ...]:
    return one.field, one.label, one.verdict, one.reason
