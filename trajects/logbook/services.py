"""Writing in the logbook."""

from buurtbalans.accounts.models import User
from trajects.logbook.kinds import LogKind
from trajects.logbook.models import LogEntry
from trajects.traject.models import Traject


def record(
    traject: Traject, actor: User, kind: LogKind, subject: object = "", *, session_id: int | None = None
) -> LogEntry:
    """Note that something happened (T10).

    `subject` stands in the sentence of the kind. `session_id` makes the entry as confidential as that
    session. Never called for registrations: that one exists is confidential too.
    """
    return LogEntry.objects.create(
        traject=traject, actor=actor, kind=kind, subject=str(subject), session_id=session_id
    )
