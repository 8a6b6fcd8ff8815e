"""Making and opening the links of mails (P7).

What a link opens is asked of the gate as its addressee, at every click: it gives nothing that this person's own
login would not give. Looking changes nothing, because mail scanners follow links; only a button does.
"""

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from django.db import models
from django.utils import timezone

from buurtbalans.accounts.models import User
from privacy import access
from privacy.links.models import MailedLink

M = TypeVar("M", bound=models.Model)


def make(user: User, purpose: str, object_id: int, *, until: datetime) -> str:
    """The secret for the address in a mail to this person; the link works until `until`, or until `end`."""
    token = secrets.token_urlsafe(32)
    MailedLink.objects.create(
        user=user, purpose=purpose, object_id=object_id, token_hash=access.link_hash(token), expires_at=until
    )
    return token


def addressee(token: str, purpose: str) -> MailedLink | None:
    """The link of this secret and purpose with its person, None when it is unknown or ended."""
    return access.fetch_by_link(MailedLink.objects.open(purpose, timezone.now()), token)


def opened(token: str, purpose: str, queryset: "models.QuerySet[M]") -> tuple[User, M] | None:
    """The person and the row behind a link, None when it ended or when this person may not see the row any more."""
    link = addressee(token, purpose)
    if link is None:
        return None
    row = access.visible(link.user, queryset).filter(pk=link.object_id).first()
    return None if row is None else (link.user, row)


def is_made(purpose: str, object_id: int) -> bool:
    """Was a link to this row mailed before?"""
    return MailedLink.objects.filter(purpose=purpose, object_id=object_id).exists()


def prolong(purpose: str, object_ids: Iterable[int], *, until: datetime) -> None:
    """Let the links to these rows work until another moment."""
    MailedLink.objects.filter(purpose=purpose, object_id__in=list(object_ids)).update(expires_at=until)


def end(purpose: str, object_id: int) -> int:
    """End every link to a row, when what it asked is past; returns how many there were."""
    return MailedLink.objects.filter(purpose=purpose, object_id=object_id).delete()[0]
