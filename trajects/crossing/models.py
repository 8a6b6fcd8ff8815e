"""What crosses the wall, each time as two rows in two tables without a foreign key between them (B6).

Residents' side: Rewriting (with its notes) and ResidentsFeedback. Professionals' side: ReleasedFinding and
FeedbackProposal. A reference ties two of them together: it leads nowhere for who may not see the other table.
"""

import uuid

from django.conf import settings
from django.db import models

from privacy.doors.hidden import SENTENCE
from trajects.residents.models import NoteKind, ResidentsNote, ResidentsTrack
from trajects.traject.models import Traject


class RewritingStatus(models.TextChoices):
    """How far a rewritten finding is on its way to the professionals."""

    PROPOSED = "voorgelegd", "Wacht op bewoners"
    SENT_BACK = "teruggestuurd", "Teruggestuurd"
    RELEASED = "overgedragen", "Overgedragen"
    WITHDRAWN = "ingetrokken", "Ingetrokken"


class Rewriting(models.Model):
    """A finding as the guide rewrote it from notes, for residents to approve: the origin stays with them."""

    track = models.ForeignKey(ResidentsTrack, on_delete=models.CASCADE, related_name="rewritings")
    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    notes = models.ManyToManyField(ResidentsNote, related_name="rewritings", verbose_name="uit deze notities")
    kind = models.CharField("waar gaat het over", max_length=20, choices=NoteKind.choices)
    text = models.TextField("bevinding", max_length=5_000)
    status = models.CharField(max_length=20, choices=RewritingStatus.choices, default=RewritingStatus.PROPOSED)
    remark = models.TextField("opmerking", max_length=2_000, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField(auto_now=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-written_at", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"Herschreven bevinding {self.pk}"

    @property
    def awaits_residents(self) -> bool:
        """A resident may approve it or send it back."""
        return self.status == RewritingStatus.PROPOSED

    @property
    def is_hidden(self) -> bool:
        """Its text was reported for holding personal data: nothing to approve until that is settled."""
        return SENTENCE in self.text

    @property
    def is_released(self) -> bool:
        """Professionals can read it now."""
        return self.status == RewritingStatus.RELEASED


class ReleasedFinding(models.Model):
    """What residents handed over (bewonersinbreng): the approved text and nothing of where it came from."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="released_findings")
    reference = models.UUIDField(unique=True, editable=False)
    kind = models.CharField(max_length=20, choices=NoteKind.choices)
    text = models.TextField(max_length=5_000)
    released_on = models.DateField()

    class Meta:
        ordering = ["-released_on", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"Overgedragen bevinding {self.pk}"


class FeedbackStatus(models.TextChoices):
    """How far feedback is on its way to the residents."""

    PROPOSED = "voorgesteld", "Wacht op de bewonersbegeleider"
    SENT_BACK = "teruggestuurd", "Teruggestuurd"
    PASSED = "doorgegeven", "Doorgegeven aan bewoners"


class FeedbackProposal(models.Model):
    """What the kernteam wants to tell the residents (terugkoppeling): read first by their guide."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="feedback_proposals")
    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    text = models.TextField("terugkoppeling", max_length=5_000)
    status = models.CharField(max_length=20, choices=FeedbackStatus.choices, default=FeedbackStatus.PROPOSED)
    remark = models.TextField("opmerking", max_length=2_000, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-written_at", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"Voorstel voor terugkoppeling {self.pk}"

    @property
    def is_hidden(self) -> bool:
        """Its text was reported for holding personal data: nothing to pass on until that is settled."""
        return SENTENCE in self.text

    @property
    def is_passed(self) -> bool:
        """Residents can read it now."""
        return self.status == FeedbackStatus.PASSED


class ResidentsFeedback(models.Model):
    """What became of the residents' findings, as their guide passed it on; without who wrote it."""

    track = models.ForeignKey(ResidentsTrack, on_delete=models.CASCADE, related_name="feedback")
    reference = models.UUIDField(unique=True, editable=False)
    text = models.TextField(max_length=5_000)
    passed_on = models.DateField()

    class Meta:
        ordering = ["-passed_on", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"Terugkoppeling {self.pk}"
