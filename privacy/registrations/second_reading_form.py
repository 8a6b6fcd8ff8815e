"""What a second reader answers."""

from typing import Any

from django import forms

from privacy.doors.forms import DoorForm
from privacy.registrations.forms import KEPT_HERE

NO_NOTE = "Schrijf in een paar woorden wat er anders moet."
BACK = "terug"
SHARE = "delen"


class SecondReadingForm(DoorForm, forms.Form):
    """It may be shared, or back to the writer with a word."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    note = forms.CharField(
        label="Wat moet er anders?",
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, **KEPT_HERE}),
        help_text="Alleen als je het teruggeeft. Alleen je collega's lezen dit.",
    )
    answer = forms.ChoiceField(choices=[(SHARE, SHARE), (BACK, BACK)], widget=forms.HiddenInput, required=False)

    @property
    def sends_back(self) -> bool:
        """Whether the words go back to their writer."""
        return bool(self.cleaned_data.get("answer") == BACK)

    def clean(self) -> dict[str, Any]:
        """One of the two buttons, and a word with what goes back."""
        answer = self.cleaned_data.get("answer")
        if answer == BACK and not self.cleaned_data.get("note"):
            self.add_error("note", NO_NOTE)
        if not answer and "answer" not in self.errors:
            self.add_error(None, "Kies of het signaal gedeeld mag worden.")
        return self.cleaned_data
