"""Inviting people by mail, and their answers (P3)."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from buurtbalans.accounts.models import User
from privacy import access
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import record
from trajects.partners.asked_by_mail import LinkEndedError, NotAcceptedError, nobodys_secret, not_linked_yet
from trajects.partners.handing_over import NotAColleagueError, hand_over
from trajects.partners.letters import mail_answer, mail_colleagues, mail_invitation
from trajects.partners.models import (
    Invitation,
    Membership,
    Partner,
    PartnerStatus,
    Track,
)
from trajects.partners.services import give_seat


def objection_to_inviting(partner: Partner, email: str) -> str:
    """Why this address cannot be invited, "" when it can.

    Looks at the professionals' side only: who sits on the residents' track is nobody's business here (V4).
    """
    seats = partner.traject.memberships.active().filter(track=Track.PROFESSIONALS, user__email=email.lower())
    seat = seats.select_related("user", "partner__organisation").first()
    if seat is not None:
        return f"{seat.user.name} doet al mee namens {seat.partner}."
    invitations = Invitation.objects.open().filter(partner__traject=partner.traject_id, email=email.lower())
    if open_one := invitations.select_related("partner__organisation").first():
        return f"Dit adres heeft al een uitnodiging namens {open_one.partner}. Stuur die opnieuw of trek die in."
    return ""


@transaction.atomic
def invite(
    partner: Partner,
    *,
    by: User,
    email: str,
    name: str,
    role: str,
    functions: Iterable[str],
    reason: str,
    site: str,
    takes_over: Membership | None = None,
) -> Invitation:
    """Ask one person to take part for a partner; the mail follows by itself.

    With the yes the seat `takes_over` goes to that person, with its open work.
    """
    invitation = Invitation.objects.create(
        partner=partner,
        email=email.lower(),
        name=name,
        role=role,
        functions=list(functions),
        reason=reason,
        takes_over=takes_over,
        invited_by=by,
        **not_linked_yet(),
    )
    if partner.status == PartnerStatus.POSSIBLE:
        _set_status(partner, PartnerStatus.APPROACHED)
    record(partner.traject, by, LogKind.PERSON_INVITED, partner.organisation.name)
    mail_invitation.defer(invitation_id=invitation.pk, site=site)
    return invitation


def ask_successor(seat: Membership, *, by: User, email: str, name: str, site: str) -> Invitation:
    """Invite a colleague by mail to take over a seat (P6); until the answer is yes nothing changes.

    Raises NotAColleagueError for a seat without organisation.
    """
    if seat.partner is None:
        raise NotAColleagueError
    return invite(
        seat.partner,
        by=by,
        email=email,
        name=name,
        role=seat.role,
        functions=seat.functions,
        reason=f"{seat.user.name} draagt de deelname aan je over, met de taken en acties die nog openstaan.",
        site=site,
        takes_over=seat,
    )


@transaction.atomic
def renew(invitation: Invitation, *, site: str) -> None:
    """Send the mail again; the old link stops working at once."""
    invitation.renew(nobodys_secret())
    mail_invitation.defer(invitation_id=invitation.pk, site=site)


@transaction.atomic
def decline(invitation: Invitation, *, site: str) -> None:
    """The answer is no. Raises LinkEndedError when the invitation no longer counts."""
    held = _held(invitation)
    held.end("declined_at")
    record(held.partner.traject, None, LogKind.PERSON_DECLINED, held.partner.organisation.name)
    mail_answer.defer(invitation_id=held.pk, site=site)


@transaction.atomic
def accept(invitation: Invitation, *, by: User, site: str) -> Membership:
    """The answer is yes: a seat for the person whose address was invited.

    Raises NotAcceptedError with the reason when that cannot be.
    """
    held = _held(invitation)
    # Two invitations of one person, answered at the same moment: the second waits here and then finds the seat.
    partner = _lock_traject(held.partner)
    if reason := _objection_to_joining(held, by):
        raise NotAcceptedError(reason)
    held.end("accepted_at")
    seat = _seat(held, by)
    _set_status(partner, PartnerStatus.JOINED)
    record(partner.traject, by, LogKind.PERSON_JOINED, by.name)
    mail_answer.defer(invitation_id=held.pk, site=site)
    mail_colleagues.defer(membership_id=seat.pk, site=site)
    return seat


@transaction.atomic
def accept_with_new_account(invitation: Invitation, *, name: str, password: str, site: str) -> Membership:
    """The answer is yes, from somebody without an account: the link proves whose address it is.

    Raises LinkEndedError when the invitation no longer counts.
    """
    _held(invitation)
    user = User.objects.create_user(invitation.email, password, name=name, organisation=invitation.partner.organisation)
    return accept(invitation, by=user, site=site)


def _seat(held: Invitation, user: User) -> Membership:
    """A new seat, or the one that is handed over if it is still there to be given."""
    confirmed = _is_vouched_for(held)
    if held.takes_over and held.takes_over.valid_to is None:
        return hand_over(held.takes_over, to=user, by=user, confirmed=confirmed)
    return give_seat(partner=held.partner, user=user, role=held.role, functions=held.functions, confirmed=confirmed)


def _objection_to_joining(invitation: Invitation, user: User) -> str:
    """Why this person cannot take this seat, "" when he can."""
    organisation = invitation.partner.organisation
    if user.email != invitation.email:
        return "Deze uitnodiging is voor een ander e-mailadres."
    if user.organisation_id != organisation.pk:
        return (
            f"De uitnodiging is namens {organisation.name}, maar jouw account hoort daar niet bij. Vraag de "
            "functioneel beheerder om je organisatie te wijzigen. Daarna werkt deze link nog."
        )
    # One person on both sides would undo the wall between residents and professionals (V4).
    if invitation.partner.traject.memberships.active().filter(user=user).exists():
        return "Je doet al mee aan dit traject."
    return ""


def _is_vouched_for(invitation: Invitation) -> bool:
    """Is it sure that this person belongs to the organisation, or is there nothing yet to keep from others?

    Otherwise the kernteam, which invites, could give itself a way to what the organisation keeps to itself (V3).
    A seat in another traject says nothing: anybody may propose one, and seat the first person of any organisation.
    """
    partner = invitation.partner
    seats = partner.memberships.active().filter(confirmed_at__isnull=False)
    if seats.filter(user=invitation.invited_by).exists():
        return True
    return not (seats.exists() or partner.registrations.exists() or access.is_entrusted(partner))


def _held(invitation: Invitation) -> Invitation:
    """The invitation, locked until the end of the transaction: it is answered once."""
    rows = invitation.partner.invitations.open().select_for_update(of=("self",))
    held = (
        rows.select_related("partner__organisation", "partner__traject", "takes_over").filter(pk=invitation.pk).first()
    )
    if held is None:
        raise LinkEndedError("Deze link werkt niet meer.")
    return held


def _lock_traject(partner: Partner) -> Partner:
    """One at a time takes a seat in a traject."""
    type(partner.traject).objects.select_for_update().only("pk").get(pk=partner.traject_id)
    return partner


def _set_status(partner: Partner, status: PartnerStatus) -> None:
    # Counts the version up: who has the partner's form open is told.
    partner.traject.partners.filter(pk=partner.pk).update(status=status, version=F("version") + 1)
    partner.refresh_from_db(fields=["status", "version"])
