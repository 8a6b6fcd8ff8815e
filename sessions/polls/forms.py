"""What the kernteam fills in for a date poll, and what the asked choose."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format, time_format

from buurtbalans.forms import DateWidget, TimeWidget
from sessions.polls.models import PollAnswer, PollOption

LEAST, MOST = 2, 8
DAYS_TO_ANSWER = 7


class ClosingForm(forms.Form):
    """Until when people can answer."""

    closes_on = forms.DateField(label="Antwoorden tot en met", widget=DateWidget)

    def clean_closes_on(self) -> Any:
        """Not before today."""
        day = self.cleaned_data["closes_on"]
        if day < timezone.localdate():
            raise forms.ValidationError("Deze dag is al geweest. Kies vandaag of een latere dag.")
        return day


class LastDayForm(ClosingForm):
    """Until which other day people can answer; `seen` is the day that stood on the page."""

    seen = forms.DateField(widget=forms.HiddenInput)


class OptionForm(forms.Form):
    """One day to choose from; a row without a day does not count."""

    row_word = "moment"

    date = forms.DateField(label="Datum", widget=DateWidget)
    starts_at = forms.TimeField(label="Begint om", widget=TimeWidget)
    ends_at = forms.TimeField(label="Eindigt om", widget=TimeWidget)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        # Also of the rows that were proposed.
        self.empty_permitted = True

    def has_changed(self) -> bool:
        """Only the day says whether a row was filled in; its times come with the form."""
        return bool(self.data.get(self.add_prefix("date"))) if self.is_bound else super().has_changed()

    def clean(self) -> dict[str, Any]:
        """The end comes after the start, and the day lies ahead."""
        cleaned = super().clean() or {}
        starts, ends, day = (cleaned.get(name) for name in ("starts_at", "ends_at", "date"))
        if starts and ends and ends <= starts:
            self.add_error("ends_at", "De eindtijd ligt voor de begintijd. Kies een latere eindtijd.")
        if day and day < timezone.localdate():
            self.add_error("date", "Deze dag is al geweest. Kies vandaag of een latere dag.")
        return cleaned


class BaseOptionFormSet(forms.BaseFormSet[OptionForm]):
    """The days to choose from."""

    def clean(self) -> None:
        """At least two different ones, else there is nothing to choose."""
        if any(form.errors for form in self.forms):
            return
        if len(set(self.chosen())) < LEAST:
            raise forms.ValidationError("Geef minstens twee verschillende momenten om uit te kiezen.")

    def chosen(self) -> list[tuple[Any, Any, Any]]:
        """Day, start and end of each row that was filled in."""
        rows = [form.cleaned_data for form in self.forms if form.has_changed() and form.is_valid()]
        return [(row["date"], row["starts_at"], row["ends_at"]) for row in rows]


OptionFormSet = forms.formset_factory(
    OptionForm, formset=BaseOptionFormSet, extra=0, max_num=MOST, absolute_max=MOST, validate_max=True
)


def proposed(session: Any) -> list[dict[str, Any]]:
    """The session's own moment, the same a day and a week later, and rows that are still empty."""
    times = {"starts_at": session.starts_at, "ends_at": session.ends_at}
    days = [session.date, session.date + timedelta(days=1), session.date + timedelta(days=7)]
    return [*({"date": day, **times} for day in days), *(dict(times) for _ in range(MOST - len(days) - 2))]


class VoteForm(forms.Form):
    """How each day suits: yes, if need be, no."""

    hide_optional = True

    def __init__(self, *args: Any, options: Iterable[PollOption], answers: dict[int, str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        for option in options:
            self.fields[f"optie-{option.pk}"] = forms.ChoiceField(
                label=in_words(option),
                choices=PollAnswer.choices,
                widget=forms.RadioSelect,
                initial=answers.get(option.pk),
                error_messages={"required": "Kies ja, als het moet of nee."},
            )

    def answers(self) -> dict[int, str]:
        """The answer by option."""
        return {int(name.removeprefix("optie-")): answer for name, answer in self.cleaned_data.items()}


def in_words(option: PollOption) -> str:
    """A day and its times as people read them."""
    hours = f"{time_format(option.starts_at, 'H.i')}–{time_format(option.ends_at, 'H.i')} uur"
    return f"{date_format(option.date, 'l j F Y')}, {hours}"
