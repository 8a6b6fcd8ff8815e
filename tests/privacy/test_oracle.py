"""The gate against a naive telling of the same rules, after every step of random histories (V1, V3, V4, P6).

The oracle knows sets and dictionaries only. After each step every person is compared on every registration and
every session, with the database asked each time and with what a reader holds remembered.
"""

from datetime import time, timedelta

import pytest
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from buurtbalans.accounts.models import Organisation, User
from privacy import access, held
from privacy.agreements import publishing
from privacy.agreements.models import AgreementDraft
from privacy.registrations.models import About, Registration, RegistrationKind
from sessions.planning.models import Session
from sessions.planning.services import open_to_invited, plan_session, set_invited
from tests.agreeing import agree, newest_agreement
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
    """Two trajects, three organisations and seven people who come, go, share and take back."""

    def __init__(self):
        super().__init__()
        self.savepoint = transaction.savepoint()
        self._people()
        self._trajects()
        self._registrations()

    def teardown(self):
        transaction.savepoint_rollback(self.savepoint)

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
        Membership.objects.create(
            traject=self.traject[0], user=self.user["ruth"], track=Track.RESIDENTS, role="resident"
        )

    def _registrations(self):
        self.registration, self.session = {}, {}
        self.given, self.invited, self.over = {}, {}, set()
        for (number, name), partner in self.partner.items():
            self.registration[number, name] = Registration.objects.create(
                traject=self.traject[number],
                partner=partner,
                created_by=self.user["nora"],
                kind=RegistrationKind.COUNT,
                about=About.SPACE,
                title="x",
                value=1,
                **self.when(),
            )
            self.given[number, name] = set()
        for number, traject in enumerate(self.traject):
            self.session[number] = plan_session(
                traject,
                by=self.user["nora"],
                title="x",
                day=timezone.localdate() + timedelta(days=7),
                starts_at=time(9),
                ends_at=time(10),
            )
            self.invited[number] = None  # a draft: the kernteam only

    def when(self):
        """A period that is over."""
        return {"period": "jaar", "year": 2020}

    def seat_that_counts(self, number, name):
        """The seat by which somebody sees anything in a traject now, else None."""
        seat = self.seats.get((number, name))
        works = seat is not None and seat[0] == self.works_at[name] and seat[0] in self.taking_part
        return seat if works and name in self.active else None

    def may_read(self, name, number, owner):
        seat = self.seat_that_counts(number, name)
        if seat is None or seat[1] == "reader" or not seat[2]:
            return False
        if seat[0] == owner:
            return True
        lasts = (number, owner) not in self.over
        shared = seat[0] in self.given[number, owner] and owner in self.taking_part and lasts
        return shared and (number, name) in self.accepted

    def may_see_session(self, name, number):
        seat = self.seat_that_counts(number, name)
        if seat is None:
            return False
        if seat[1] == "kernteam":
            return True
        invited = self.invited[number] is not None and seat[0] in self.invited[number]
        return invited and seat[2] and seat[1] != "reader"

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
            del self.seats[number, name]

    @rule(number=trajects, name=persons, role=roles)
    def change_role(self, number, name, role):
        if (number, name) in self.seats:
            try:
                change_seat(self.seat_row(number, name), role=role, functions=[], by=self.user["nora"])
            except LastOfKernteamError:
                return
            place, _, confirmed = self.seats[number, name]
            self.seats[number, name] = (place, role, confirmed)

    @rule(number=trajects, owner=organisations, to=st.sets(organisations))
    def share(self, number, owner, to):
        row = self.registration[number, owner]
        access.share(row, [self.partner[number, name].pk for name in to], by=self.user["nora"])
        self.given[number, owner] = to - {owner}

    @rule(number=trajects, owner=organisations, days=st.sampled_from((-1, 0, 1)))
    def share_until(self, number, owner, days):
        """With everybody until a day; what ended yesterday is not given."""
        row = self.registration[number, owner]
        until = timezone.localdate() + timedelta(days=days)
        access.share(
            row, [self.partner[number, name].pk for name in ORGANISATIONS], by=self.user["nora"], valid_to=until
        )
        self.given[number, owner] = set(ORGANISATIONS) - {owner} if days >= 0 else set()

    @rule(number=trajects, owner=organisations, days=st.sampled_from((None, -1, 0, 1)))
    def set_last_day(self, number, owner, days):
        """The registration's own last day for others; its owner keeps it."""
        until = None if days is None else timezone.localdate() + timedelta(days=days)
        Registration.objects.filter(pk=self.registration[number, owner].pk).update(expires_on=until)
        self.over -= {(number, owner)}
        self.over |= {(number, owner)} if days == -1 else set()

    @rule(number=trajects, owner=organisations)
    def share_beyond_the_traject(self, number, owner):
        """With the partners of the other traject: that gives nothing, and takes back what was given."""
        elsewhere = [self.partner[1 - number, name].pk for name in ORGANISATIONS]
        access.share(self.registration[number, owner], elsewhere, by=self.user["nora"])
        self.given[number, owner] = set()

    @rule(number=trajects, name=persons)
    def accept(self, number, name):
        agree(self.traject[number], self.user[name])
        self.accepted.add((number, name))

    @rule(number=trajects)
    def publish_anew(self, number):
        drafts = AgreementDraft.objects.filter(traject=self.traject[number])
        text = f"Versie na {newest_agreement(self.traject[number]).version}"
        drafts.update(text=text, version=F("version") + 1)
        assert publishing.publish(self.traject[number].pk, drafts.get().version, by=self.user["nora"])
        self.accepted = {key for key in self.accepted if key[0] != number}

    @rule(number=trajects, to=st.sets(organisations))
    def invite(self, number, to):
        set_invited(self.session[number], [self.partner[number, name] for name in to])
        if self.invited[number] is None:
            open_to_invited(self.session[number])
        self.invited[number] = set(to)

    @rule(name=persons, to=organisations, tidy=st.booleans())
    def move(self, name, to, tidy):
        if self.works_at[name] is None:
            return
        User.objects.filter(pk=self.user[name].pk).update(organisation=self.organisation[to])
        self.works_at[name] = to
        if tidy:
            leave_former_organisation(User.objects.get(pk=self.user[name].pk))
            self.seats = {key: seat for key, seat in self.seats.items() if key[1] != name or seat[0] == to}

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
            self.seats = {key: seat for key, seat in self.seats.items() if seat[0] != place}
            for (number, owner), to in self.given.items():
                self.given[number, owner] = set() if owner == place else to - {place}
            self.invited = {number: to if to is None else to - {place} for number, to in self.invited.items()}

    @precondition(lambda self: len(self.taking_part) < len(ORGANISATIONS))
    @rule(place=organisations)
    def open_again(self, place):
        Organisation.objects.filter(pk=self.organisation[place].pk).update(is_active=True)
        self.taking_part |= {place}

    # --- what must hold after each of them

    @invariant()
    def the_gate_says_what_the_oracle_says(self):
        rows = {row.pk: key for key, row in self.registration.items()}
        sessions = {row.pk: number for number, row in self.session.items()}
        for name in WORKS_AT:
            readable = {key for key in self.registration if self.may_read(name, *key)}
            meets = {number for number in TRAJECTS if self.may_see_session(name, number)}
            for remembers in (False, True):
                user = User.objects.get(pk=self.user[name].pk)
                if remembers:
                    held.remember(user)
                found = access.visible(user, Registration.objects.filter(pk__in=rows))
                assert {rows[pk] for pk in found.values_list("pk", flat=True)} == readable, (name, remembers)
                seen = access.visible(user, Session.objects.filter(pk__in=sessions))
                assert {sessions[pk] for pk in seen.values_list("pk", flat=True)} == meets, (name, remembers)

    def seat_row(self, number, name):
        return (
            Membership.objects.active()
            .filter(traject=self.traject[number], user=self.user[name], track=Track.PROFESSIONALS)
            .select_related("traject", "user")
            .first()
        )


def compare(**how):
    run_state_machine_as_test(
        Histories,
        settings=settings(deadline=None, database=None, suppress_health_check=list(HealthCheck), **how),
    )


@pytest.mark.django_db
def test_after_every_step_of_a_history_the_gate_equals_the_oracle():
    compare(max_examples=8, stateful_step_count=20, derandomize=True)


@pytest.mark.sweep
@pytest.mark.django_db
def test_after_every_step_of_many_random_histories_the_gate_equals_the_oracle():
    compare(max_examples=60, stateful_step_count=40)
