"""The mails of check-ins. Helper, and whether, is asked when one is sent (privacy.md 48)."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django import app

from buurtbalans import mail
from privacy import access
from privacy.links import services as links
from privacy.links.models import Purpose
from trajects.follow_up.check_in_models import CheckIn, CheckInAnswer

SUBJECT = "Buurtbalans: hoe loopt het? Drie vragen"
SUBJECT_AGAIN = "Buurtbalans: drie vragen wachten nog op jou"


@app.task(name="trajects.mail_check_in", retry=mail.AGAIN)
@transaction.atomic
def mail_check_in(answer_id: int, site: str, again: bool) -> None:
    """Ask one lead about one line, by a link that answers without logging in; nothing to who answered or left."""
    waiting = CheckInAnswer.objects.unanswered(timezone.localdate()).filter(pk=answer_id)
    # A second worker with the same job waits here until the first is done.
    locked = waiting.select_for_update(of=("self",)).select_related("check_in", "membership__user")
    row = locked.first() if again else locked.filter(mailed_at=None).first()
    if row is None:
        return
    person = row.membership.user
    if not access.visible(person, CheckInAnswer.objects.filter(pk=row.pk)).exists():
        return
    token = links.make(person, Purpose.ANSWER_CHECK_IN, row.pk, until=row.check_in.ends_at)
    link = f"{site.rstrip('/')}{reverse('trajects:check-in-link', args=[token])}"
    context = {"name": person.name, "again": again, "last_day": row.check_in.answers_by, "link": link}
    headers = mail.always_named(f"checkin.{row.pk}.{int(again)}")
    mail.send(person.email, SUBJECT_AGAIN if again else SUBJECT, "mail/check_in.txt", context, headers=headers)
    row.mailed_at = timezone.now()
    row.save(update_fields=["mailed_at"])


@app.task(name="trajects.send_check_in", retry=mail.AGAIN)
def send_check_in(check_in_id: int, site: str) -> None:
    """Send a check-in whose day has come."""
    # Sending makes the mails of this module.
    from trajects.follow_up.check_ins import send

    send(check_in_id, today=timezone.localdate(), site=site)


@app.periodic(cron="50 6 * * *")
@app.task(name="trajects.check_ins_of_today", queueing_lock="trajects.check_ins_of_today")
def check_ins_of_today(timestamp: int) -> None:
    """Send what is planned for today and remind who did not answer. `timestamp` is when it was due."""
    from trajects.follow_up.check_ins import remind_in_time

    today = timezone.localdate()
    for key in CheckIn.objects.to_send(today).values_list("pk", flat=True):
        send_check_in.defer(check_in_id=key, site=settings.SITE)
    remind_in_time(today)
