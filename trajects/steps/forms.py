"""The texts of a step, one line a point."""

from typing import Any

from django import forms

from trajects.steps.models import Step
from trajects.traject.editing import VersionedForm

LISTS = {
    "purposes": "Doelen",
    "preparation": "Voorbereiding",
    "discussion_points": "Bespreekpunten",
    "tips": "Tips",
    "homework": "Huiswerk",
}


class LinesField(forms.CharField):
    """A list of short texts, one on each line."""

    widget = forms.Textarea(attrs={"rows": 6, "maxlength": 20_000})

    def prepare_value(self, value: Any) -> Any:
        """A list as lines."""
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        """The lines that hold something, each at most 500 characters."""
        found = [line.strip() for line in (super().clean(value) or "").splitlines() if line.strip()]
        for number, line in enumerate(found, start=1):
            if len(line) > 500:
                raise forms.ValidationError(f"Regel {number} is te lang. Kort hem in tot 500 tekens.")
        return found


class StepTextsForm(VersionedForm):
    """A traject's own wording of a step (T5)."""

    class Meta:
        model = Step
        fields = ["title", "summary", "planned_on"]
        widgets = {"planned_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in LISTS.items():
            self.fields[name] = LinesField(
                label=label,
                required=False,
                max_length=20_000,
                help_text="Eén punt per regel.",
                initial=getattr(self.instance, name),
            )
