"""The mails about invitations. Each job looks again who may get what at the moment of sending (privacy.md 48).

`site` is the address that links start with, such as https://buurtbalans.voorbeeldstad.test: only the request
that causes a mail knows by which address people reach the application.
"""

import secrets

from django.urls import reverse
from procrastinate.contrib.django import app

from buurtbalans import mail
from privacy.access import link_hash
from trajects.partners.models import Invitation, InvitationQuerySet, Membership


@app.task(retry=mail.AGAIN)
def mail_invitation(invitation_id: int, site: str) -> None:
    """Send the invitation with a fresh link; nothing when it was withdrawn or answered meanwhile.

    The link is made here, and only its hash is stored, so that no job's arguments hold a link that works.
    """
    invitation = _invitations().open().filter(pk=invitation_id).first()
    if invitation is None:
        return
    token = secrets.token_urlsafe(32)
    invitation.renew(link_hash(token))
    link = f"{site}{reverse('trajects:invitation', args=[token])}"
    subject = f"{invitation.invited_by.name} nodigt je uit voor Buurtbalans"
    mail.send(invitation.email, subject, "mail/invitation.txt", {"invitation": invitation, "link": link})


@app.task(retry=mail.AGAIN)
def mail_answer(invitation_id: int, site: str) -> None:
    """Tell who invited what the answer is, as long as that person takes part in the traject."""
    invitation = _invitations().filter(pk=invitation_id).first()
    if invitation is None:
        return
    partner = invitation.partner
    seats = Membership.objects.active().filter(traject=partner.traject_id, user=invitation.invited_by)
    if not invitation.invited_by.is_active or not seats.exists():
        return
    answer = "doet mee" if invitation.accepted_at else "doet niet mee"
    link = f"{site}{reverse('trajects:partner-list', args=[partner.traject_id])}"
    context = {"invitation": invitation, "answer": answer, "link": link}
    mail.send(invitation.invited_by.email, f"{invitation.name} {answer}", "mail/answer.txt", context)


@app.task(retry=mail.AGAIN)
def mail_colleagues(membership_id: int, site: str) -> None:
    """Tell those who sit for an organisation that somebody joined them.

    A seat shows its organisation's registrations, and the kernteam invites: this is how an organisation
    notices a seat that it did not ask for.
    """
    seat = Membership.objects.active().select_related("user", "partner__organisation").filter(pk=membership_id)
    newcomer = seat.first()
    if newcomer is None or newcomer.partner is None:
        return
    link = f"{site}{reverse('trajects:partner-list', args=[newcomer.traject_id])}"
    colleagues = newcomer.partner.memberships.active().filter(user__is_active=True).exclude(pk=newcomer.pk)
    for colleague in colleagues.select_related("user"):
        context = {"newcomer": newcomer, "colleague": colleague, "link": link}
        mail.send(colleague.user.email, "Een collega doet nu ook mee", "mail/colleague.txt", context)


def _invitations() -> InvitationQuerySet:
    return Invitation.objects.select_related("partner__organisation", "invited_by__organisation")
