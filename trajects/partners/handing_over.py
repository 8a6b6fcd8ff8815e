"""A seat goes to a colleague, with what its holder still had to do (P6)."""

from django.db import transaction

from buurtbalans.accounts.models import User
from privacy import access
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import record
from trajects.partners.models import Membership, Role
from trajects.partners.services import end_seat, give_seat

# A colleague who already sits keeps the wider of both roles.
WIDEST_FIRST = (Role.KERNTEAM, Role.PARTNER, Role.READER)


class NotAColleagueError(Exception):
    """A seat goes to somebody of the same organisation only."""


def colleagues_of(seat: Membership, reader: User) -> list[Membership]:
    """The others who surely sit for the same organisation now, as `reader` sees them: who could take over at once."""
    others = access.visible(
        reader, Membership.objects.active().filter(partner=seat.partner, confirmed_at__isnull=False)
    )
    return list(others.exclude(pk=seat.pk).filter(user__is_active=True).select_related("user"))


@transaction.atomic
def hand_over(seat: Membership, *, to: User, by: User, confirmed: bool) -> Membership:
    """Give somebody's role, tasks and open work to a colleague, and end that seat.

    `confirmed` says whether it is sure that the colleague belongs to the organisation; who sits already keeps
    what is known. Raises NotAColleagueError for an account of another organisation.
    """
    seat = (
        Membership.objects.select_for_update(of=("self",)).select_related("partner", "user", "traject").get(pk=seat.pk)
    )
    if seat.valid_to or seat.partner is None or to.organisation_id != seat.partner.organisation_id or not to.is_active:
        raise NotAColleagueError
    own = Membership.objects.active().filter(partner=seat.partner, user=to).first()
    if own is None:
        own = give_seat(partner=seat.partner, user=to, role=seat.role, functions=seat.functions, confirmed=confirmed)
    else:
        _widen(own, seat)
    _take_over_work(seat, own, by)
    end_seat(seat, by=by)
    record(seat.traject, by, LogKind.SEAT_HANDED_OVER, f"{seat.user.name} aan {to.name}")
    return own


def _widen(own: Membership, seat: Membership) -> None:
    access.leave(own)
    own.role = min(own.role, seat.role, key=WIDEST_FIRST.index)
    own.functions = list(dict.fromkeys([*own.functions, *seat.functions]))
    own.save(update_fields=["role", "functions"])
    access.join(own)


def _take_over_work(seat: Membership, own: Membership, by: User) -> None:
    """What is open goes along; what is done keeps the name of who did it."""
    seat.actions.filter(closed_at=None).hand_to(own, by=by)
    seat.preparation.filter(done_at=None).update(owner=own)
    # What the colleague leads or was asked already stays as it is.
    seat.leads.exclude(line__in=own.leads.values("line")).update(membership=own)
    seat.represents_in.exclude(group__in=own.represents_in.values("group")).update(membership=own)
    asked = seat.check_in_answers.filter(answered_at=None)
    asked.exclude(line__in=own.check_in_answers.values("line")).update(membership=own)
