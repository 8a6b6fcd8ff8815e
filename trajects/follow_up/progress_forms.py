"""Forms about how measures go and what is stuck."""

from typing import Any

from django import forms
from django.utils import timezone

from buurtbalans.forms import DateWidget
from trajects.follow_up.models import Helper, ProgressReport, StuckPoint
from trajects.plan.parts import MeasureStatus
from trajects.traject.editing import VersionedForm, ask

READ_BY = "Alle partners in dit traject lezen dit."


def question_field() -> forms.CharField:
    """What one asks when something is stuck."""
    return forms.CharField(
        label="Loopt het vast? Wat is je vraag?",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=20_000,
        required=False,
        help_text="Alleen als je hulp nodig hebt. De vraag staat op de pagina Uitvoering tot hij is opgelost.",
    )


def whom_field() -> forms.ChoiceField:
    """Of whom one asks it."""
    return forms.ChoiceField(
        label="Aan wie is de vraag?",
        choices=Helper.choices,
        initial=Helper.KERNTEAM,
        widget=forms.RadioSelect,
        required=False,
    )


class ProgressForm(VersionedForm):
    """How a measure goes."""

    question, whom = question_field(), whom_field()

    class Meta:
        model = ProgressReport
        fields = ["status", "note", "on"]
        widgets = {"status": forms.RadioSelect, "note": forms.Textarea(attrs={"rows": 4}), "on": DateWidget}
        error_messages = ask(status="Kies hoe de maatregel loopt.", on="Kies op welke dag dit zo was.")
        help_texts = {"note": f"Wat is er gebeurd, of waar zit het vast? {READ_BY}"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The stubs know a plain Field only.
        self.fields["status"].choices = MeasureStatus.choices  # type: ignore[attr-defined]  # a plain Field to the stubs
        self.initial.setdefault("on", timezone.localdate())

    def clean(self) -> dict[str, Any]:
        """What is stuck says where; nobody tells how it went on a day that is still to come."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("status") == MeasureStatus.STUCK and not cleaned.get("note") and "note" not in self.errors:
            self.add_error("note", "Schrijf op waar het vastzit.")
        if cleaned.get("on") and cleaned["on"] > timezone.localdate():
            self.add_error("on", "Deze dag moet nog komen. Kies vandaag of een eerdere dag.")
        return cleaned


class PointForm(VersionedForm):
    """The answer to a question about what is stuck, and whether that solved it."""

    is_solved = forms.BooleanField(label="Dit is opgelost", required=False)

    class Meta:
        model = StuckPoint
        fields = ["reply"]
        widgets = {"reply": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"reply": READ_BY}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["is_solved"] = self.instance.solved_on is not None

    def clean(self) -> dict[str, Any]:
        """One answers, or says that it is solved."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("reply") and not cleaned.get("is_solved") and "reply" not in self.errors:
            self.add_error("reply", "Schrijf een antwoord, of kruis aan dat het is opgelost.")
        return cleaned
