"""The log of the residents' side; nothing of it reaches the logbook of the professionals."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from buurtbalans.accounts.models import User
from trajects.residents.models import ResidentsLogEntry, ResidentsLogKind, ResidentsTrack

GUIDE, RESIDENT, KERNTEAM = "De bewonersbegeleider", "Een bewoner", "Het kernteam"

# Who does it when no name may stand there, and the sentence about it. What is not here tells nobody who it was.
SENTENCES = {
    ResidentsLogKind.STARTED: (KERNTEAM, "{} begon het bewonersspoor"),
    ResidentsLogKind.GUIDE_NAMED: (KERNTEAM, "{} wees een bewonersbegeleider aan"),
    ResidentsLogKind.INVITED: (GUIDE, "{} nodigde een bewoner uit"),
    ResidentsLogKind.JOINED: (RESIDENT, "{} doet mee"),
    ResidentsLogKind.PROPOSED: (GUIDE, "{} legde een bevinding voor"),
    ResidentsLogKind.SENT_BACK: (RESIDENT, "{} stuurde een bevinding terug"),
    ResidentsLogKind.RELEASED: (RESIDENT, "{} keurde een bevinding goed; die is nu bij de professionals"),
    ResidentsLogKind.FEEDBACK: (GUIDE, "{} gaf terugkoppeling van de professionals door"),
    ResidentsLogKind.FEEDBACK_REMOVED: (GUIDE, "{} haalde terugkoppeling weg"),
    ResidentsLogKind.AGREEMENT: (GUIDE, "{} schreef nieuwe afspraken; iedereen geeft opnieuw akkoord"),
}


@dataclass(frozen=True)
class Line:
    """One thing that happened, as one reader may read it."""

    sentence: str
    at: datetime


def note(track: ResidentsTrack, actor: User | None, kind: ResidentsLogKind) -> ResidentsLogEntry:
    """Note that something happened among residents (B6), without content; `actor` is None without an account."""
    return ResidentsLogEntry.objects.create(track=track, actor=actor, kind=kind)


def lines(entries: Iterable[ResidentsLogEntry], reader: User, guides: Collection[User]) -> list[Line]:
    """What happened, as this reader may read it; `guides` guide the residents now.

    Residents know their guide by name and each other not; their guide knows everybody.
    """
    return [Line(_sentence(entry, reader, guides), entry.at) for entry in entries]


def _sentence(entry: ResidentsLogEntry, reader: User, guides: Collection[User]) -> str:
    kind = ResidentsLogKind(entry.kind)
    if entry.actor is None or kind not in SENTENCES:
        return str(kind.label)
    unnamed, sentence = SENTENCES[kind]
    if entry.actor == reader:
        return sentence.format("Jij")
    return sentence.format(entry.actor.name if reader in guides or entry.actor in guides else unnamed)
