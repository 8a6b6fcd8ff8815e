"""What people type about minutes: texts, outcomes, corrections, and what became of them."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone

from buurtbalans.forms import DateWidget
from privacy.doors.forms import DoorForm
from sessions.minutes.models import Verdict
from sessions.outcomes.models import OutcomeKind
from sessions.planning.models import Session

TEXT_LENGTH, LINE_LENGTH, ANSWER_LENGTH, TITLE_LENGTH = 20_000, 500, 300, 200
ROUND = dt.timedelta(days=7)
TOO_LATE = "Deze dag is al geweest. Kies vandaag of een latere dag."


class TextForm(DoorForm, forms.Form):
    """What was said at one item, with the version that its author saw; 0 before anything stood there."""

    hide_optional = True
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    text = forms.CharField(
        label="Wat is er besproken?",
        max_length=TEXT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class OutcomeForm(DoorForm, forms.Form):
    """One line and its type (S8)."""

    kind = forms.ChoiceField(label="Soort", choices=OutcomeKind.choices, initial=OutcomeKind.INFORMATION)
    text = forms.CharField(
        label="Wat kwam eruit?",
        max_length=LINE_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Schrijf in één regel wat eruit kwam."},
    )


class NewOutcomeForm(OutcomeForm):
    """A line that comes in once, however often its form is sent."""

    once = forms.UUIDField(widget=forms.HiddenInput)


class ChangedOutcomeForm(OutcomeForm):
    """A line that is changed, against the version that its author saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class DeadlineForm(forms.Form):
    """Until when people may add something."""

    deadline = forms.DateField(
        label="Aanvullen kan tot en met",
        widget=DateWidget,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deadline"].initial = timezone.localdate() + ROUND

    def clean_deadline(self) -> dt.date:
        """Not before today: nobody could add anything."""
        deadline: dt.date = self.cleaned_data["deadline"]
        if deadline < timezone.localdate():
            raise forms.ValidationError(TOO_LATE)
        return deadline


class CorrectionForm(DoorForm, forms.Form):
    """What an organisation adds or wants changed."""

    text = forms.CharField(
        label="Wat klopt er niet, of wat ontbreekt er?",
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Schrijf wat er anders moet."},
    )


class AnswerForm(DoorForm, forms.Form):
    """What became of a correction."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    verdict = forms.ChoiceField(
        label="Wat doe je ermee?",
        choices=[(Verdict.TAKEN, "Overgenomen"), (Verdict.NOT_TAKEN, "Niet overgenomen")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat je ermee doet."},
    )
    answer = forms.CharField(
        label="Antwoord in één regel",
        max_length=ANSWER_LENGTH,
        required=False,
        help_text="Neem je het niet over, schrijf dan waarom.",
    )

    def clean(self) -> dict[str, Any]:
        """Who is refused hears why."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("verdict") == Verdict.NOT_TAKEN and not cleaned.get("answer") and "answer" not in self.errors:
            self.add_error("answer", "Schrijf waarom je dit niet overneemt.")
        return cleaned


class LaterNoteForm(DoorForm, forms.Form):
    """A note under minutes that no longer change."""

    text = forms.CharField(
        label="Aantekening",
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Het verslag zelf verandert niet. Je aantekening komt eronder, met je naam en de datum van vandaag.",
        error_messages={"required": "Schrijf wat er anders is dan in het verslag staat."},
    )


class PlaceForm(DoorForm, forms.Form):
    """On which agenda a topic comes that waits, and in which words."""

    title = forms.CharField(
        label="Onderdeel",
        max_length=TITLE_LENGTH,
        error_messages={"required": "Schrijf hoe het op de agenda komt."},
    )
    session: forms.ModelChoiceField[Session] = forms.ModelChoiceField(
        queryset=None, label="Op de agenda van", empty_label=None, error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Kies een bijeenkomst die nog komt."
        )
    )  # fmt: skip

    def __init__(self, *args: Any, sessions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The stubs know a plain Field only.
        self.fields["session"].queryset = sessions  # type: ignore[attr-defined]
        self.fields["session"].label_from_instance = _named  # type: ignore[attr-defined]  # a plain Field to the stubs


def _named(session: Session) -> str:
    return f"{session.title} ({session.date:%d-%m-%Y})"
