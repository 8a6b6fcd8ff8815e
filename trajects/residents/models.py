"""What residents have for themselves: their track, meetings, notes, invitations and log (V4, B2).

Nothing here refers to what professionals have but the traject itself, and nothing of theirs refers to it.
"""

from django.conf import settings
from django.db import models

from buurtbalans.addresses import address
from privacy import policy
from trajects.partners.asked_by_mail import AskedByMail, AskedByMailQuerySet, one_answer
from trajects.traject.models import Traject


class ResidentsTrack(models.Model):
    """The residents' side of a traject (bewonersspoor): carries the permission to see what is theirs.

    Its name is all that residents read of the traject, so it is made of public names only.
    """

    traject = models.OneToOneField(Traject, on_delete=models.CASCADE, related_name="residents_track")
    name = models.CharField("naam", max_length=160)
    started_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
        permissions = list(policy.TRACK_ACTIONS.items())

    def __str__(self) -> str:
        return f"Bewonersspoor {self.pk}"

    def get_absolute_url(self) -> str:
        """The residents' own first page."""
        return address("trajects:residents", self.traject_id)


class ResidentsMeeting(models.Model):
    """A meeting of residents. A table of its own, so that it is in no list, pace or number of professionals."""

    track = models.ForeignKey(ResidentsTrack, on_delete=models.CASCADE, related_name="meetings")
    title = models.CharField("titel", max_length=120)
    date = models.DateField("datum")
    starts_at = models.TimeField("begintijd")
    place = models.CharField("plaats", max_length=200, blank=True)
    topic = models.TextField("waar praten we over", max_length=5_000, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["date", "starts_at", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"Bewonersbijeenkomst {self.pk}"


class NoteKind(models.TextChoices):
    """What a note is about: what goes well, strengths and talents as well as problems (B2)."""

    GOES_WELL = "goed", "Wat gaat goed"
    STRENGTH = "kracht", "Kracht van de buurt"
    TALENT = "talent", "Talenten van mensen"
    PROBLEM = "probleem", "Wat kan beter"
    IDEA = "idee", "Ideeën"


class ResidentsNote(models.Model):
    """What was heard or noticed, as residents and their guide write it down: the raw input (V4)."""

    track = models.ForeignKey(ResidentsTrack, on_delete=models.CASCADE, related_name="notes")
    meeting = models.ForeignKey(
        ResidentsMeeting,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="notes",
        verbose_name="bijeenkomst",
    )
    kind = models.CharField("waar gaat het over", max_length=20, choices=NoteKind.choices)
    text = models.TextField("notitie", max_length=5_000)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-written_at", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"Bewonersnotitie {self.pk}"


class ResidentsLogKind(models.TextChoices):
    """What can happen on the residents' side. The label is the sentence; it never holds content."""

    STARTED = "started", "Het bewonersspoor is begonnen"
    GUIDE_NAMED = "guide_named", "Er is een bewonersbegeleider aangewezen"
    GUIDE_LEFT = "guide_left", "De bewonersbegeleider is gestopt"
    INVITED = "invited", "Een bewoner uitgenodigd"
    JOINED = "joined", "Een bewoner doet mee"
    LEFT = "left", "Een bewoner doet niet meer mee"
    PROPOSED = "proposed", "Een bevinding voorgelegd"
    SENT_BACK = "sent_back", "Een bevinding teruggestuurd"
    RELEASED = "released", "Een bevinding goedgekeurd en overgedragen"
    WITHDRAWN = "withdrawn", "Een overgedragen bevinding ingetrokken"
    FEEDBACK = "feedback", "Terugkoppeling van de professionals doorgegeven"
    FEEDBACK_REMOVED = "feedback_removed", "Terugkoppeling weggehaald"
    AGREEMENT = "agreement", "Nieuwe afspraken; iedereen leest ze en geeft opnieuw akkoord"
    TEXT_HIDDEN = "text_hidden", "Een tekst verborgen omdat er misschien een persoonsgegeven in staat"


class ResidentsLogEntry(models.Model):
    """One thing that happened on the residents' side, told there only."""

    track = models.ForeignKey(ResidentsTrack, on_delete=models.CASCADE, related_name="log_entries")
    at = models.DateTimeField(auto_now_add=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=20, choices=ResidentsLogKind.choices)

    class Meta:
        ordering = ["-at", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"Regel van het bewonersspoor {self.pk}"


class ResidentsInvitationQuerySet(AskedByMailQuerySet["ResidentsInvitation"]):
    """Which invitations."""


class ResidentsInvitation(AskedByMail):
    """A mail that asks one resident to take part; its link works only for this address (P3)."""

    track = models.ForeignKey(ResidentsTrack, on_delete=models.CASCADE, related_name="invitations")

    objects = ResidentsInvitationQuerySet.as_manager()

    class Meta(AskedByMail.Meta):
        constraints = [one_answer("residents_invitation_one_answer")]

    def __str__(self) -> str:
        return f"Uitnodiging aan een bewoner {self.pk}"
