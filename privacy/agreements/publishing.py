"""Publishing an agreement: the first by itself, the next by the kernteam or the residents' guide (V1).

Stands below the gate and the trajects, so that a traject cannot be made without its agreement.
"""

from datetime import date, timedelta
from functools import cache
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from buurtbalans.accounts.models import User
from privacy.agreements.models import PROFESSIONALS, RESIDENTS, AgreementDraft, PrivacyAgreement

TEMPLATE = Path(__file__).parent / "template.txt"
FOR_RESIDENTS = Path(__file__).parent / "template_residents.txt"
DAYS_UNTIL_EVALUATION = 365


@cache
def template_text() -> str:
    """The text that every traject begins with; the kernteam may change it."""
    return TEMPLATE.read_text(encoding="utf-8").strip()


@transaction.atomic
def publish_template(traject_id: int, *, by: User, today: date) -> PrivacyAgreement:
    """Version 1 of a new traject for its professionals, and the draft that a next version begins from."""
    return _begin(traject_id, PROFESSIONALS, template_text(), by, today)


@transaction.atomic
def publish_for_residents(traject_id: int, *, by: User, today: date) -> PrivacyAgreement:
    """Version 1 of a new residents' track, for the residents and who guides them, and the draft of a next one."""
    return _begin(traject_id, RESIDENTS, FOR_RESIDENTS.read_text(encoding="utf-8").strip(), by, today)


@transaction.atomic
def publish(traject_id: int, seen_version: int, *, by: User, track: str = PROFESSIONALS) -> PrivacyAgreement | None:
    """Make the draft of one track its newest version; everybody there is asked again from the next request on.

    `seen_version` is the draft's version that the publisher has read. None, with nothing published, when
    somebody changed it since, or when it says what the newest version says already.
    """
    # The lock makes two publishers queue; the unique version is the second bolt.
    draft = AgreementDraft.objects.select_for_update().get(traject_id=traject_id, track=track)
    newest = PrivacyAgreement.objects.filter(traject_id=traject_id, track=track).order_by("-version")[0]
    if draft.version != seen_version or draft.is_like(newest):
        return None
    return _publish(traject_id, newest.version + 1, draft.text, draft.evaluate_on, by, track)


def _begin(traject_id: int, track: str, text: str, by: User, today: date) -> PrivacyAgreement:
    evaluate_on = today + timedelta(days=DAYS_UNTIL_EVALUATION)
    AgreementDraft.objects.create(traject_id=traject_id, track=track, text=text, evaluate_on=evaluate_on, changed_by=by)
    return _publish(traject_id, 1, text, evaluate_on, by, track)


def _publish(traject_id: int, version: int, text: str, evaluate_on: date, by: User, track: str) -> PrivacyAgreement:
    return PrivacyAgreement.objects.create(
        traject_id=traject_id,
        track=track,
        version=version,
        text=text,
        sha256=PrivacyAgreement.hash_of(text),
        published_at=timezone.now(),
        published_by=by,
        evaluate_on=evaluate_on,
    )
