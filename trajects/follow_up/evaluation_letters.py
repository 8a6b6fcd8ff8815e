"""The mail that tells of an evaluation moment. Helper, and whether, is asked when it is sent (privacy.md 48)."""

from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django import app

from buurtbalans import mail
from privacy import access
from trajects.follow_up.evaluation import invited, remind_in_time
from trajects.follow_up.steering_models import EvaluationMoment

SUBJECT = "Buurtbalans: binnenkort kijken jullie samen terug"


@app.task(name="trajects.mail_evaluation", retry=mail.AGAIN)
def mail_evaluation(moment_id: int, seat_id: int, day: str, site: str) -> None:
    """Tell one person when and where it is told what about; nothing when it moved, was held, or this person left.

    The link is plain: who is not logged in does so first. `day` is the date it was made for.
    """
    moment = EvaluationMoment.objects.open().filter(pk=moment_id, date=day).select_related("traject").first()
    seat = invited(moment).filter(pk=seat_id).first() if moment else None
    if moment is None or seat is None:
        return
    if not access.visible(seat.user, EvaluationMoment.objects.filter(pk=moment.pk)).exists():
        return
    link = f"{site}{reverse('trajects:evaluation-list', args=[moment.traject_id])}#evaluatie-{moment.pk}"
    context = {"name": seat.user.name, "date": moment.date, "link": link}
    # Early and late are two mails about the same day.
    late = int(moment.told_late_on is not None)
    headers = mail.always_named(f"evaluatie.{moment.pk}.{seat.pk}.{moment.date:%Y%m%d}.{late}")
    mail.send(seat.user.email, SUBJECT, "mail/evaluation.txt", context, headers=headers)


@app.periodic(cron="45 6 * * *")
@app.task(name="trajects.remind_evaluations", queueing_lock="trajects.remind_evaluations")
def remind_evaluations(timestamp: int) -> None:
    """Remind who is to be there of what comes near. `timestamp` is when it was due."""
    remind_in_time(timezone.localdate())
