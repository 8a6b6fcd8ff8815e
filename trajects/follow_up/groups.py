"""Working groups: people of several organisations who do the work of a line (F1)."""

from collections.abc import Iterable
from itertools import groupby

from django.db import transaction

from buurtbalans.accounts.models import User
from buurtbalans.locking import update_if_unchanged
from trajects.follow_up.models import Representative, WorkingGroup
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import record
from trajects.partners.models import Membership
from trajects.plan.models import ActionLine


@transaction.atomic
def add_group(line: ActionLine, *, by: User, name: str, people: Iterable[Membership]) -> WorkingGroup:
    """Make a working group of a line; of each organisation one or two people."""
    group = WorkingGroup.objects.create(line=line, name=name)
    _seat(group, people)
    _told(group, by)
    return group


@transaction.atomic
def change_group(group: WorkingGroup, seen_version: int, *, by: User, name: str, people: Iterable[Membership]) -> bool:
    """Call it otherwise, or change who is in it; False when somebody else was first."""
    if not update_if_unchanged(group, seen_version, name=name):
        return False
    group.representatives.all().delete()
    _seat(group, people)
    _told(group, by)
    return True


@transaction.atomic
def remove_group(group: WorkingGroup, *, by: User) -> None:
    """Take a working group away; its people keep their seats."""
    _told(group, by)
    group.delete()


def _seat(group: WorkingGroup, people: Iterable[Membership]) -> None:
    by_partner = groupby(sorted(people, key=lambda seat: (seat.partner_id or 0, seat.pk)), lambda seat: seat.partner_id)
    Representative.objects.bulk_create(
        Representative(group=group, partner_id=partner, membership=seat, place=place)
        for partner, seats in by_partner
        for place, seat in enumerate(seats, start=1)
    )


def _told(group: WorkingGroup, by: User) -> None:
    record(group.line.plan.traject, by, LogKind.GROUP_CHANGED, group.line.title)
