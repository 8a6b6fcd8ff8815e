"""The gate's condition on what others shared: this person accepted the newest version (V1).

Never remembered, not even while a page is read: as a part of the page's own SQL it costs no query and is
right at that moment.
"""

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.db.models.expressions import RawSQL
from django.urls import reverse
from django.utils.http import urlencode

from buurtbalans.accounts.models import User
from privacy.agreements.models import PROFESSIONALS


def accepted(user: User, track: str = PROFESSIONALS) -> RawSQL:
    """The ids of the trajects whose newest agreement of this track this person accepted."""
    return RawSQL(
        "SELECT agreement.traject_id FROM privacy_privacyagreement agreement"
        " JOIN privacy_agreementacceptance acceptance ON acceptance.agreement_id = agreement.id"
        " WHERE acceptance.user_id = %s AND agreement.track = %s AND NOT EXISTS ("
        "SELECT 1 FROM privacy_privacyagreement newer WHERE newer.traject_id = agreement.traject_id"
        " AND newer.track = agreement.track AND newer.version > agreement.version)",
        [user.pk, track],
    )


def has_agreed(user: User) -> "ExpressionWrapper[Q]":
    """The same question of each traject in a query of trajects, to annotate it with."""
    return ExpressionWrapper(Q(pk__in=accepted(user)), output_field=BooleanField())


def agreement_url(traject_id: int, then: str) -> str:
    """The page of the agreement, and where one goes after accepting it."""
    return f"{reverse('privacy:agreement', args=[traject_id])}?{urlencode({'next': then})}"
