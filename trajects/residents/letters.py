"""The mails of the residents' side. Each job looks again who may get what at the moment of sending (privacy.md 48).

No mail holds a word of what residents wrote, and none a word of the professionals' traject.
"""

import secrets

from django.urls import reverse
from procrastinate.contrib.django import app

from buurtbalans import mail
from privacy import wall
from privacy.access import link_hash
from trajects.partners.models import Membership, Role, Track
from trajects.residents.models import ResidentsInvitation, ResidentsTrack


@app.task(retry=mail.AGAIN)
def mail_residents_invitation(invitation_id: int, site: str) -> None:
    """Send the invitation with a fresh link; nothing when it was withdrawn or answered meanwhile.

    The link is made here, and only its hash is stored, so that no job's arguments hold a link that works.
    """
    rows = ResidentsInvitation.objects.open().select_related("track", "invited_by__organisation")
    invitation = rows.filter(pk=invitation_id).first()
    if invitation is None:
        return
    token = secrets.token_urlsafe(32)
    invitation.renew(link_hash(token))
    link = f"{site}{reverse('trajects:residents-invitation', args=[token])}"
    subject = f"{invitation.invited_by.name} vraagt je om mee te praten over je buurt"
    context = {"invitation": invitation, "link": link}
    mail.send(invitation.email, subject, "mail/residents_invitation.txt", context)


@app.task(retry=mail.AGAIN)
def mail_residents_answer(invitation_id: int, site: str) -> None:
    """Tell who invited that there is an answer, as long as that person guides these residents."""
    rows = ResidentsInvitation.objects.select_related("track", "invited_by")
    invitation = rows.filter(pk=invitation_id).first()
    if invitation is None or not wall.guides(invitation.invited_by, invitation.track.traject_id):
        return
    link = f"{site}{reverse('trajects:residents-people', args=[invitation.track.traject_id])}"
    context = {"person": invitation.invited_by, "link": link}
    mail.send(invitation.invited_by.email, "Er is antwoord op je uitnodiging", "mail/residents_answer.txt", context)


@app.task(retry=mail.AGAIN)
def mail_residents_waiting(track_id: int, site: str) -> None:
    """Tell each resident that something waits for them; neither what nor where."""
    track = ResidentsTrack.objects.filter(pk=track_id).first()
    if track is None:
        return
    seats = Membership.objects.active().filter(
        traject=track.traject_id, track=Track.RESIDENTS, role=Role.RESIDENT, user__is_active=True
    )
    for seat in seats.select_related("user"):
        context = {"person": seat.user, "link": f"{site}{track.get_absolute_url()}"}
        mail.send(seat.user.email, "Er staat iets voor je klaar", "mail/residents_waiting.txt", context)
