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
SUBJECT_MOVED = "Buurtbalans: de laatste dag voor drie vragen is veranderd"
SUBJECT_AGAIN = "Buurtbalans: drie vragen wachten nog op jou"


@app.task(name="trajects.mail_check_in", retry=mail.AGAIN)
@transaction.atomic
def mail_check_in(answer_id: int, site: str, again: bool, moved: bool = False) -> None:
    """Ask one lead about all his lines by one link that answers without logging in; nothing to who answered or left.

    With `again` a reminder; with `moved` that the last day is another one.
    """
    asked = CheckInAnswer.objects.filter(pk=answer_id).first()
    if asked is None:
        return
    waiting = CheckInAnswer.objects.unanswered(timezone.localdate()).beside(asked)
    # A second worker with the same job waits here until the first is done.
    rows = list(waiting.select_for_update(of=("self",)).select_related("check_in", "membership__user"))
    row = next((one for one in rows if again or moved or one.mailed_at is None), None)
    if row is None:
        return
    person, check_in = row.membership.user, row.check_in
    if not access.visible(person, CheckInAnswer.objects.filter(pk=row.pk)).exists():
        return
    token = links.make(person, Purpose.ANSWER_CHECK_IN, row.pk, until=check_in.ends_at)
    link = f"{site.rstrip('/')}{reverse('trajects:check-in-link', args=[token])}"
    context = {"name": person.name, "again": again, "moved": moved, "lines": len(rows), "link": link}
    context |= {"last_day": check_in.answers_by}
    # Another last day, or a reminder of it, is another mail.
    name = f"checkin.{check_in.pk}.{row.membership_id}.{check_in.answers_by:%Y%m%d}.{int(again)}{int(moved)}"
    subject = SUBJECT_MOVED if moved else SUBJECT_AGAIN if again else SUBJECT
    mail.send(person.email, subject, "mail/check_in.txt", context, headers=mail.always_named(name))
    CheckInAnswer.objects.filter(pk__in=[one.pk for one in rows]).update(mailed_at=timezone.now())


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
