"""What happened, found again: the logbook and the shared folder of documents (T10)."""

import uuid

from django.conf import settings
from django.db import models

from trajects.logbook.kinds import LogKind
from trajects.traject.models import Traject


def stored_name(document: models.Model, filename: str) -> str:
    """A random name on disk: what somebody called his file says too much, and may clash."""
    return f"{document._meta.model_name}/{uuid.uuid4().hex}"


class LogEntry(models.Model):
    """One thing that happened. Hangs on the session it came from, so it is seen by who may see that session.

    Registrations never make an entry: their existence is confidential.
    """

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="log_entries")
    session = models.ForeignKey(
        "traject_sessions.Session",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="log_entries",
    )
    at = models.DateTimeField(auto_now_add=True, db_index=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=30, choices=LogKind.choices)
    subject = models.TextField(max_length=20_000, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"Logregel {self.pk}"

    @property
    def sentence(self) -> str:
        """What happened, as one reads it: the kind's label around the subject."""
        label = str(LogKind(self.kind).label)
        if "{}" in label:
            return label.replace("{}", self.subject, 1)
        return f"{label}: {self.subject}" if self.subject else label

    @property
    def is_note(self) -> bool:
        """Written by hand, so shown as text and not as a sentence."""
        return self.kind == LogKind.NOTE


class Document(models.Model):
    """A file for everybody in the traject."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="documents")
    title = models.CharField("titel", max_length=200)
    file = models.FileField("bestand", upload_to=stored_name)
    filename = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"Document {self.uuid}"
