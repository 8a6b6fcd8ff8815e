"""What one chooses above the table of counts."""

from typing import Any

from django import forms

from privacy.registrations.counting import Crossing
from privacy.registrations.models import About


class CountingForm(forms.Form):
    """What is counted, and by what it is split; something else than what is offered counts as not chosen."""

    hide_optional = True
    waarover = forms.ChoiceField(label="Wat tellen we?", choices=About.choices, required=False)
    naar = forms.ChoiceField(label="Verdeeld naar", choices=Crossing.choices, required=False)

    def __init__(self, given: Any, *, about: list[str]) -> None:
        offered = [choice for choice in About.choices if choice[0] in about] or list(About.choices)
        first = {"waarover": offered[0][0], "naar": Crossing.PERIOD.value}
        known = {"waarover": [value for value, _ in offered], "naar": Crossing.values}
        chosen = {name: given.get(name) if given.get(name) in known[name] else first[name] for name in first}
        super().__init__(chosen)
        self.fields["waarover"].choices = offered  # type: ignore[attr-defined]  # a plain Field to the stubs
        self.is_valid()
