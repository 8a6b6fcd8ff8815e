"""Organisations and people joining and leaving a traject (P1-P3)."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from buurtbalans.accounts.models import Organisation, User
from privacy import access
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import record
from trajects.partners.models import Function, Membership, Partner, PartnerStatus, Role
from trajects.traject.models import Traject


@transaction.atomic
def add_partner(
    traject: Traject,
    organisation: Organisation,
    *,
    by: User,
    status: str = PartnerStatus.POSSIBLE,
    criteria: Iterable[str] = (),
    note: str = "",
) -> Partner:
    """Put an organisation on the overview and make its circle.

    `criteria` names the boolean fields that hold: has_interest, works_here, has_knowledge.
    """
    partner = Partner.objects.create(
        traject=traject, organisation=organisation, status=status, note=note, **dict.fromkeys(criteria, True)
    )
    access.open_circle(partner)
    record(traject, by, LogKind.PARTNER_ADDED, organisation.name)
    return partner


@transaction.atomic
def give_seat(
    *, partner: Partner, user: User, role: str = Role.PARTNER, functions: Iterable[str] = ()
) -> Membership:
    """Give a person a seat for a partner, with the rights of the role."""
    membership = Membership.objects.create(
        traject=partner.traject, partner=partner, user=user, role=role, functions=list(functions)
    )
    access.join(membership)
    return membership


@transaction.atomic
def change_seat(membership: Membership, *, role: str, functions: Iterable[str], by: User) -> None:
    """Change what somebody is and does; the rights change with the next request."""
    access.leave(membership)
    membership.role = role
    membership.functions = list(functions)
    membership.save(update_fields=["role", "functions"])
    access.join(membership)
    record(membership.traject, by, LogKind.ROLE_CHANGED, membership.user.name)


@transaction.atomic
def end_seat(membership: Membership, *, by: User) -> None:
    """Take a seat away; access ends with the next request, history keeps the name."""
    access.leave(membership)
    membership.valid_to = timezone.now()
    membership.save(update_fields=["valid_to"])
    record(membership.traject, by, LogKind.PERSON_LEFT, membership.user.name)


def lacking_functions(memberships: Iterable[Membership]) -> list[Function]:
    """Which of the two indispensable people the kernteam lacks (P2, Stappenplan step 2)."""
    present = {name for seat in memberships if seat.role == Role.KERNTEAM for name in seat.functions}
    return [
        function
        for function in (Function.GEBIEDSMAKELAAR, Function.ONDERZOEKSADVISEUR)
        if function not in present
    ]
