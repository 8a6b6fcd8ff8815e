"""The code of a running session, and the seat that it gives a device (S4).

The code stands on the screen of the room. It is made of a seed and the secret key each time it is shown, and found
back by a keyed hash: a copy of the database gives nobody a code. The secret of a seat lives in a cookie only.
"""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from privacy.access import link_hash
from privacy.written import Kept
from sessions.planning.models import Session, SessionStatus
from sessions.room.models import Room, RoomSeat

# Nothing that is read for another sign: no 0 and O, no 1, I and L.
ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 8
LIFETIME = timedelta(hours=4)
AFTER_END = timedelta(minutes=15)


def fresh(session: Session, now: datetime) -> dict[str, Any]:
    """The values of a room with a new code: for four hours, or as long as the session was planned."""
    seed = uuid.uuid4()
    until = max(now + LIFETIME, session.end + AFTER_END)
    return {"code_seed": seed, "code_hash": _hash(_code(seed)), "code_until": until}


def shown(room: Room) -> str:
    """The code of a room as one reads it: `KM7P Q2XD`."""
    code = _code(room.code_seed)
    return f"{code[:4]} {code[4:]}"


def room_of(typed: str) -> Room | None:
    """The running room of a code as somebody typed it; None when it is wrong, old or of a session that ended."""
    code = "".join(sign for sign in typed.upper() if sign.isalnum())
    return (
        Room.objects.filter(code_hash=_hash(code), code_until__gt=timezone.now(), session__status=SessionStatus.RUNNING)
        .select_related("session")
        .first()
    )


def seat_of(secret: str) -> RoomSeat | None:
    """The seat of a cookie with its room, item and organisation; also when its session ended.

    None once its organisation is no longer invited, or closed: what a seat gives ends as a circle does.
    """
    found = _seat(secret_hash=link_hash(secret)) if secret else []
    return found[0] if found else None


@Kept
def _seat(secret_hash: Any) -> Any:
    """The seat, while its organisation is invited and open."""
    seats = RoomSeat.objects.select_related("room__session", "room__item__round", "partner__organisation")
    invited = {"partner__session_invitations__session": F("room__session"), "partner__organisation__is_active": True}
    return seats.filter(secret_hash=secret_hash, **invited)


@Kept
def how_it_stands(secret_hash: Any) -> Any:
    """Of a seat: how often what phones see was changed, and the state of its session."""
    seats = RoomSeat.objects.filter(secret_hash=secret_hash)
    return seats.values_list("room__phone_version", "room__session__status")


def _code(seed: uuid.UUID) -> str:
    digest = salted_hmac("sessions.room.code", seed.hex, algorithm="sha256").digest()
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:CODE_LENGTH])


def _hash(code: str) -> str:
    return salted_hmac("sessions.room.code.kept", code, algorithm="sha256").hexdigest()
