"""What was deleted because its term had passed: numbers only, never a text, title or name (V6)."""

from django.db import models
from django.utils import timezone


class Rule(models.TextChoices):
    """Why something was deleted; the label is how its kernteam reads it."""

    REGISTRATIONS = "registrations", "Registraties"
    DRAFTS = "drafts", "Voorbereiding en kladversies"
    RESIDENTS_INPUT = "residents_input", "Inbreng van bewoners"
    TRAJECT = "traject", "Het hele traject"
    ACCOUNTS = "accounts", "Accounts"
    ACCESS_EVENTS = "access_events", "Inzage"
    LOGIN_EVENTS = "login_events", "Inloggegevens"
    JOBS = "jobs", "Verzonden opdrachten"
    CACHE = "cache", "Tussengeheugen"
    FILES = "files", "Bestanden zonder rij"
    REPLAYED = "replayed", "Opnieuw gewist na terugzetten"


# Whether there were any, and how many, is known to their owners only; to the kernteam these stay silent (V3, V4).
SILENT = frozenset({Rule.REGISTRATIONS, Rule.RESIDENTS_INPUT, Rule.REPLAYED})


class DeletionReport(models.Model):
    """So many rows of one table, of one traject or of none, deleted by one rule at one moment."""

    at = models.DateTimeField(default=timezone.now)
    rule = models.CharField(max_length=20, choices=Rule.choices)
    # Without a constraint in the database: the report outlives its traject.
    traject = models.ForeignKey(
        "trajects.Traject", on_delete=models.DO_NOTHING, db_constraint=False, null=True, related_name="+"
    )
    table = models.CharField(max_length=80)
    count = models.PositiveIntegerField()
    is_shown = models.BooleanField(default=False)

    class Meta:
        ordering = ["-at", "table"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"Verwijderverslag {self.pk}"
