"""Histories of residents and their guide, who sit on the other side of the wall (V4, B6)."""

from django.db.models import F
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from privacy import access, wall
from privacy.agreements.models import AgreementDraft
from privacy.agreements.services import accept
from privacy.registrations.models import About, Registration, RegistrationKind
from tests.privacy.histories.people import ORGANISATIONS, TRAJECTS, Histories, persons, trajects
from trajects.partners.models import Membership, Track
from trajects.residents.models import ResidentsNote, ResidentsTrack
from trajects.residents.seats import end_guide, end_resident, name_guide, seat_resident
from trajects.residents.services import publish_agreement, write_note

# Who sits nowhere as a professional.
neighbours = st.sampled_from(("ruth", "root"))


class Residents(Histories):
    """Residents' tracks that begin when somebody guides them; professionals share all they have with each other."""

    def begin(self):
        self.seat_everybody()
        self.track, self.guide, self.residents = {}, {}, set()
        self.agreed, self.notes, self.version = set(), {}, 0
        self.registration, self.given = {}, {}
        for (number, owner), partner in self.partner.items():
            self.given[number, owner] = set(ORGANISATIONS) - {owner}
            row = Registration.objects.create(
                traject=self.traject[number],
                partner=partner,
                created_by=self.user["nora"],
                kind=RegistrationKind.COUNT,
                about=About.SPACE,
                title="x",
                value=1,
                period="jaar",
                year=2020,
            )
            others = [self.partner[number, name].pk for name in self.given[number, owner]]
            access.share(row, others, by=self.user["nora"])
            self.registration[row.pk] = (number, owner)
        # From the first moment there are words that a guide and a neighbour read after agreeing, and only one did.
        self.name_a_guide(number=0, name="piet")
        for name in ("ruth", "root"):
            self.come(number=0, name=name)
        self.note(number=0, name="ruth")
        self.agree_with_residents(number=0, name="root")

    # --- what the oracle says

    def may_read(self, name, number, owner):
        """Nothing of this asks who sits with the residents."""
        return self.works_for(name, number, owner) or self.is_given(name, number, owner, self.given[number, owner])

    def sits_with_residents(self, name, number):
        guides = self.guide.get(number) == name and self.seat_that_counts(number, name) is not None
        return name in self.active and (guides or (number, name) in self.residents)

    def may_read_note(self, name, number, author):
        return self.sits_with_residents(name, number) and (author == name or (number, name) in self.agreed)

    def seat_ended(self, number, name):
        super().seat_ended(number, name)
        self.stops_guiding(number, name)

    def role_changed(self, number, name, role):
        if role == "reader":
            self.stops_guiding(number, name)

    def stops_guiding(self, number, name):
        if self.guide.get(number) == name:
            del self.guide[number]

    def organisation_closed(self, place):
        for (number, owner), to in self.given.items():
            self.given[number, owner] = set() if owner == place else to - {place}

    # --- what can happen

    @rule(number=trajects, name=persons)
    def name_a_guide(self, number, name):
        seat = self.seat_that_counts(number, name)
        if seat is not None and self.works_for(name, number, seat[0]):
            self.track[number] = name_guide(self.seat_row(number, name), by=self.user["nora"])
            self.guide[number] = name

    @precondition(lambda self: self.guide)
    @rule(number=trajects)
    def stop_guiding(self, number):
        if number in self.guide:
            end_guide(self.traject[number], self.user[self.guide[number]], by=self.user["nora"])
            del self.guide[number]

    @precondition(lambda self: self.track)
    @rule(number=trajects, name=neighbours)
    def come(self, number, name):
        if number in self.track and (number, name) not in self.residents:
            seat_resident(self.track[number], self.user[name])
            self.residents |= {(number, name)}

    @precondition(lambda self: self.residents)
    @rule(number=trajects, name=neighbours)
    def go(self, number, name):
        if (number, name) in self.residents:
            seats = Membership.objects.active().filter(track=Track.RESIDENTS, traject=self.traject[number])
            end_resident(seats.select_related("user").get(user=self.user[name]), by=self.user[name])
            self.residents -= {(number, name)}

    @precondition(lambda self: self.track)
    @rule(number=trajects, name=persons)
    def agree_with_residents(self, number, name):
        if number in self.track:
            accept(wall.agreement(self.track[number]), by=self.user[name])
            self.agreed |= {(number, name)}

    @precondition(lambda self: self.track)
    @rule(number=trajects)
    def publish_for_residents(self, number):
        if number in self.track:
            self.version += 1
            drafts = AgreementDraft.objects.filter(traject=self.traject[number], track="residents")
            drafts.update(text=f"Woorden {self.version}", version=F("version") + 1)
            assert publish_agreement(self.track[number], drafts.get().version, by=self.user["nora"])
            self.agreed = {key for key in self.agreed if key[0] != number}

    @precondition(lambda self: self.guide or self.residents)
    @rule(number=trajects, name=persons)
    def note(self, number, name):
        if self.sits_with_residents(name, number):
            row = write_note(self.track[number], by=self.user[name], kind="goed", text="x")
            self.notes[row.pk] = (number, name)

    # --- what must hold after each of them

    @invariant()
    def the_gate_says_what_the_oracle_says(self):
        for name, user, how in self.readers():
            rows = access.visible(user, Registration.objects.filter(pk__in=self.registration))
            readable = {pk for pk, key in self.registration.items() if self.may_read(name, *key)}
            assert set(rows.values_list("pk", flat=True)) == readable, how
            tracks = access.visible(user, ResidentsTrack.objects.filter(traject__in=self.traject))
            sits = {self.traject[number].pk for number in TRAJECTS if self.sits_with_residents(name, number)}
            assert set(tracks.values_list("traject", flat=True)) == sits, how
            notes = access.visible(user, ResidentsNote.objects.filter(pk__in=self.notes))
            known = {pk for pk, (number, author) in self.notes.items() if self.may_read_note(name, number, author)}
            assert set(notes.values_list("pk", flat=True)) == known, how
