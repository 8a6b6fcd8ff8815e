"""Histories of signals in words, which nobody else sees before somebody has read them again (privacy.md section 4)."""

from django.test import Client
from django.urls import reverse
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from privacy import access
from privacy.registrations import second_reading, services
from privacy.registrations.models import ReadingState, Registration
from tests.privacy.histories.people import ORGANISATIONS, Histories, organisations, persons


class SecondReading(Histories):
    """Each organisation has a signal in the first traject, written by Nora and shared with nobody."""

    def begin(self):
        self.seat_everybody()
        words = {"kind": "signaal", "about": "persoon", "title": "x", "text": "x", "period": "jaar", "year": 2020}
        self.signal, self.times_written = {}, 0
        for owner in ORGANISATIONS:
            self.signal[owner] = services.add(
                self.partner[0, owner], by=self.user["nora"], once=None, shared_with=[], **words
            )
        self.writer = dict.fromkeys(ORGANISATIONS, "nora")
        self.given = {owner: set() for owner in ORGANISATIONS}
        # For whom it was asked while it was not read; whether it waits; whether the words as they are were read.
        self.wish = {owner: set() for owner in ORGANISATIONS}
        self.waiting, self.was_read = set(), set()

    # --- what the oracle says

    def may_see(self, name, owner):
        return self.works_for(name, 0, owner) or self.is_given(name, 0, owner, self.given[owner])

    def may_read_again(self, name, owner):
        colleagues = {other for other in self.user if self.works_for(other, 0, owner)} - {self.writer[owner]}
        return name in colleagues or (self.works_for(name, 0, owner) and not colleagues)

    def organisation_closed(self, place):
        self.given = {owner: set() if owner == place else to - {place} for owner, to in self.given.items()}
        self.wish = {owner: set() if owner == place else to - {place} for owner, to in self.wish.items()}

    # --- what can happen

    def now(self, owner):
        return Registration.objects.get(pk=self.signal[owner].pk)

    @rule(owner=organisations, name=persons)
    def write(self, owner, name):
        """New words: whoever saw them, or was to see them, does so after they are read."""
        if not self.works_for(name, 0, owner):
            return
        row, self.times_written = self.now(owner), self.times_written + 1
        assert services.change(row, row.version, by=self.user[name], text=f"Woorden {self.times_written}")
        self.writer[owner] = name
        self.wish[owner] |= self.given[owner]
        self.given[owner] = set()
        self.was_read -= {owner}
        self.waiting -= {owner}
        self.waiting |= {owner} if self.wish[owner] else set()

    @rule(owner=organisations, to=st.sets(organisations))
    def share(self, owner, to):
        row, to = self.now(owner), to - {owner}
        ids = tuple(self.partner[0, name].pk for name in to)
        assert services.share(row, row.version, services.Sharing(ids), by=self.user["nora"])
        is_given = not to or owner in self.was_read
        self.given[owner], self.wish[owner] = (to, set()) if is_given else (set(), to)
        self.waiting -= {owner}
        self.waiting |= set() if is_given else {owner}

    @rule(owner=organisations)
    def withdraw(self, owner):
        services.withdraw(self.now(owner), by=self.user["nora"])
        self.given[owner], self.wish[owner] = set(), set()
        self.waiting -= {owner}

    @rule(owner=organisations, name=persons, agrees=st.sampled_from((True, True, False)))
    def read_again(self, owner, name, agrees):
        """Anybody tries to, in a browser of their own."""
        if name not in self.active:
            return
        if not self.works_for(name, 0, owner):
            expected = 403 if self.may_see(name, owner) else 404
        else:
            expected = 403 if owner in self.waiting and not self.may_read_again(name, owner) else 302
        assert self._answer(owner, name, agrees) == expected
        if expected == 302 and owner in self.waiting:
            self.waiting -= {owner}
            if agrees:
                self.given[owner], self.wish[owner] = self.wish[owner], set()
                self.was_read |= {owner}
                alone = self.writer[owner] == name
                assert second_reading.state(self.now(owner)) == (ReadingState.ALONE if alone else ReadingState.READ)

    def _answer(self, owner, name, agrees):
        row, browser = self.now(owner), Client()
        browser.force_login(self.user[name], backend="allauth.account.auth_backends.AuthenticationBackend")
        sent = {"version": row.version, "answer": "delen" if agrees else "terug", "note": "" if agrees else "Korter"}
        return browser.post(reverse("privacy:registration-read", args=[row.traject_id, row.uuid]), sent).status_code

    # --- what must hold after each of them

    @invariant()
    def the_gate_says_what_the_oracle_says(self):
        owners = {row.pk: owner for owner, row in self.signal.items()}
        for name, user, how in self.readers():
            found = access.visible(user, Registration.objects.filter(pk__in=owners))
            expected = {owner for owner in ORGANISATIONS if self.may_see(name, owner)}
            assert {owners[pk] for pk in found.values_list("pk", flat=True)} == expected, how
