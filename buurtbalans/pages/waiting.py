"""Who has a seat and nothing to read yet: told so, instead of seeing an empty page."""

from buurtbalans.accounts.models import User
from privacy import access, held
from trajects.partners.models import Role, Track
from trajects.plan.models import PlanVersion


def waits_as(user: User) -> str:
    """As what somebody without a visible traject takes part: "resident", "reader", "aanjager", or "" for nothing."""
    seats = user.memberships.filter(valid_to=None)
    if seats.filter(track=Track.RESIDENTS).exists():
        return "resident"
    if seats.filter(role=Role.READER).exists():
        return "reader"
    return "aanjager" if user.groups.filter(role_group__role="aanjager").exists() else ""


def submitted_to(user: User) -> list[PlanVersion]:
    """The submitted plans for who reads along for an organisation, the last first; no query for others."""
    known = held.remembered(user)
    if known is not None and all(seat.role != Role.READER for seat in known.seats.values()):
        return []
    reading = [pk for pk, seat in known.seats.items() if seat.role == Role.READER] if known else []
    versions = PlanVersion.objects.filter(plan__traject__in=reading).defer("contents")
    return list(access.visible(user, versions.select_related("plan__traject")))
