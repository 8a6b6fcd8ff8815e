"""The mail about a session to one person, made and sent by a background job (S6).

Everything is asked anew at that moment: whether a later edition overtook this one, whether the person still takes part
and still is invited, and what he heard before. So a job may run late, twice, or after a crash.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from buurtbalans import mail, pdf
from buurtbalans.accounts.models import User
from privacy import access
from privacy.links import services as links
from privacy.links.models import Purpose
from sessions.agenda.paper import mailed_agenda
from sessions.planning import calendar
from sessions.planning.models import Answer, Notice, NoticeKind, Session, SessionPartner
from sessions.planning.notices import Letter, as_told, letter_to
from trajects.partners.models import Membership

# Neutral: subjects stand on locked screens and in the lists of secretaries.
SUBJECTS = {
    NoticeKind.INVITATION: "Buurtbalans: uitnodiging voor een bijeenkomst",
    NoticeKind.CHANGE: "Buurtbalans: een bijeenkomst is gewijzigd",
    NoticeKind.CANCELLATION: "Buurtbalans: een bijeenkomst gaat niet door",
}
NOT_EXPECTED = "Buurtbalans: je wordt niet meer verwacht bij een bijeenkomst"


@transaction.atomic
def deliver(session_id: int, membership_id: int, *, by_id: int, edition: int, paper: bool, site: str) -> bool:
    """Send it, unless there is nothing to say any more; returns whether a mail left.

    What was sent is written in the same transaction, so that a job that runs twice sends one mail.
    """
    session = Session.objects.select_related("traject").filter(pk=session_id, edition=edition).first()
    seats = Membership.objects.active().filter(pk=membership_id, user__is_active=True)
    seat = seats.select_related("user", "partner__organisation").first()
    if session is None or seat is None:
        return False
    notice = _locked(session, seat)
    letter = letter_to(session, seat, notice)
    if notice.edition >= edition or letter is None or not _may_know(letter, session):
        return False
    _send(letter, session, notice, by=User.objects.get(pk=by_id), paper=paper, site=site.rstrip("/"))
    if letter.kind != NoticeKind.CANCELLATION:
        notice.told = as_told(session)
    notice.kind, notice.edition, notice.sent_at = letter.kind, edition, timezone.now()
    notice.save()
    return True


def _locked(session: Session, seat: Membership) -> Notice:
    """What this person heard before; a second worker with the same job waits here until the first is done."""
    made, _ = Notice.objects.get_or_create(session=session, membership=seat)
    return Notice.objects.select_for_update().get(pk=made.pk)


def _may_know(letter: Letter, session: Session) -> bool:
    """Who is told that he is not expected knew of the session before; others must be able to see it."""
    if letter.kind == NoticeKind.CANCELLATION:
        return True
    return access.visible(letter.seat.user, Session.objects.filter(pk=session.pk)).exists()


def _send(letter: Letter, session: Session, notice: Notice, *, by: User, paper: bool, site: str) -> None:
    person, kind = letter.seat.user, letter.kind
    address = f"{site}{session.get_absolute_url()}"
    own = SessionPartner.objects.filter(session=session, partner=letter.seat.partner_id).first()
    attendee = calendar.Attendee(person.email, own.answer if own else "")
    context: dict[str, Any] = {"name": person.name, "by": by.name, "session": session, "letter": letter}
    headers = mail.always_named(f"{session.pk}.{notice.pk}.{session.edition}.{session.created_at:%Y%m%d%H%M%S}")
    if kind == NoticeKind.CANCELLATION:
        context |= {"told": _when(notice.told), "is_off": session.is_cancelled}
        subject = SUBJECTS[kind] if session.is_cancelled else NOT_EXPECTED
        file = mail.Invite(calendar.cancellation(session, notice.told, attendee), "CANCEL")
        mail.send(person.email, subject, "mail/session_off.txt", context, invite=file, headers=headers)
        return
    token = links.make(person, Purpose.ANSWER_SESSION, session.pk, until=session.end)
    context |= {"address": address, "answer_url": f"{site}{reverse('sessions:answer-by-link', args=[token])}"}
    context |= {"answered": Answer(own.answer).label if own and own.answer else ""}
    mail.send(
        person.email,
        SUBJECTS[kind],
        "mail/session_invitation.txt" if kind == NoticeKind.INVITATION else "mail/session_change.txt",
        context,
        invite=mail.Invite(calendar.request(session, address, attendee), "REQUEST"),
        paper=_paper(session, person) if paper else None,
        headers=headers,
    )


def _when(told: dict[str, Any]) -> datetime:
    """The moment as this person knows it."""
    return timezone.make_aware(datetime.fromisoformat(f"{told['date']}T{told['starts_at']}"))


def _paper(session: Session, reader: User) -> bytes | None:
    """The agenda as this person may see it; none when an item became confidential meanwhile."""
    if session.items.on_agenda().filter(is_confidential=True).exists():
        return None
    try:
        return mailed_agenda(session, reader)
    except pdf.PdfUnavailableError:
        return None
