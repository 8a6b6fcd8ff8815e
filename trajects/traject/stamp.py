"""For whom and when something was made: it stands on everything that leaves the application (V7)."""

from django.utils import timezone
from django.utils.formats import date_format

from buurtbalans.accounts.models import User
from trajects.traject.models import Traject


def made_for(reader: User, traject: Traject) -> str:
    """One sentence with the traject, the moment and the reader."""
    made = timezone.localtime()
    organisation = f" ({reader.organisation.name})" if reader.organisation else ""
    day, time = date_format(made, "j F Y"), date_format(made, "H.i")
    return f"{traject.name}. Gemaakt op {day} om {time} uur voor {reader.name}{organisation}."
