"""Organisations and people joining and leaving a traject (P1-P3)."""

from collections.abc import Iterable
from datetime import date

from django.db import models, transaction
from django.utils import timezone

from buurtbalans.accounts.categories import OrganisationCategory
from buurtbalans.accounts.models import Organisation, User
from buurtbalans.folding import fold
from buurtbalans.locking import update_if_unchanged
from privacy import access
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import record
from trajects.partners.models import Function, Membership, Partner, PartnerStatus, Role
from trajects.residents.seats import end_guide
from trajects.traject.models import Traject

# The three criteria of the Stappenplan for who belongs at the table, in its order: field → words.
CRITERIA = {
    field.name: str(field.verbose_name) for field in Partner._meta.fields if isinstance(field, models.BooleanField)
}


class LastOfKernteamError(Exception):
    """Without anybody in the kernteam nobody could change the traject or invite people any more."""


def organisation_named(name: str, category: str) -> Organisation:
    """The organisation of this name, whatever its capitals and accents; made when there is none.

    `category` counts for a new one only.
    """
    known = Organisation.objects.filter(folded=fold(name)).first()
    return known or Organisation.objects.create(name=" ".join(name.split()), category=category)


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
def add_partners(traject: Traject, chosen: Iterable[tuple[str, str, list[str]]], *, by: User) -> None:
    """Put several organisations on the overview: category, name and criteria of each. All of them or none."""
    for category, name, criteria in chosen:
        add_partner(traject, organisation_named(name, category), by=by, criteria=criteria)


@transaction.atomic
def change_partner(
    partner: Partner,
    seen_version: int,
    *,
    by: User,
    status: str,
    criteria: Iterable[str],
    note: str,
    agreed_on: date | None,
) -> bool:
    """Change what is known of a partner. False, with nothing changed, when somebody else was first."""
    held = set(criteria)
    before = partner.status
    changes = {name: name in held for name in CRITERIA}
    if not update_if_unchanged(partner, seen_version, status=status, note=note, agreed_on=agreed_on, **changes):
        return False
    if partner.status != before:
        subject = f"{partner.organisation.name}, {PartnerStatus(partner.status).label}"
        record(partner.traject, by, LogKind.PARTNER_STATUS, subject)
    return True


@transaction.atomic
def give_seat(
    *,
    partner: Partner,
    user: User,
    role: str = Role.PARTNER,
    functions: Iterable[str] = (),
    confirmed: bool = True,
) -> Membership:
    """Give a person a seat for a partner, with the rights of the role.

    Until it is `confirmed` that the person belongs to the organisation, the seat is outside its circle.
    """
    membership = Membership.objects.create(
        traject=partner.traject,
        partner=partner,
        user=user,
        role=role,
        functions=list(functions),
        confirmed_at=timezone.now() if confirmed else None,
    )
    access.join(membership)
    return membership


@transaction.atomic
def confirm_seat(membership: Membership, *, by: User) -> None:
    """A colleague confirms that somebody belongs to the organisation; from now on the seat is in its circle."""
    membership.confirmed_at = timezone.now()
    membership.save(update_fields=["confirmed_at"])
    access.join(membership)
    record(membership.traject, by, LogKind.SEAT_CONFIRMED, membership.user.name)


@transaction.atomic
def change_seat(membership: Membership, *, role: str, functions: Iterable[str], by: User) -> None:
    """Change what somebody is and does; the rights change with the next request.

    Raises LastOfKernteamError when nobody would be left in the kernteam.
    """
    if role != Role.KERNTEAM:
        _refuse_last_of_kernteam(membership)
    access.leave(membership)
    membership.role = role
    membership.functions = list(functions)
    membership.save(update_fields=["role", "functions"])
    access.join(membership)
    record(membership.traject, by, LogKind.ROLE_CHANGED, membership.user.name)
    if role == Role.READER:
        end_guide(membership.traject, membership.user, by=by)


@transaction.atomic
def end_seat(membership: Membership, *, by: User) -> None:
    """Take a seat away; access ends with the next request, history keeps the name.

    Raises LastOfKernteamError when nobody would be left in the kernteam.
    """
    _refuse_last_of_kernteam(membership)
    access.leave(membership)
    membership.valid_to = timezone.now()
    membership.save(update_fields=["valid_to"])
    record(membership.traject, by, LogKind.PERSON_LEFT, membership.user.name)
    # Who guides the residents does so as a professional of this traject.
    end_guide(membership.traject, membership.user, by=by)


def _refuse_last_of_kernteam(membership: Membership) -> None:
    if membership.traject.is_closed:
        return
    # Locked, so that the last two cannot leave at the same moment.
    kernteam = membership.traject.memberships.active().kernteam().select_for_update(of=("self",))
    if [seat.pk for seat in kernteam] == [membership.pk]:
        raise LastOfKernteamError


def lacking_functions(memberships: Iterable[Membership]) -> list[Function]:
    """Which of the two indispensable people the kernteam lacks (P2, Stappenplan step 2)."""
    present = {name for seat in memberships if seat.role == Role.KERNTEAM for name in seat.functions}
    return [function for function in (Function.GEBIEDSMAKELAAR, Function.ONDERZOEKSADVISEUR) if function not in present]


def lacking_categories(partners: Iterable[Partner]) -> list[OrganisationCategory]:
    """Which kinds of organisation of the Stappenplan nobody has thought of yet (P1, step 1)."""
    present = {partner.organisation.category for partner in partners}
    wanted = [category for category in OrganisationCategory if category != OrganisationCategory.OTHER]
    return [category for category in wanted if category not in present]
