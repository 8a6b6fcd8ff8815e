"""The mails about a submitted version: to who signs, who reads along or commented, and that it was adopted.

Whom, and whether, is asked when it is sent (privacy.md 48).
"""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django import app

from buurtbalans import mail
from privacy import access
from trajects.partners.models import Membership, Role
from trajects.plan.approval_models import Approval
from trajects.plan.commenting_models import PlanComment
from trajects.plan.models import PlanVersion

SUBJECT = "Buurtbalans: er wordt om jouw antwoord gevraagd"
SUBJECT_ADOPTED = "Buurtbalans: een plan van aanpak is vastgesteld"
SUBJECT_TO_READ = "Buurtbalans: er staat iets voor je klaar om te lezen"
SUBJECT_ANSWERED = "Buurtbalans: er is geantwoord op wat jij opmerkte"
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


@app.task(name="trajects.mail_adopted", retry=mail.AGAIN)
def mail_adopted(version_id: int, seat_id: int, site: str) -> None:
    """Tell somebody with a seat that a version was adopted, and where it is read; nothing to who left."""
    seat = Membership.objects.active().filter(pk=seat_id).select_related("user").first()
    versions = PlanVersion.objects.filter(pk=version_id, adopted_at__isnull=False).select_related("plan")
    version = access.visible(seat.user, versions).first() if seat else None
    if seat is None or version is None:
        return
    link = f"{site}{reverse('trajects:plan-submitted', args=[version.plan.traject_id, version.pk])}"
    headers = mail.always_named(f"vastgesteld.{version.pk}.{seat.pk}")
    mail.send(
        seat.user.email, SUBJECT_ADOPTED, "mail/adopted.txt", {"name": seat.user.name, "link": link}, headers=headers
    )


@app.task(name="trajects.tell_readers", retry=mail.AGAIN)
def tell_readers(version_id: int, site: str) -> None:
    """A mail to each reader of the version that was submitted last; of one that was followed soon, none."""
    version = PlanVersion.objects.filter(pk=version_id).defer("contents").select_related("plan").first()
    if version is None or PlanVersion.objects.filter(plan=version.plan_id, pk__gt=version.pk).exists():
        return
    readers = Membership.objects.active().filter(traject=version.plan.traject_id, role=Role.READER)
    for seat_id in readers.values_list("pk", flat=True):
        mail_reader.defer(version_id=version.pk, membership_id=seat_id, site=site)


@app.task(name="trajects.mail_reader", retry=mail.AGAIN)
def mail_reader(version_id: int, membership_id: int, site: str) -> None:
    """Tell who reads along for an organisation that a version is ready; not who is asked to sign, for he is told so."""
    seat = Membership.objects.active().filter(pk=membership_id, role=Role.READER).select_related("user").first()
    if seat is None:
        return
    rows = PlanVersion.objects.filter(pk=version_id, plan__traject=seat.traject_id).defer("contents")
    version = access.visible(seat.user, rows).first()
    signs = Approval.objects.waiting().filter(plan_version=version, partner__signatory__membership=seat)
    if version is None or signs.exists():
        return
    link = f"{site}{reverse('trajects:plan-submitted', args=[seat.traject_id, version.pk])}"
    context = {"name": seat.user.name, "answers_by": version.answers_by, "link": link}
    headers = mail.always_named(f"meelezen.{version.pk}.{seat.pk}")
    mail.send(seat.user.email, SUBJECT_TO_READ, "mail/reader.txt", context, headers=headers)


@app.task(name="trajects.mail_comment_answered", retry=mail.AGAIN)
@transaction.atomic
def mail_comment_answered(version_id: int, author_id: int, site: str) -> None:
    """Tell who commented on a version that there are answers: one mail for all of them, nothing to who left."""
    said = PlanComment.objects.to_tell().filter(plan_version=version_id, author=author_id)
    # A second worker with the same job waits here until the first is done.
    answered = list(said.select_for_update(of=("self",)).select_related("author", "plan_version__plan"))
    if not answered or (author := answered[0].author) is None:
        return
    first, told = answered[0], PlanComment.objects.filter(pk__in=[row.pk for row in answered])
    if not access.visible(author, told).exists():
        return
    link = f"{site}{reverse('trajects:plan-comments', args=[first.plan_version.plan.traject_id, version_id])}"
    context, headers = {"name": author.name, "link": link}, mail.always_named(f"opmerking.{first.pk}")
    mail.send(author.email, SUBJECT_ANSWERED, "mail/comment_answered.txt", context, headers=headers)
    told.update(told_at=timezone.now())


def tell_answered(version_id: int, author_id: int, *, site: str) -> None:
    """Tell who commented that there is an answer, in a moment: of several answers in a minute one hears once."""
    wait = settings.MAIL_BUNDLE_SECONDS
    job = mail_comment_answered.configure(schedule_in={"seconds": wait}) if wait else mail_comment_answered
    job.defer(version_id=version_id, author_id=author_id, site=site)


def announce(version: PlanVersion, *, site: str) -> None:
    """Tell readers of a version in a moment: of two versions in a minute they hear once. Without a `site` nobody."""
    if not site:
        return
    wait = settings.MAIL_BUNDLE_SECONDS
    job = tell_readers.configure(schedule_in={"seconds": wait}) if wait else tell_readers
    job.defer(version_id=version.pk, site=site)


@app.periodic(cron="40 6 * * *")
@app.task(name="trajects.remind_signatories", queueing_lock="trajects.remind_signatories")
def remind_signatories(timestamp: int) -> None:
    """Remind once, some days before the date that was asked for. `timestamp` is when it was due."""
    # Asking makes these jobs, and so imports this module.
    from trajects.plan.signing import remind_in_time

    remind_in_time(timezone.localdate())
