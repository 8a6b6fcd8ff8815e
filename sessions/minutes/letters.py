"""The one mail that says that minutes are there: a link to them, and to one's own actions (S5)."""

from procrastinate.contrib.django import app

from buurtbalans import mail
from buurtbalans.accounts.models import User
from privacy import access
from sessions.minutes.models import Minutes
from sessions.planning.models import Session, SessionStatus
from trajects.partners.models import Membership

NEUTRAL_SUBJECT = "Buurtbalans: een verslag staat klaar"


@app.task(name="sessions.mail_minutes", retry=mail.AGAIN)
def mail_minutes(session_id: int, membership_id: int, by_id: int, site: str) -> None:
    """Tell one person that the minutes are there. Whether he still may read them is asked now.

    `site` is the start of our own addresses, such as https://buurtbalans.voorbeeldstad.test.
    """
    seat = Membership.objects.active().filter(pk=membership_id).select_related("user").first()
    if seat is None:
        return
    invited = Session.objects.filter(pk=session_id, invited__partner=seat.partner_id)
    session = access.visible(seat.user, invited).first()
    minutes = access.visible(seat.user, Minutes.objects.filter(session=session_id)).first()
    if session is None or minutes is None:
        return
    address = f"{site.rstrip('/')}{minutes.get_absolute_url()}"
    mail.send(
        seat.user.email,
        NEUTRAL_SUBJECT,
        "sessions/minutes/mail.txt",
        {
            "session": session,
            "minutes": minutes,
            "name": seat.user.name,
            "by": User.objects.get(pk=by_id).name,
            "is_final": session.status == SessionStatus.FINAL,
            "address": address,
        },
    )
