"""The mail that asks one person which days suit, made and sent by a background job."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from buurtbalans import mail
from buurtbalans.accounts.models import User
from privacy import access
from privacy.links import services as links
from privacy.links.models import Purpose
from sessions.polls.models import PollVoter

SUBJECT = "Buurtbalans: welke dag past jou voor een bijeenkomst?"
SUBJECT_MOVED = "Buurtbalans: kies een dag tot en met een andere datum"


@transaction.atomic
def ask(voter_id: int, *, by_id: int, site: str) -> bool:
    """Send it once for each last day, as long as there is something to answer; returns whether a mail left."""
    asked = PollVoter.objects.asked_now(timezone.localdate()).filter(pk=voter_id, mailed_at=None)
    # A second worker with the same job waits here until the first is done.
    voter = asked.select_for_update(of=("self",)).select_related("poll", "membership__user").first()
    if voter is None:
        return False
    person = voter.membership.user
    if not access.visible(person, PollVoter.objects.filter(pk=voter.pk)).exists():
        return False
    last_day = voter.poll.closes_on
    moved = links.is_made(Purpose.ANSWER_POLL, voter.pk)
    token = links.make(person, Purpose.ANSWER_POLL, voter.pk, until=voter.poll.answers_until)
    context = {
        "name": person.name,
        "by": User.objects.get(pk=by_id).name,
        "last_day": last_day,
        "moved": moved,
        "options": list(voter.poll.options.all()),
        "answer_url": f"{site.rstrip('/')}{reverse('sessions:poll-by-link', args=[token])}",
    }
    headers = mail.always_named(f"poll.{voter.pk}.{voter.poll.created_at:%Y%m%d%H%M%S}.{last_day:%Y%m%d}")
    mail.send(person.email, SUBJECT_MOVED if moved else SUBJECT, "mail/poll.txt", context, headers=headers)
    voter.mailed_at = timezone.now()
    voter.save(update_fields=["mailed_at"])
    return True
