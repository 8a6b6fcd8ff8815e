"""The rows of a series of sessions, to change before they are planned."""

from typing import Any

from django import forms

from buurtbalans.accounts.models import User
from buurtbalans.forms import DateWidget, TimeWidget
from privacy import access
from privacy.doors.forms import DoorForm
from sessions.planning.forms import day_within_years
from sessions.series.services import MOST
from trajects.steps.models import Step
from trajects.traject.models import Traject


class RowForm(DoorForm, forms.Form):
    """One session of the series; a row without a day is left out."""

    row_word = "bijeenkomst"

    step: forms.ModelChoiceField[Step] = forms.ModelChoiceField(
        label="Stap", queryset=None, error_messages={"required": "Kies een stap."}
    )
    date = forms.DateField(label="Datum", widget=DateWidget)
    starts_at = forms.TimeField(label="Begint om", widget=TimeWidget)
    ends_at = forms.TimeField(label="Eindigt om", widget=TimeWidget)
    place = forms.CharField(label="Plaats", max_length=200, required=False)

    def __init__(self, *args: Any, user: User, traject: Traject, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.empty_permitted = True
        steps = access.visible(user, Step.objects.filter(traject=traject)).order_by("number")
        self.fields["step"].queryset = steps  # type: ignore[attr-defined]  # a plain Field to the stubs

    def has_changed(self) -> bool:
        """Only the day says whether a row counts; the rest comes with the form."""
        return bool(self.data.get(self.add_prefix("date"))) if self.is_bound else super().has_changed()

    def clean_date(self) -> Any:
        """Not years away."""
        return day_within_years(self.cleaned_data["date"])

    def clean(self) -> dict[str, Any]:
        """The end comes after the start."""
        cleaned = super().clean() or {}
        starts, ends = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", "De eindtijd ligt voor de begintijd. Kies een latere eindtijd.")
        return cleaned


class BaseRowFormSet(forms.BaseFormSet[RowForm]):
    """The series."""

    def clean(self) -> None:
        """At least one row, else there is nothing to plan."""
        if not any(form.errors for form in self.forms) and not self.kept():
            raise forms.ValidationError("Vul bij minstens één bijeenkomst een datum in.")

    def kept(self) -> list[RowForm]:
        """The rows that have a day."""
        return [form for form in self.forms if form.has_changed() and form.is_valid()]


RowFormSet = forms.formset_factory(
    RowForm, formset=BaseRowFormSet, extra=0, max_num=MOST, absolute_max=MOST, validate_max=True
)
