"""The second reader of a signal in words (privacy.md section 4): no detector finds "the only … in portiek 12".

Somebody of the owner's own organisation who did not write the words reads them before they are shared. Until
then the wanted audience is a request, and nobody is given anything. Who has no colleague in the traject looks
once more alone; receivers then see that there was no second reader.
"""

from django.db import transaction
from django.utils import timezone

from buurtbalans import locking
from buurtbalans.accounts.models import User
from privacy import access
from privacy.registrations import letters
from privacy.registrations.granting import give
from privacy.registrations.models import ReadingState, Registration, SecondReading

DONE = (ReadingState.READ, ReadingState.ALONE)


def may_read(row: Registration, user: User) -> bool:
    """May this person of its own organisation be its second reader, or look once more alone?"""
    return row.written_by_id != user.pk or not row.second_readers().exists()


def state(row: Registration) -> str:
    """How far the second reading is, "" where none was asked for."""
    reading = SecondReading.objects.filter(registration=row).first()
    return reading.state if reading else ""


def is_done(row: Registration) -> bool:
    """Have the words as they are now been read?"""
    return state(row) in DONE


def ask(row: Registration, partner_ids: tuple[int, ...], *, by: User, site: str) -> None:
    """Ask for a second reader; these partners see the signal when it is read, and until then nobody does.

    Colleagues get a mail when it is new; none without `site`, the address that its link starts with.
    """
    was_waiting = state(row) == ReadingState.WAITS
    give(row, [], by=by)
    # What was given back goes, with what somebody reported in it.
    SecondReading.objects.filter(registration=row, state=ReadingState.SENT_BACK).delete()
    reading, _ = SecondReading.objects.update_or_create(
        registration=row,
        defaults={
            "state": ReadingState.WAITS,
            "asked_by": by,
            "asked_at": timezone.now(),
            "reader": None,
            "done_at": None,
            "note": "",
        },
    )
    reading.wanted.set(row.traject.partners.filter(pk__in=partner_ids).exclude(pk=row.partner_id))
    if site and not was_waiting:
        for seat in row.second_readers().exclude(user=by):
            letters.mail_second_reader.defer(registration_id=row.pk, membership_id=seat.pk, site=site)


def start_over(row: Registration, *, by: User, site: str) -> None:
    """The words are new: whoever sees them now, or was to see them, does so after they are read again."""
    reading = SecondReading.objects.filter(registration=row).first()
    wanted = access.audience(row)
    if reading and reading.state not in DONE:
        wanted = list(reading.wanted.values_list("pk", flat=True))
    if wanted:
        ask(row, tuple(wanted), by=by, site=site)
    elif reading:
        reading.delete()


def cancel(row: Registration) -> None:
    """Nobody is to see it any more, so nobody needs to read it. What was read stays read."""
    SecondReading.objects.filter(registration=row).exclude(state__in=DONE).delete()


@transaction.atomic
def agree(registration: Registration, seen_version: int, *, by: User) -> bool:
    """The words may be shared: the wanted partners see them from now on.

    False, with nothing shared, when the words or the wish to share them changed meanwhile.
    """
    row, reading = _waiting(registration, seen_version)
    if reading is None:
        return False
    alone = row.written_by_id == by.pk
    _finish(reading, ReadingState.ALONE if alone else ReadingState.READ, by)
    give(row, reading.wanted.values_list("pk", flat=True), by=by)
    locking.update_if_unchanged(registration, seen_version)
    return True


@transaction.atomic
def send_back(registration: Registration, seen_version: int, *, by: User, note: str) -> bool:
    """Back to the writer with a word about what to change. False when something changed meanwhile."""
    _, reading = _waiting(registration, seen_version)
    if reading is None:
        return False
    _finish(reading, ReadingState.SENT_BACK, by, note)
    locking.update_if_unchanged(registration, seen_version)
    return True


def _waiting(registration: Registration, seen_version: int) -> tuple[Registration, SecondReading | None]:
    row = Registration.objects.locked(registration.pk)
    readings = SecondReading.objects.filter(registration=row, state=ReadingState.WAITS)
    return row, readings.first() if row.version == seen_version else None


def _finish(reading: SecondReading, state: str, by: User, note: str = "") -> None:
    reading.state, reading.reader, reading.note, reading.done_at = state, by, note, timezone.now()
    reading.save(update_fields=["state", "reader", "note", "done_at"])
