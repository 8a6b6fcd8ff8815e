"""Background jobs of the app; the worker looks for them here. Jobs carry ids only, never content."""

from procrastinate.contrib.django import app

from buurtbalans import mail
from buurtbalans.accounts.models import User
from privacy import access
from sessions.minutes.letters import mail_minutes  # noqa: F401  the worker finds jobs here
from sessions.planning.calendar import ics
from sessions.planning.models import Session
from sessions.reminders.letters import mail_digest, remind
from trajects.partners.models import Membership

__all__ = ["mail_agenda", "mail_digest", "remind"]

NEUTRAL_SUBJECT = "Buurtbalans: uitnodiging voor een bijeenkomst"
NEUTRAL_SUBJECT_AGAIN = "Buurtbalans: een bijeenkomst is gewijzigd"


@app.task(name="sessions.mail_agenda")
def mail_agenda(session_id: int, membership_id: int, by_id: int, again: bool, site: str) -> None:
    """Invite one person to a session. Whether he still may come is asked now, not when the job was made.

    `site` is the start of our own addresses, such as https://buurtbalans.voorbeeldstad.test.
    """
    seat = Membership.objects.active().filter(pk=membership_id).select_related("user").first()
    if seat is None or not _is_invited(session_id, seat):
        return
    session = access.visible(seat.user, Session.objects.filter(pk=session_id)).first()
    if session is None:
        return
    address = f"{site.rstrip('/')}{session.get_absolute_url()}"
    mail.send(
        seat.user.email,
        NEUTRAL_SUBJECT_AGAIN if again else NEUTRAL_SUBJECT,
        "sessions/planning/mail_agenda.txt",
        {
            "session": session,
            "name": seat.user.name,
            "by": User.objects.get(pk=by_id).name,
            "again": again,
            "address": address,
        },
        calendar=ics(session, address),
    )


def _is_invited(session_id: int, seat: Membership) -> bool:
    return Session.objects.filter(pk=session_id, invited__partner=seat.partner_id).exists()
