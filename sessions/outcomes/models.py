"""What an agenda item yields: typed outcomes (S8)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from sessions.actions.models import Action, Decision
from sessions.agenda.models import AgendaItem
from sessions.planning.models import Session
from trajects.partners.models import Partner


class OutcomeKind(models.TextChoices):
    """The five types of outcome (S8)."""

    INFORMATION = "informatie", "Informatie"
    DECISION = "besluit", "Besluit"
    ACTION = "actie", "Actie"
    ASSUMPTION = "aanname", "Aanname"
    NEED = "informatiebehoefte", "Informatiebehoefte"


class Outcome(models.Model):
    """One line that was recorded at an agenda item. Seen by who sees the session, until it is lifted out of it.

    An action and a decision are rows of the one list of the traject too (A1): `action` and `decision` point there,
    so nothing is typed twice. `once` is the key of the form, so that a line that is sent again comes in once.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="outcomes")
    item = models.ForeignKey(AgendaItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="outcomes")
    kind = models.CharField("soort", max_length=20, choices=OutcomeKind.choices)
    text = models.TextField("tekst", max_length=20_000)
    # The organisation it came from, where that matters: a note of somebody's own telephone for one.
    partner = models.ForeignKey(Partner, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    action = models.OneToOneField(Action, on_delete=models.SET_NULL, null=True, blank=True, related_name="outcome")
    decision = models.OneToOneField(Decision, on_delete=models.SET_NULL, null=True, blank=True, related_name="outcome")
    once = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.CharField(max_length=120, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=(Q(action__isnull=True) | Q(kind=OutcomeKind.ACTION))
                & (Q(decision__isnull=True) | Q(kind=OutcomeKind.DECISION)),
                name="outcome_points_to_its_own_kind",
            )
        ]
