"""What speaks for and against assumptions, of everything one may see: partners' words, sessions and registrations (D6).

Who may not see a piece of evidence finds no trace of it: not in a number, an order or a gap.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format

from buurtbalans.accounts.models import User
from buurtbalans.addresses import address
from privacy import access
from privacy.registrations.evidence import EvidenceReading, evidence_for
from trajects.analysis.models import Assumption, Evidence, Stance

ALONG = ("assumption", "partner__organisation", "finding", "document", "outcome", "session")
OF_SESSION = "Alleen voor wie bij deze bijeenkomst hoort"
OF_REGISTRATION = "Alleen voor wie deze registratie mag zien"


@dataclass(frozen=True)
class Source:
    """Where a piece of evidence comes from, with its own words where it has any."""

    label: str
    url: str
    words: str = ""


@dataclass(frozen=True)
class Piece:
    """One piece of evidence as one person reads it."""

    assumption: int
    stance: str
    text: str
    organisation: str
    at: datetime
    source: Source | None = None
    audience: str = ""
    """Who else reads it, where that is narrower than all partners."""
    edit_url: str = ""
    delete_url: str = ""


@dataclass(frozen=True)
class Side:
    """What points one way."""

    label: str
    pieces: list[Piece]


def pieces_for(user: User, assumptions: Iterable[Assumption], traject_id: int) -> dict[int, list[Piece]]:
    """Per assumption what this person may see of its evidence, the oldest first. As many queries for one as for ten."""
    asked = list(assumptions)
    rows = Evidence.objects.filter(assumption__in=asked, assumption__traject=traject_id)
    own = [_of_partners(user, row) for row in access.visible(user, rows).select_related(*ALONG)]
    shared = [_of_registration(one) for one in evidence_for(user, asked, traject_id=traject_id)]
    found: dict[int, list[Piece]] = {row.pk: [] for row in asked}
    for piece in sorted([*own, *shared], key=lambda one: one.at):
        found[piece.assumption].append(piece)
    return found


def sides(pieces: Iterable[Piece]) -> list[Side]:
    """The same by the way they point; a way that nothing points is left out."""
    given = list(pieces)
    by_stance = [Side(str(one.label), [piece for piece in given if piece.stance == one]) for one in Stance]
    return [side for side in by_stance if side.pieces]


def _of_partners(user: User, row: Evidence) -> Piece:
    may_edit = access.may(user, "edit_evidence", row)
    traject_id = row.assumption.traject_id
    return Piece(
        row.assumption_id,
        row.stance,
        row.text,
        str(row.partner or ""),
        row.created_at,
        _source(row, traject_id),
        OF_SESSION if row.session_id else "",
        *_urls("trajects:evidence", traject_id, row if may_edit else None),
    )


def _source(row: Evidence, traject_id: int) -> Source | None:
    if row.finding:
        return Source("Bevinding van bewoners", address("trajects:residents-input", traject_id), row.finding.text)
    if row.document:
        return Source(row.document.title, reverse("trajects:document", args=[traject_id, row.document.uuid]))
    if row.session:
        session: Any = row.session
        words = row.outcome.text if row.outcome else ""
        label = f"{session.title}, {date_format(session.date, 'j F Y')}"
        return Source(label, address("sessions:agenda", traject_id, session.pk), words)
    return None


def _of_registration(one: EvidenceReading) -> Piece:
    reading = one.registration
    number = f"Ongeveer {reading.number}" if reading.is_approximate else reading.number
    return Piece(
        one.row.assumption_id,
        one.row.stance,
        one.row.text,
        reading.owner,
        one.row.created_at,
        Source(f"Registratie: {reading.title}, {reading.period}", reading.url, number or reading.text),
        OF_REGISTRATION,
        *_urls("privacy:registration-evidence", one.row.assumption.traject_id, one.row if one.may_edit else None),
    )


def _urls(name: str, traject_id: int, row: Any) -> tuple[str, str]:
    if row is None:
        return "", ""
    edit, delete = (reverse(f"{name}-{verb}", args=[traject_id, row.uuid]) for verb in ("edit", "delete"))
    return edit, delete
