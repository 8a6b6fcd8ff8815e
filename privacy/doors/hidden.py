"""What stands where a text was hidden by *Meld persoonsgegeven*, and what may not come back by an older form (V2)."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone

from privacy.doors.models import PersonalDataDecision, Verdict

SENTENCE = "Deze tekst is verborgen omdat er misschien een persoonsgegeven in staat."
REPORTED = "GEMELD"
# Longer than anybody stays logged in, and a form works no longer than that.
LIFE_OF_A_FORM = timedelta(days=1)


def brings_back(row: models.Model, sent: Iterable[tuple[str, Any]]) -> bool:
    """Might keeping these fields of an older form write words that are hidden in this row, or were rewritten?

    Of words that were rewritten nothing is kept to compare with, so for a day no older form is kept at all.
    """
    written_anew = PersonalDataDecision.objects.filter(
        object_type=row._meta.label_lower,
        object_id=row.pk,
        label=REPORTED,
        verdict=Verdict.CHANGED,
        at__gt=timezone.now() - LIFE_OF_A_FORM,
    )
    return is_hidden(row, sent) or written_anew.exists()


def is_hidden(row: models.Model, sent: Iterable[tuple[str, Any]]) -> bool:
    """Are these fields of a form the very words that are hidden in this row now?"""
    sealed = apps.get_model("privacy", "HiddenText")._default_manager.filter(
        object_type=row._meta.label_lower, object_id=row.pk
    )
    hidden = {(field, _words(value)) for field, value in sealed.values_list("field", "value")}
    return not hidden.isdisjoint((name, _words(value)) for name, value in sent)


def _words(value: Any) -> str:
    """A text whatever its spaces, line ends and capitals."""
    return " ".join(str(value).split()).casefold()
