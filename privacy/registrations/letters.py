"""The mail to a second reader: that something waits, and nothing of what it says (privacy.md, channel 21)."""

from django.urls import reverse
from procrastinate.contrib.django import app

from buurtbalans import mail
from privacy.registrations.models import ReadingState, Registration


@app.task(retry=mail.AGAIN)
def mail_second_reader(registration_id: int, membership_id: int, site: str) -> None:
    """Tell a colleague that something waits; nothing when it was read, withdrawn or is not theirs any more."""
    waiting = Registration.objects.filter(pk=registration_id, second_reading__state=ReadingState.WAITS)
    row = waiting.select_related("partner").first()
    seat = row.second_readers().filter(pk=membership_id).first() if row else None
    if row is None or seat is None:
        return
    link = f"{site.rstrip('/')}{reverse('privacy:registration-list', args=[row.traject_id])}"
    mail.send(seat.user.email, "Er staat iets voor je klaar", "mail/second_reader.txt", {"seat": seat, "link": link})
