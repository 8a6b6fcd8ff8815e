"""Histories of counts and sessions that are shared, taken back and not shown before their time (V1, V3, P5)."""

from datetime import date, time, timedelta

from django.db.models import F
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from privacy import access
from privacy.access_events.models import AccessAction
from privacy.agreements import publishing
from privacy.agreements.models import AgreementDraft
from privacy.registrations.models import Registration, RegistrationFile, RegistrationKind
from privacy.registrations.reading import read
from sessions.planning.models import Session
from sessions.planning.services import open_to_invited, plan_session, set_invited
from tests.agreeing import agree, newest_agreement
from tests.privacy.histories.people import ORGANISATIONS, TRAJECTS, Histories, organisations, persons, trajects
from trajects.partners.models import Membership, Track

# What another organisation reads of a number.
ROUNDED = {
    "persoon": {0: "minder dan 10", 7: "minder dan 10", 12: "10", 13: "15"},
    "gebeurtenis": {0: "minder dan 5", 7: "5", 12: "10", 13: "15"},
    "ruimte": {0: "0", 7: "7", 12: "12", 13: "13"},
}
# The month after a period, 13 for the next January.
AFTER = {"k1": 4, "k2": 7, "k3": 10, "k4": 13, "h1": 7, "h2": 13, "jaar": 13}


def is_over(period, year):
    month = AFTER[period]
    first_day_after = date(year, month, 1) if month <= 12 else date(year + 1, 1, 1)
    return timezone.localdate() >= first_day_after


class Sharing(Histories):
    """Each organisation has a count with a file and each traject a session."""

    def begin(self):
        self.registration, self.session = {}, {}
        self.given, self.invited, self.over = {}, {}, set()
        self.says = {}  # about, value, period and year
        # A resident whom no group knows: the seat alone opens nothing.
        Membership.objects.create(
            traject=self.traject[0], user=self.user["ruth"], track=Track.RESIDENTS, role="resident"
        )
        for key in self.partner:
            self._registration(*key)
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
        self.seat_everybody()
        # From the first moment somebody may see that a count about persons is there, and not yet what it says.
        self.correct(number=0, owner="stad", about="persoon", value=12, period="jaar", years=0)
        self.share(number=0, owner="stad", to={"politie"})
        self.invite(number=0, to={"politie"})

    def _registration(self, number, name):
        self.given[number, name] = set()
        self.says[number, name] = ("ruimte", 7, "jaar", 2020)
        row = Registration.objects.create(
            traject=self.traject[number],
            partner=self.partner[number, name],
            created_by=self.user["nora"],
            kind=RegistrationKind.COUNT,
            about="ruimte",
            title="x",
            value=7,
            period="jaar",
            year=2020,
        )
        self.registration[number, name] = row
        RegistrationFile.objects.create(registration=row, file="x", filename="x.txt", size=1)

    # --- what the oracle says

    def may_read(self, name, number, owner):
        to = self.given[number, owner] if (number, owner) not in self.over else set()
        return self.works_for(name, number, owner) or self.is_given(name, number, owner, to)

    def has_to_wait(self, name, number, owner):
        about, _, period, year = self.says[number, owner]
        return about == "persoon" and not is_over(period, year) and not self.works_for(name, number, owner)

    def number_read_by(self, name, number, owner):
        about, value, _, _ = self.says[number, owner]
        if self.has_to_wait(name, number, owner):
            return "nog niet"
        return str(value) if self.works_for(name, number, owner) else ROUNDED[about][value]

    def may_see_session(self, name, number):
        seat = self.seat_that_counts(number, name)
        if seat is None:
            return False
        if seat[1] == "kernteam":
            return True
        invited = self.invited[number] is not None and seat[0] in self.invited[number]
        return invited and seat[2] and seat[1] != "reader"

    def organisation_closed(self, place):
        for (number, owner), to in self.given.items():
            self.given[number, owner] = set() if owner == place else to - {place}
        self.invited = {number: to if to is None else to - {place} for number, to in self.invited.items()}

    # --- what can happen

    @rule(
        number=trajects,
        owner=organisations,
        about=st.sampled_from(("persoon", "persoon", "gebeurtenis", "ruimte")),
        value=st.sampled_from((0, 7, 12, 13)),
        period=st.sampled_from(tuple(AFTER)),
        years=st.sampled_from((-1, 0, 0, 1)),
    )
    def correct(self, number, owner, about, value, period, years):
        year = timezone.localdate().year + years
        rows = Registration.objects.filter(pk=self.registration[number, owner].pk)
        rows.update(about=about, value=value, period=period, year=year)
        self.says[number, owner] = (about, value, period, year)

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

    # --- what must hold after each of them

    @invariant()
    def the_gate_says_what_the_oracle_says(self):
        keys = {row.pk: key for key, row in self.registration.items()}
        sessions = {row.pk: number for number, row in self.session.items()}
        for name, user, how in self.readers():
            readable = {key for key in self.registration if self.may_read(name, *key)}
            found = access.visible(user, Registration.objects.filter(pk__in=keys))
            assert {keys[pk] for pk in found.values_list("pk", flat=True)} == readable, how
            files = access.visible(user, RegistrationFile.objects.filter(registration__in=keys))
            in_time = {key for key in readable if not self.has_to_wait(name, *key)}
            assert {keys[pk] for pk in files.values_list("registration", flat=True)} == in_time, how
            seen = access.visible(user, Session.objects.filter(pk__in=sessions))
            meets = {number for number in TRAJECTS if self.may_see_session(name, number)}
            assert {sessions[pk] for pk in seen.values_list("pk", flat=True)} == meets, how

    @invariant()
    def everybody_reads_the_numbers_that_the_oracle_reads(self):
        for name, user, how in self.readers():
            if user.__dict__.get("_memory") is None:  # as a page does that is only read
                continue
            expected = {
                owner: self.number_read_by(name, 0, owner) for owner in ORGANISATIONS if self.may_read(name, 0, owner)
            }
            if expected:
                rows = access.visible(user, Registration.objects.in_traject(self.traject[0].pk))
                found = read(rows, user, traject_id=self.traject[0].pk, action=AccessAction.LIST)
                shown = {one.owner.removeprefix("Org "): one.number.split(",")[0] for one in found}
                assert shown == expected, how
