"""What ends when an organisation closes: what it was given, and what it gave."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from privacy.tables import RegistrationGroupPermission, SessionGroupPermission


@transaction.atomic
def close_circles(partner_ids: Iterable[int]) -> None:
    """Take back what these partners' circles were given, and what these partners shared with others.

    The registrations stay sealed with the partner until the term for keeping them ends (privacy.md road 45);
    without an organisation they are nobody's, not everybody's.
    """
    closing = list(partner_ids)
    SessionGroupPermission.objects.filter(group__circle__partner__in=closing).delete()
    RegistrationGroupPermission.objects.filter(
        Q(group__circle__partner__in=closing) | Q(content_object__partner__in=closing)
    ).delete()
