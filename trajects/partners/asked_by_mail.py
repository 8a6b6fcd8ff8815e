"""What every invitation by mail has, whatever it asks for: whom, a link that works once, and the answer (P3)."""

import secrets
from datetime import timedelta
from typing import Any, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

INVITATION_DAYS = 14

M = TypeVar("M", bound=models.Model)


class NotAcceptedError(Exception):
    """Why an invitation cannot be accepted: one Dutch sentence for who tries."""


class LinkEndedError(NotAcceptedError):
    """It was answered, withdrawn or ended between opening the page and pressing the button."""


class AskedByMailQuerySet(models.QuerySet[M]):
    """Which invitations."""

    def unanswered(self) -> Self:
        """Neither answered nor withdrawn; the link may have ended."""
        return self.filter(accepted_at=None, declined_at=None, withdrawn_at=None)

    def open(self) -> Self:
        """Neither answered, withdrawn nor expired."""
        return self.unanswered().filter(expires_at__gt=timezone.now())


class AskedByMail(models.Model):
    """A mail that asks one person to take part; its link works once. Its secret is kept as a hash only."""

    email = models.EmailField("e-mailadres")
    name = models.CharField("naam", max_length=120)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["-created_at", "-pk"]
        default_permissions = ()

    @property
    def is_open(self) -> bool:
        """May still be answered."""
        answered = self.accepted_at or self.declined_at or self.withdrawn_at
        return not answered and self.expires_at > timezone.now()

    def renew(self, token_hash: str) -> None:
        """A new link for the same invitation; the old one stops working."""
        self.token_hash = token_hash
        self.expires_at = timezone.now() + timedelta(days=INVITATION_DAYS)
        self.save(update_fields=["token_hash", "expires_at"])

    def end(self, name: str) -> None:
        """Accepted, declined or withdrawn now, which `name` says: its link stops working at once."""
        setattr(self, name, timezone.now())
        self.save(update_fields=[name])


def one_answer(name: str) -> models.CheckConstraint:
    """No invitation is both accepted and declined; `name` is the constraint's in the database."""
    return models.CheckConstraint(condition=Q(accepted_at__isnull=True) | Q(declined_at__isnull=True), name=name)


def not_linked_yet() -> dict[str, Any]:
    """What a new invitation begins with: until the job makes its link, no link fits it."""
    return {"token_hash": nobodys_secret(), "expires_at": timezone.now() + timedelta(days=INVITATION_DAYS)}


def nobodys_secret() -> str:
    """Stands where a link's hash will be until the job makes the link."""
    return secrets.token_hex(32)
