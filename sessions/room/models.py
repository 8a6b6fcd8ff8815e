"""A session while it is held (S4): where it is, the phones that take part, and the notes that are stuck."""

import uuid
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

from sessions.agenda.models import AgendaItem
from sessions.planning.models import Session
from trajects.partners.models import Partner

MOST_VOTES = 3
WORDS_LENGTH = 500


class Phase(models.TextChoices):
    """How far the notes of an item are: everybody writes in silence, all lie open, the votes count."""

    WRITING = "schrijven", "Schrijven"
    REVEALED = "open", "Geeltjes liggen open"
    VOTING = "stemmen", "Stemmen"


class Sentence(models.TextChoices):
    """The sentences of the method that a note completes."""

    PROBLEM = "probleem", "Een probleem"
    CHANCE = "kans", "Een kans"
    EXPECTATION = "verwachting", "Een verwachting"


OPENINGS: dict[str, tuple[str, str]] = {
    Sentence.PROBLEM: ("Ik denk dat er een probleem is met", "omdat ik zie dat"),
    Sentence.CHANCE: ("Ik zie een kans in", "omdat ik zie dat"),
    Sentence.EXPECTATION: ("Wat kan Buurtbalans voor jou betekenen?", ""),
}
"""Per sentence: what stands before the first and before the second part that its writer fills in."""


class Room(models.Model):
    """One session while it is held: its item, its clock and its code.

    The clock is reckoned from moments of the server. `state_version` counts every change that the kernteam's page
    shows, `phone_version` those that phones show, so that who asks again hears at once that nothing changed.
    """

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="room")
    item = models.ForeignKey(AgendaItem, on_delete=models.SET_NULL, null=True, related_name="+")
    item_started_at = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    paused_seconds = models.PositiveIntegerField(default=0)
    extra_seconds = models.PositiveIntegerField(default=0)
    # The code itself is nowhere: it comes of this seed and the secret key, and is found back by its hash.
    code_seed = models.UUIDField(default=uuid.uuid4)
    code_hash = models.CharField(max_length=64, unique=True)
    code_until = models.DateTimeField()
    state_version = models.PositiveIntegerField(default=1)
    phone_version = models.PositiveIntegerField(default=1)

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(paused_at__isnull=True) | Q(item_started_at__isnull=False),
                name="room_pauses_what_runs",
            )
        ]

    def ends_at(self, now: datetime) -> datetime | None:
        """When the time of the item is over, if the clock ran from `now`; None without an item."""
        if self.item is None or self.item_started_at is None:
            return None
        length = timedelta(minutes=self.item.minutes, seconds=self.extra_seconds + self.paused_seconds)
        stood_still = now - self.paused_at if self.paused_at else timedelta()
        return self.item_started_at + length + stood_still

    def seconds_left(self, now: datetime) -> int:
        """Seconds left of the item at `now`, below zero when it takes longer; 0 without an item."""
        ends_at = self.ends_at(now)
        return round((ends_at - now).total_seconds()) if ends_at else 0


class Round(models.Model):
    """The notes of one item: asked for, opened, voted on."""

    item = models.OneToOneField(AgendaItem, on_delete=models.CASCADE, related_name="round")
    phase = models.CharField(max_length=20, choices=Phase.choices, default=Phase.WRITING)

    class Meta:
        default_permissions = ()


class RoomSeat(models.Model):
    """A device that takes part for one invited organisation; it ends with the session.

    Only the hash of the secret in its cookie is kept. Whose device it is, is nowhere.
    """

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="seats")
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()


class NoteGroup(models.Model):
    """A heading under which notes of an item are laid together."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="note_groups")
    item = models.ForeignKey(AgendaItem, on_delete=models.SET_NULL, null=True, related_name="note_groups")
    title = models.CharField("kop", max_length=120)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        default_permissions = ()


class RoomNote(models.Model):
    """A note (geeltje) of an organisation at an item: one sentence of the method, completed.

    Never of a person or a function. Until it is revealed only the device that stuck it shows it. `once` is the key
    of the form, so that a note that is sent again comes in once.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="room_notes")
    item = models.ForeignKey(AgendaItem, on_delete=models.SET_NULL, null=True, related_name="room_notes")
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="+", verbose_name="organisatie")
    sentence = models.CharField("zin", max_length=20, choices=Sentence.choices, default=Sentence.PROBLEM)
    what = models.CharField("wat", max_length=WORDS_LENGTH)
    because = models.CharField("omdat", max_length=WORDS_LENGTH, blank=True)
    is_revealed = models.BooleanField(default=False)
    group = models.ForeignKey(NoteGroup, on_delete=models.SET_NULL, null=True, blank=True, related_name="notes")
    # For its own device to show it before all lie open; forgotten when the session ends.
    seat = models.ForeignKey(RoomSeat, on_delete=models.SET_NULL, null=True, related_name="notes")
    once = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()

    @property
    def text(self) -> str:
        """The whole sentence, as it goes to minutes, an outcome or a problem statement."""
        before, between = OPENINGS[self.sentence]
        return " ".join(part for part in (before, self.what, between if self.because else "", self.because) if part)


class Vote(models.Model):
    """One of the at most three votes of a device at an item."""

    seat = models.ForeignKey(RoomSeat, on_delete=models.CASCADE, related_name="votes")
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="+")
    note = models.ForeignKey(RoomNote, on_delete=models.CASCADE, related_name="votes")
    number = models.PositiveSmallIntegerField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["seat", "item", "number"], name="vote_number_once"),
            models.UniqueConstraint(fields=["seat", "note"], name="vote_once_a_note"),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=MOST_VOTES), name="vote_at_most_three"),
        ]
