"""Links that were mailed (P7): the second door of the gate."""

from datetime import datetime

from django.conf import settings
from django.db import models


class Purpose(models.TextChoices):
    """The one thing that a link is for."""

    ANSWER_SESSION = "bijeenkomst", "Antwoorden op een uitnodiging"
    ANSWER_POLL = "datumprikker", "Dagen kiezen"
    ANSWER_CHECK_IN = "check-in", "Vertellen hoe een actielijn loopt"
    REPORT_ACTION = "huiswerk", "Huiswerk of een actie melden"
    MUTE_REMINDERS = "herinneringen", "Herinneringen uitzetten"


class MailedLinkQuerySet(models.QuerySet["MailedLink"]):
    """Which links."""

    def open(self, purpose: str, now: datetime) -> "MailedLinkQuerySet":
        """Those that still work for a purpose: not ended, of somebody who may still log in."""
        return self.filter(purpose=purpose, expires_at__gt=now, user__is_active=True).select_related("user")


class MailedLink(models.Model):
    """One link in one mail: one person, one purpose, one row (`object_id`), until `expires_at`.

    Only the hash of its secret is kept.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mailed_links")
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    object_id = models.BigIntegerField()
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(db_index=True)

    objects = MailedLinkQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["user", "purpose", "object_id"], name="mailed_link_by_what")]
