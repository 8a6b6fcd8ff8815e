"""Letters that the application sends. One recipient a mail; no content that others may not read."""

from collections.abc import Mapping
from dataclasses import dataclass
from smtplib import SMTPRecipientsRefused
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.jobs import Job

FIRST_WAIT, LONGEST_WAIT = 30, 30 * 60
DAYS = 2
REFUSED_FOR_GOOD = 500


@dataclass(frozen=True)
class Invite:
    """Something for the calendar of who gets the mail, with what it asks (RFC 5546: REQUEST or CANCEL)."""

    content: bytes
    method: str


class Again(BaseRetryStrategy):
    """A mail that could not leave is tried again: after half a minute, then ever longer, for two days.

    Not when the mail server says that the address does not exist.
    """

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """When to try again; None for not any more."""
        if isinstance(exception, SMTPRecipientsRefused):
            codes = [code for code, _ in exception.recipients.values()]
            if all(code >= REFUSED_FOR_GOOD for code in codes):
                return None
        wait = min(FIRST_WAIT * 2 ** min(job.attempts, 10), LONGEST_WAIT)
        return RetryDecision(retry_in={"seconds": wait}) if job.attempts * LONGEST_WAIT < DAYS * 24 * 3600 else None


AGAIN = Again()


def always_named(name: str) -> dict[str, str]:
    """A head by which the receiving side drops a mail that came twice, because the answer of its server got lost."""
    return {"Message-ID": f"<{name}@buurtbalans>"}


def send(
    to: str,
    subject: str,
    template: str,
    context: dict[str, Any],
    *,
    invite: Invite | None = None,
    paper: bytes | None = None,
    headers: Mapping[str, str] | None = None,
) -> None:
    """Send one mail in plain text, from `template` (a .txt); `paper` goes along as agenda.pdf.

    `headers` are put in the head of the mail; they hold nothing that anybody typed.

    Called from background jobs only, so that a slow mail server holds up nobody.
    """
    # A line break in a subject would start a new mail header.
    subject, text = " ".join(subject.split()), render_to_string(template, context)
    message = EmailMultiAlternatives(subject, text, to=[to], headers=dict(headers or {}))
    if invite is not None:
        message.attach("bijeenkomst.ics", invite.content, f"text/calendar; method={invite.method}")
    if paper is not None:
        message.attach("agenda.pdf", paper, "application/pdf")
    message.send()
