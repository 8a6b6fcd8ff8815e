"""What stands where a text was hidden by *Meld persoonsgegeven*, and what may not come back by an older form (V2)."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import models

SENTENCE = "Deze tekst is verborgen omdat er misschien een persoonsgegeven in staat."


def brings_back(row: models.Model, sent: Iterable[tuple[str, Any]]) -> bool:
    """Would keeping these fields of a form write the very words that are hidden in this row now?"""
    sealed = apps.get_model("privacy", "HiddenText")._default_manager.filter(
        object_type=row._meta.label_lower, object_id=row.pk
    )
    hidden = {(field, _words(value)) for field, value in sealed.values_list("field", "value")}
    return not hidden.isdisjoint((name, _words(value)) for name, value in sent)


def _words(value: Any) -> str:
    """A text whatever its spaces, line ends and capitals."""
    return " ".join(str(value).split()).casefold()
