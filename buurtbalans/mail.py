"""Letters that the application sends. One recipient a mail; no content that others may not read."""

from collections.abc import Mapping
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string


def send(
    to: str,
    subject: str,
    template: str,
    context: dict[str, Any],
    *,
    calendar: bytes | None = None,
    headers: Mapping[str, str] | None = None,
) -> None:
    """Send one mail in plain text, from `template` (a .txt). `calendar` goes along as an .ics file.

    `headers` are put in the head of the mail; they hold nothing that anybody typed.

    Called from background jobs only, so that a slow mail server holds up nobody.
    """
    # A line break in a subject would start a new mail header.
    subject, text = " ".join(subject.split()), render_to_string(template, context)
    message = EmailMultiAlternatives(subject, text, to=[to], headers=dict(headers or {}))
    if calendar is not None:
        message.attach("bijeenkomst.ics", calendar, "text/calendar; method=PUBLISH")
    message.send()
