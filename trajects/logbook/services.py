"""Writing in the logbook, and keeping the shared folder (T10)."""

from django.core.files.base import File
from django.db import transaction

from buurtbalans import deleted
from buurtbalans.accounts.models import User
from trajects.logbook.kinds import LogKind
from trajects.logbook.models import Document, LogEntry
from trajects.traject.models import Traject


def record(
    traject: Traject,
    actor: User | None,
    kind: LogKind,
    subject: object = "",
    *,
    session_id: int | None = None,
) -> LogEntry:
    """Note that something happened (T10).

    `actor` is None for who has no account, such as somebody who declines an invitation. `subject` stands in
    the sentence of the kind. `session_id` makes the entry as confidential as that
    session. Never called for registrations: that one exists is confidential too.
    """
    return LogEntry.objects.create(traject=traject, actor=actor, kind=kind, subject=str(subject), session_id=session_id)


@transaction.atomic
def add_document(traject: Traject, *, by: User, file: File[bytes], title: str = "") -> Document:
    """Put a file in the shared folder; without a title it is called as its file."""
    name = file.name or "bestand"
    document = Document.objects.create(
        traject=traject,
        title=title or name[:200],
        file=file,
        filename=name[:200],
        size=file.size or 0,
        uploaded_by=by,
    )
    record(traject, by, LogKind.DOCUMENT_ADDED, document.title)
    return document


@transaction.atomic
def remove_document(document: Document, *, by: User) -> None:
    """Take a document away; its file goes when that is certain, so that no row loses its file."""
    storage, name = document.file.storage, str(document.file.name)
    record(document.traject, by, LogKind.DOCUMENT_REMOVED, document.title)
    deleted.remember([document])
    document.delete()
    if name:  # the file of a hidden document waits elsewhere
        transaction.on_commit(lambda: storage.delete(name))
