"""The mail that asks a signatory for an answer. Whom, and whether, is asked when it is sent (privacy.md 48)."""

from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django import app

from buurtbalans import mail
from privacy import access
from trajects.plan.approval_models import Approval

SUBJECT = "Buurtbalans: er wordt om jouw antwoord gevraagd"
SUBJECT_AGAIN = "Buurtbalans: jouw antwoord is nog nodig"


@app.task(name="trajects.mail_request", retry=mail.AGAIN)
def mail_request(approval_id: int, site: str, again: bool) -> None:
    """Ask who signs for the organisation now; nothing when it answered, left, or nobody signs.

    The link is plain: who is not logged in does so first, and reads on the page what it is about.
    """
    rows = Approval.objects.waiting().select_related("plan_version__plan", "partner__signatory__membership__user")
    approval = rows.filter(pk=approval_id).first()
    if approval is None or approval.waits_for or approval.signatory is None:
        return
    seat = approval.signatory.membership
    if not access.visible(seat.user, Approval.objects.filter(pk=approval.pk)).exists():
        return
    version = approval.plan_version
    link = f"{site}{reverse('trajects:plan-approvals', args=[version.plan.traject_id])}"
    context = {"name": seat.user.name, "answers_by": version.answers_by, "link": link, "again": again}
    # The day makes a reminder another mail; the seat that of a successor.
    day = approval.reminded_on or version.submitted_at.date()
    headers = mail.always_named(f"akkoord.{approval.pk}.{seat.pk}.{day:%Y%m%d}.{int(again)}")
    mail.send(seat.user.email, SUBJECT_AGAIN if again else SUBJECT, "mail/approval.txt", context, headers=headers)


@app.periodic(cron="40 6 * * *")
@app.task(name="trajects.remind_signatories", queueing_lock="trajects.remind_signatories")
def remind_signatories(timestamp: int) -> None:
    """Remind once, some days before the date that was asked for. `timestamp` is when it was due."""
    # Asking makes these jobs, and so imports this module.
    from trajects.plan.signing import remind_in_time

    remind_in_time(timezone.localdate())
