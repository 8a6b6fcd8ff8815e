"""Inviting residents by mail, and their answers (P3, V4). No professional but their guide is told of either."""

from django.db import transaction

from buurtbalans.accounts.models import User
from trajects.partners.asked_by_mail import LinkEndedError, NotAcceptedError, nobodys_secret, not_linked_yet
from trajects.partners.models import Membership, Track
from trajects.residents.letters import mail_residents_answer, mail_residents_invitation
from trajects.residents.log import note
from trajects.residents.models import ResidentsInvitation, ResidentsLogKind, ResidentsTrack
from trajects.residents.seats import seat_resident
from trajects.traject.models import Traject


def objection_to_inviting(track: ResidentsTrack, email: str) -> str:
    """Why this address cannot be invited, "" when it can. Looks at the residents' side only."""
    seats = Membership.objects.active().filter(traject=track.traject_id, track=Track.RESIDENTS)
    if seats.filter(user__email=email.lower()).exists():
        return "Deze bewoner doet al mee."
    if track.invitations.open().filter(email=email.lower()).exists():
        return "Dit adres heeft al een uitnodiging. Stuur die opnieuw of trek die in."
    return ""


@transaction.atomic
def invite(track: ResidentsTrack, *, by: User, email: str, name: str, site: str) -> ResidentsInvitation:
    """Ask one resident to take part; the mail follows by itself."""
    asked = {"email": email.lower(), "name": name, "invited_by": by}
    invitation = ResidentsInvitation.objects.create(track=track, **asked, **not_linked_yet())
    note(track, by, ResidentsLogKind.INVITED)
    mail_residents_invitation.defer(invitation_id=invitation.pk, site=site)
    return invitation


@transaction.atomic
def renew(invitation: ResidentsInvitation, *, site: str) -> None:
    """Send the mail again; the old link stops working at once."""
    invitation.renew(nobodys_secret())
    mail_residents_invitation.defer(invitation_id=invitation.pk, site=site)


@transaction.atomic
def decline(invitation: ResidentsInvitation, *, site: str) -> None:
    """The answer is no. Raises LinkEndedError when the invitation no longer counts."""
    held = _held(invitation)
    held.end("declined_at")
    mail_residents_answer.defer(invitation_id=held.pk, site=site)


@transaction.atomic
def accept(invitation: ResidentsInvitation, *, by: User, site: str) -> Membership:
    """The answer is yes: a seat among residents for the person whose address was invited.

    Raises NotAcceptedError with the reason when that cannot be.
    """
    held = _held(invitation)
    # A seat on the other side that is given at this very moment waits here, and then finds this one.
    Traject.objects.select_for_update().only("pk").get(pk=held.track.traject_id)
    if by.email != held.email:
        raise NotAcceptedError("Deze uitnodiging is voor een ander e-mailadres.")
    # One person on both sides would undo the wall between residents and professionals (V4).
    if Membership.objects.active().filter(traject=held.track.traject_id, user=by).exists():
        raise NotAcceptedError("Met dit account kun je hier niet meedoen.")
    held.end("accepted_at")
    seat = seat_resident(held.track, by)
    mail_residents_answer.defer(invitation_id=held.pk, site=site)
    return seat


@transaction.atomic
def accept_with_new_account(invitation: ResidentsInvitation, *, name: str, password: str, site: str) -> Membership:
    """The answer is yes, from somebody without an account: the link proves whose address it is.

    Raises LinkEndedError when the invitation no longer counts.
    """
    _held(invitation)
    user = User.objects.create_user(invitation.email, password, name=name)
    return accept(invitation, by=user, site=site)


def _held(invitation: ResidentsInvitation) -> ResidentsInvitation:
    """The invitation, locked until the end of the transaction: it is answered once."""
    rows = ResidentsInvitation.objects.open().select_for_update(of=("self",)).select_related("track")
    held = rows.filter(pk=invitation.pk).first()
    if held is None:
        raise LinkEndedError("Deze link werkt niet meer.")
    return held
