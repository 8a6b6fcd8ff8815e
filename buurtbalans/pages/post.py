"""The mail that a demo has sent, to read in the browser: nobody gets real mail from a demo."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

# What Django's mail backend for files writes between two mails.
BETWEEN_MAILS = re.compile(rb"\n-{79}\n")
ADDRESS = re.compile(r"(https?://[^\s<>]*[^\s<>.,;)])")


@dataclass(frozen=True)
class Letter:
    """One mail that was sent."""

    number: int
    to: str
    subject: str
    sent_at: datetime | None
    text: str
    attachments: list[str]


@login_not_required
@require_safe
def post_list(request: HttpRequest) -> HttpResponse:
    """All mail, newest first."""
    _demo_only()
    return render(request, "pages/post.html", {"letters": _letters()[::-1]})


@login_not_required
@require_safe
def post_detail(request: HttpRequest, number: int) -> HttpResponse:
    """One mail, whose links to this application can be followed."""
    _demo_only()
    letters = _letters()
    if not 1 <= number <= len(letters):
        raise Http404
    letter = letters[number - 1]
    text = with_links(letter.text, request.get_host())
    return render(request, "pages/post_detail.html", {"letter": letter, "text": text})


def _demo_only() -> None:
    """Outside a demo there is no such page."""
    if not settings.DEMO:
        raise Http404


def with_links(text: str, host: str) -> SafeString:
    """The text with links to our own host clickable, and to no other."""
    parts = ADDRESS.split(text)
    return format_html_join("", "{}", ((_link(part, host),) for part in parts))


def _link(part: str, host: str) -> str | SafeString:
    address = urlsplit(part) if ADDRESS.fullmatch(part) else None
    if address is None or address.netloc != host:
        return part
    path = address._replace(scheme="", netloc="").geturl()
    return format_html('<a class="ams-link" href="{}">{}</a>', path, part)


def _letters() -> list[Letter]:
    """Oldest first, so that a number stays that of the same mail."""
    files = sorted(_files(), key=lambda path: (path.stat().st_mtime_ns, path.name))
    mails = [mail for path in files for mail in BETWEEN_MAILS.split(path.read_bytes()) if mail.strip()]
    return [_letter(number, mail) for number, mail in enumerate(mails, start=1)]


def _files() -> list[Path]:
    return list(settings.DEMO_POST_DIR.glob("*.log"))


def _letter(number: int, mail: bytes) -> Letter:
    message = message_from_bytes(mail, EmailMessage, policy=policy.default)
    body = message.get_body(preferencelist=("plain",))
    return Letter(
        number=number,
        to=str(message["To"] or ""),
        subject=str(message["Subject"] or "Zonder onderwerp"),
        sent_at=_moment(message),
        text=body.get_content() if body else "",
        attachments=[part.get_filename() or "bijlage" for part in message.iter_attachments()],
    )


def _moment(message: EmailMessage) -> datetime | None:
    """When a mail was sent; one without a time zone (-0000) is in UTC."""
    if message["Date"] is None:
        return None
    moment: datetime = message["Date"].datetime
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
