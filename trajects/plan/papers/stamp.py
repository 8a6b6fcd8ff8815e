"""What stands in the corners of every page of a paper: which version, for whom, made when and for whom (V7)."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format

from trajects.plan.models import PlanVersion

PARTNERS = "Alle partners in dit traject"
PARTNERS_AND_READERS = "Alle partners in dit traject en hun achterban"
DIRECTORS = "Directies en besturen van de partners in dit traject"
RESIDENTS = "Bewoners en bestuur"


@dataclass(frozen=True)
class Stamp:
    """The corners of one paper. pdf/base.html asks for `traject`, `version`, `audience` and `made`."""

    name: str
    """The name of the traject."""
    version: str
    """Which version and of when: "Concept 0.3 – 3 mei 2026"."""
    for_whom: str
    """Who may read it, as a phrase that begins with a capital."""
    organisation: str = ""
    """For which organisation it was made; "" where that says nothing."""

    @property
    def traject(self) -> str:
        """The corner that names the paper."""
        return f"Buurtagenda {self.name}"

    @property
    def audience(self) -> str:
        """The corner that says who may read it."""
        return f"Zichtbaar voor: {self.for_whom[:1].lower()}{self.for_whom[1:]}"

    @property
    def made(self) -> str:
        """The corner that says when it was made, and for whom."""
        made = f"Gemaakt op {date_format(timezone.localdate(), 'j F Y')}"
        return f"{made} voor {self.organisation}" if self.organisation else made


def standing(version: PlanVersion) -> str:
    """Which kept version this is, in words: "Concept 0.2, voorgelegd op 3 mei 2026"."""
    if version.adopted_at:
        return f"{version.adopted_label}, vastgesteld op {_day(version.adopted_at)}"
    return f"{version.label}, voorgelegd op {_day(version.submitted_at)}"


def _day(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "j F Y")
