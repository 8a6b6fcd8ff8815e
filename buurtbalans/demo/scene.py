"""One traject of the demo while it is being filled."""

from dataclasses import dataclass, field
from functools import cached_property

from buurtbalans.accounts.models import Organisation, User
from buurtbalans.demo.content import Row
from buurtbalans.demo.days import Days
from sessions.planning.models import Session
from trajects.partners.models import Membership, Partner
from trajects.steps.models import Step
from trajects.traject.models import Traject


@dataclass
class Scene:
    """The traject with what the data files call by a short name."""

    text: Row
    days: Days
    people: dict[str, User]
    organisations: dict[str, Organisation]
    traject: Traject
    partners: dict[str, Partner] = field(default_factory=dict)
    seats: dict[str, Membership] = field(default_factory=dict)
    sessions: dict[int, Session] = field(default_factory=dict)
    """By their place in the data file, counted from 1."""

    @property
    def narrator(self) -> User:
        """Who writes things down unless somebody else is named."""
        return self.people[self.text["narrator"]]

    def chosen(self, names: list[str] | str) -> list[Partner]:
        """Partners by short name; "alle" stands for all that take part."""
        if names == "alle":
            return [partner for partner in self.partners.values() if partner.agreed_on]
        return [self.partners[name] for name in names]

    @cached_property
    def steps(self) -> dict[int, Step]:
        """The traject's own steps by number, as they were at first: for their texts and as a reference."""
        return {step.number: step for step in self.traject.steps.all()}
