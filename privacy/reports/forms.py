"""Writing a hidden text anew."""

from typing import Any

from django import forms
from django.db import models

from privacy.doors.forms import DoorForm
from privacy.reports.models import HiddenText

SAME = "Er is nog niets gewijzigd. Haal het persoonsgegeven eruit, of kies Dit is geen persoonsgegeven."
LONG = 300


class RewriteForm(DoorForm, forms.Form):
    """One field for each text that was hidden, as it stood."""

    def __init__(self, *args: Any, row: models.Model, texts: list[HiddenText], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for text in texts:
            known: Any = row._meta.get_field(text.field)
            is_long = known.max_length > LONG
            self.fields[text.field] = forms.CharField(
                label=str(known.verbose_name).capitalize(),
                initial=text.value,
                required=not known.blank,
                max_length=known.max_length,
                widget=forms.Textarea(attrs={"rows": 6}) if is_long else forms.TextInput,
            )

    def clean(self) -> dict[str, Any]:
        """Something is other than it was."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not self.has_changed():
            self.add_error(None, SAME)
        return cleaned
