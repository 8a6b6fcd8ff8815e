"""Who comes and goes in two trajects, as random histories and as the oracle tells it.

The oracle knows sets and dictionaries only; what a history is about comes with the classes that build on this.
"""

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from buurtbalans.accounts.models import Organisation, User
from privacy import held
from tests.agreeing import agree
from tests.conftest import make_traject
from trajects.buurt.models import Area, AreaLevel
from trajects.partners.leaving import close_organisation, leave_former_organisation
from trajects.partners.models import Membership, PartnerStatus, Track
from trajects.partners.services import LastOfKernteamError, add_partner, change_seat, end_seat, give_seat

ORGANISATIONS = ("stad", "politie", "welzijn")
# Who works where; the resident and the superuser work nowhere.
WORKS_AT = {
    "nora": "stad",
    "nils": "stad",
    "piet": "politie",
    "pia": "politie",
    "wim": "welzijn",
    "ruth": None,
    "root": None,
}
TRAJECTS = (0, 1)
organisations, persons, trajects = (
    st.sampled_from(ORGANISATIONS),
    st.sampled_from(tuple(WORKS_AT)),
    st.sampled_from(TRAJECTS),
)
roles = st.sampled_from(("partner", "partner", "kernteam", "reader"))


class Histories(RuleBasedStateMachine):
    """Two trajects, three organisations and seven people who come and go."""

    def __init__(self):
        super().__init__()
        self.savepoint = transaction.savepoint()
        self._people()
        self._trajects()
        self.begin()

    def teardown(self):
        transaction.savepoint_rollback(self.savepoint)

    def begin(self):
        """What else there is when a history begins."""

    # --- the world, and what the oracle knows of it

    def _people(self):
        self.organisation = {
            name: Organisation.objects.create(name=f"Org {name}", category="anders") for name in ORGANISATIONS
        }
        self.user = {}
        for name, place in WORKS_AT.items():
            self.user[name] = User.objects.create_user(
                f"{name}@oracle.test", name=name, organisation=self.organisation.get(place), is_superuser=name == "root"
            )
        self.works_at = dict(WORKS_AT)
        self.active = set(WORKS_AT)
        self.taking_part = set(ORGANISATIONS)

    def _trajects(self):
        area = Area.objects.create(code="BU9999OR01", name="Orakel", level=AreaLevel.BUURT, edition="2024")
        self.traject = [make_traject(self.user["nora"], [area]) for _ in TRAJECTS]
        self.partner, self.seats, self.accepted = {}, {}, set()
        for number, traject in enumerate(self.traject):
            for name, organisation in self.organisation.items():
                known = traject.partners.filter(organisation=organisation).first()
                self.partner[number, name] = known or add_partner(
                    traject, organisation, by=self.user["nora"], status=PartnerStatus.JOINED
                )
            self.seats[number, "nora"] = ("stad", "kernteam", True)

    def seat_everybody(self):
        """Most people sit somewhere when the history begins, and all accepted what professionals agree on."""
        for number, name in ((0, "nils"), (0, "piet"), (0, "pia"), (0, "wim"), (1, "piet"), (1, "wim")):
            self.join(number=number, name=name, role="partner", confirmed=True)
        for number, traject in enumerate(self.traject):
            agree(traject, *self.user.values())
            self.accepted |= {(number, name) for name in self.user}

    def seat_that_counts(self, number, name):
        """The seat by which somebody sees anything in a traject now, else None."""
        seat = self.seats.get((number, name))
        works = seat is not None and seat[0] == self.works_at[name] and seat[0] in self.taking_part
        return seat if works and name in self.active else None

    def works_for(self, name, number, owner):
        """Whether somebody surely sits for this organisation now, other than as its back office."""
        seat = self.seat_that_counts(number, name)
        return seat is not None and seat[0] == owner and seat[1] != "reader" and seat[2]

    def is_given(self, name, number, owner, to):
        """Whether somebody reads what this organisation shares with these."""
        seat = self.seat_that_counts(number, name)
        takes_part = seat is not None and self.works_for(name, number, seat[0])
        return takes_part and seat[0] in to and owner in self.taking_part and (number, name) in self.accepted

    def seat_ended(self, number, name):
        """Somebody is no professional here any more."""
        self.seats.pop((number, name), None)

    def role_changed(self, number, name, role):
        """Somebody does something else here from now on."""

    def organisation_closed(self, place):
        """An organisation stopped, and what was shared with it or by it was taken back."""

    def readers(self):
        """Everybody as the gate may meet them: the database asked each time, and what they hold remembered."""
        for name in WORKS_AT:
            for remembers in (False, True):
                user = User.objects.get(pk=self.user[name].pk)
                if remembers:
                    held.remember(user)
                yield name, user, (name, remembers)

    # --- what can happen

    @rule(number=trajects, name=persons, role=roles, confirmed=st.booleans())
    def join(self, number, name, role, confirmed):
        place = self.works_at[name]
        if place is None or (number, name) in self.seats or self.seat_row(number, name):
            return
        give_seat(partner=self.partner[number, place], user=self.user[name], role=role, confirmed=confirmed)
        self.seats[number, name] = (place, role, confirmed)

    @rule(number=trajects, name=persons)
    def leave(self, number, name):
        if (number, name) in self.seats:
            try:
                end_seat(self.seat_row(number, name), by=self.user["nora"])
            except LastOfKernteamError:
                return
            self.seat_ended(number, name)

    @rule(number=trajects, name=persons, role=roles)
    def change_role(self, number, name, role):
        if (number, name) in self.seats:
            try:
                change_seat(self.seat_row(number, name), role=role, functions=[], by=self.user["nora"])
            except LastOfKernteamError:
                return
            place, _, confirmed = self.seats[number, name]
            self.seats[number, name] = (place, role, confirmed)
            self.role_changed(number, name, role)

    @rule(name=persons, to=organisations, tidy=st.booleans())
    def move(self, name, to, tidy):
        if self.works_at[name] is None:
            return
        User.objects.filter(pk=self.user[name].pk).update(organisation=self.organisation[to])
        self.works_at[name] = to
        if tidy:
            leave_former_organisation(User.objects.get(pk=self.user[name].pk))
            for number in TRAJECTS:
                if (number, name) in self.seats and self.seats[number, name][0] != to:
                    self.seat_ended(number, name)

    @rule(name=persons)
    def switch_active(self, name):
        self.active ^= {name}
        User.objects.filter(pk=self.user[name].pk).update(is_active=name in self.active)

    @rule(place=organisations, tidy=st.booleans())
    def close(self, place, tidy):
        Organisation.objects.filter(pk=self.organisation[place].pk).update(is_active=False)
        self.taking_part -= {place}
        if tidy:
            close_organisation(self.organisation[place])
            for number, name in [key for key, seat in self.seats.items() if seat[0] == place]:
                self.seat_ended(number, name)
            self.organisation_closed(place)

    @precondition(lambda self: len(self.taking_part) < len(ORGANISATIONS))
    @rule(place=organisations)
    def open_again(self, place):
        Organisation.objects.filter(pk=self.organisation[place].pk).update(is_active=True)
        self.taking_part |= {place}

    def seat_row(self, number, name):
        return (
            Membership.objects.active()
            .filter(traject=self.traject[number], user=self.user[name], track=Track.PROFESSIONALS)
            .select_related("traject", "user")
            .first()
        )
