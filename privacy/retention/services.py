"""Ending a traject, and going on with it (T13)."""

from datetime import date

from django.db import transaction

from buurtbalans.accounts.models import User
from privacy.closing import give_back, leave_reading
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import record
from trajects.traject.models import Traject


@transaction.atomic
def close(traject: Traject, *, by: User, today: date) -> bool:
    """End a traject: from now on it can only be read. False when it was closed before."""
    locked = Traject.objects.select_for_update().get(pk=traject.pk)
    if locked.is_closed:
        return False
    locked.close(today)
    leave_reading(locked.pk)
    record(locked, by, LogKind.TRAJECT_CLOSED)
    return True


@transaction.atomic
def reopen(traject: Traject, *, by: User) -> bool:
    """Go on with a traject that was closed; what was deleted stays gone. False when it is open."""
    locked = Traject.objects.select_for_update().get(pk=traject.pk)
    if not locked.is_closed:
        return False
    locked.reopen()
    give_back(locked.pk)
    record(locked, by, LogKind.TRAJECT_REOPENED)
    return True
