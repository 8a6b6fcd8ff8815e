"""Index of the app's models; Django looks for them here."""

from privacy.registrations.models import Registration
from privacy.tables import (
    Circle,
    RegistrationGroupPermission,
    RoleGroup,
    SessionGroupPermission,
    TrajectGroupPermission,
)

__all__ = [
    "Circle",
    "Registration",
    "RegistrationGroupPermission",
    "RoleGroup",
    "SessionGroupPermission",
    "TrajectGroupPermission",
]
