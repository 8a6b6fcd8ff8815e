"""Writing in the log of the residents' side; nothing of it reaches the logbook of the professionals."""

from buurtbalans.accounts.models import User
from trajects.residents.models import ResidentsLogEntry, ResidentsLogKind, ResidentsTrack


def note(track: ResidentsTrack, actor: User | None, kind: ResidentsLogKind) -> ResidentsLogEntry:
    """Note that something happened among residents (B6), without content; `actor` is None without an account."""
    return ResidentsLogEntry.objects.create(track=track, actor=actor, kind=kind)
