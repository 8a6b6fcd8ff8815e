"""At which level a registration is shared: rounded, or exact where that is allowed. For its owner only."""

from privacy.registrations.models import Registration
from privacy.tables import Level, RegistrationGroupPermission


def level(registration: Registration) -> str:
    """The level of its grants; rounded when it is shared with nobody."""
    exact = RegistrationGroupPermission.objects.filter(content_object=registration, level=Level.EXACT)
    return Level.EXACT if exact.exists() else Level.ROUNDED


def lower_to_rounded(registration: Registration) -> None:
    """From now on whoever sees it reads its number rounded."""
    RegistrationGroupPermission.objects.filter(content_object=registration).update(level=Level.ROUNDED)
