"""Inviting residents by mail, and their answers (P3, V4). No professional but their guide is told of either."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from buurtbalans.accounts.models import User
from trajects.partners.models import Membership, Track
from trajects.residents.letters import mail_residents_answer, mail_residents_invitation
from trajects.residents.log import note
from trajects.residents.models import INVITATION_DAYS, ResidentsInvitation, ResidentsLogKind, ResidentsTrack
from trajects.residents.seats import seat_resident
from trajects.traject.models import Traject


class NotAcceptedError(Exception):
    """Why an invitation cannot be accepted: one Dutch sentence for who tries."""


class LinkEndedError(NotAcceptedError):
    """It was answered, withdrawn or ended between opening the page and pressing the button."""


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
    invitation = ResidentsInvitation.objects.create(
        track=track,
        email=email.lower(),
        name=name,
        token_hash=_nobodys_secret(),
        invited_by=by,
        expires_at=timezone.now() + timedelta(days=INVITATION_DAYS),
    )
    note(track, by, ResidentsLogKind.INVITED)
    mail_residents_invitation.defer(invitation_id=invitation.pk, site=site)
    return invitation


@transaction.atomic
def renew(invitation: ResidentsInvitation, *, site: str) -> None:
    """Send the mail again; the old link stops working at once."""
    invitation.renew(_nobodys_secret())
    mail_residents_invitation.defer(invitation_id=invitation.pk, site=site)


def withdraw(invitation: ResidentsInvitation) -> None:
    """Take an invitation back; its link stops working at once."""
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])


@transaction.atomic
def decline(invitation: ResidentsInvitation, *, site: str) -> None:
    """The answer is no. Raises LinkEndedError when the invitation no longer counts."""
    held = _held(invitation)
    held.declined_at = timezone.now()
    held.save(update_fields=["declined_at"])
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
    held.accepted_at = timezone.now()
    held.save(update_fields=["accepted_at"])
    seat = seat_resident(held.track, by)
    mail_residents_answer.defer(invitation_id=held.pk, site=site)
    return seat


@transaction.atomic
def accept_with_new_account(invitation: ResidentsInvitation, *, name: str, password: str, site: str) -> User:
    """The answer is yes, from somebody without an account: the link proves whose address it is.

    Raises LinkEndedError when the invitation no longer counts.
    """
    _held(invitation)
    user = User.objects.create_user(invitation.email, password, name=name)
    accept(invitation, by=user, site=site)
    return user


def _held(invitation: ResidentsInvitation) -> ResidentsInvitation:
    """The invitation, locked until the end of the transaction: it is answered once."""
    rows = ResidentsInvitation.objects.open().select_for_update(of=("self",)).select_related("track")
    held = rows.filter(pk=invitation.pk).first()
    if held is None:
        raise LinkEndedError("Deze link werkt niet meer.")
    return held


def _nobodys_secret() -> str:
    """Stands where a link's hash will be until the job makes the link: no link fits it."""
    return secrets.token_hex(32)
