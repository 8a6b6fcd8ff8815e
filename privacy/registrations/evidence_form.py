"""What the owner of a registration writes when it speaks for or against an assumption."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet

from privacy.registrations import small_counts
from privacy.registrations.forms import KEPT_HERE, SMALL
from privacy.registrations.models import Registration, RegistrationEvidence, RegistrationKind
from privacy.registrations.reading import Reading
from trajects.analysis.models import Stance
from trajects.traject.editing import VersionedForm

NO_WORDS = (
    "Een signaal in woorden spreekt voor zich: een tweede lezer heeft die woorden gelezen. Laat dit veld leeg, of "
    "wijzig het signaal zelf."
)


class RegistrationEvidenceEditForm(VersionedForm):
    """Which way it points, and in what words."""

    class Meta:
        model = RegistrationEvidence
        fields = ["stance", "text"]
        widgets = {"stance": forms.RadioSelect, "text": forms.Textarea(attrs={"rows": 4, **KEPT_HERE})}
        help_texts = {"text": f"Alleen bij een aantal. {SMALL}"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stance"].choices = Stance.choices  # type: ignore[attr-defined]  # a plain Field to the stubs

    def remark(self, name: str) -> str:
        """Small numbers of people in the words, told to their writer (rule 10)."""
        return small_counts.advice(str(self[name].value() or "")) if name == "text" else ""

    def clean(self) -> dict[str, Any]:
        """A signal has its own words, which were read by a second reader."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        row = cleaned.get("registration") or getattr(self.instance, "registration", None)
        if row and row.kind == RegistrationKind.SIGNAL and cleaned.get("text"):
            self.add_error("text", NO_WORDS)
        return cleaned


class RegistrationEvidenceForm(RegistrationEvidenceEditForm):
    """The same for a registration of one's own organisation, each said with who reads it."""

    class Meta(RegistrationEvidenceEditForm.Meta):
        fields = ["registration", "stance", "text"]
        labels = {"registration": "Welke registratie?"}
        widgets = {**RegistrationEvidenceEditForm.Meta.widgets, "registration": forms.RadioSelect}

    def __init__(
        self, *args: Any, rows: "QuerySet[Registration]", readings: Mapping[Any, Reading], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["registration"]
        field.queryset, field.empty_label = rows, None
        field.label_from_instance = lambda row: _label(readings[row.uuid])


def _label(reading: Reading) -> str:
    readers = ", ".join(reading.shared_with)
    return f"{reading.title}, {reading.period}. {f'Lezen mee: {readers}' if readers else 'Alleen jullie lezen dit'}."
