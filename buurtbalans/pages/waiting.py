"""Who has a seat and nothing to read yet: told so, instead of seeing an empty page."""

from buurtbalans.accounts.models import User
from trajects.partners.models import Role, Track


def waits_as(user: User) -> str:
    """As what somebody without a visible traject has a seat: "resident", "reader", or "" for no seat at all."""
    seats = user.memberships.filter(valid_to=None)
    if seats.filter(track=Track.RESIDENTS).exists():
        return "resident"
    return "reader" if seats.filter(role=Role.READER).exists() else ""
