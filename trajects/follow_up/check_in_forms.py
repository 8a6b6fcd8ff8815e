"""Forms of a check-in: planning it, and answering its three questions."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from buurtbalans.forms import DateWidget
from privacy.doors.forms import DoorForm
from privacy.doors.hidden import is_hidden
from trajects.follow_up.check_in_models import CheckIn, CheckInAnswer
from trajects.follow_up.progress_forms import READ_BY, question_field, whom_field
from trajects.plan.line_fields import LinesField, offer_lines
from trajects.plan.models import Plan
from trajects.traject.editing import VersionedForm, ask

HIDDEN = "Deze tekst is intussen verborgen omdat er misschien een persoonsgegeven in staat. Schrijf hem opnieuw."


class CheckInForm(VersionedForm):
    """When the leads of which lines are asked, and until when they can answer."""

    class Meta:
        model = CheckIn
        fields = ["asks_on", "answers_by", "lines"]
        field_classes = {"lines": LinesField}
        widgets = {"asks_on": DateWidget, "answers_by": DateWidget}
        help_texts = {
            "asks_on": "Bij vandaag gaat de mail meteen weg.",
            "answers_by": "Tot en met deze dag kan iemand zijn antwoord nog wijzigen. Twee dagen ervoor gaat er één "
            "herinnering naar wie nog niet antwoordde.",
            "lines": "De regiehouders van deze lijnen krijgen een mail.",
        }
        error_messages = ask(
            asks_on="Kies op welke dag de mail weggaat.",
            answers_by="Kies tot en met welke dag iemand kan antwoorden.",
            lines="Kies minstens één actielijn.",
        )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_lines(self, "lines", plan)

    def clean(self) -> dict[str, Any]:
        """Nobody is asked on a day that has passed, or until a day before that."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        asks_on, answers_by = cleaned.get("asks_on"), cleaned.get("answers_by")
        if asks_on and asks_on < timezone.localdate():
            self.add_error("asks_on", "Deze dag is al geweest. Kies vandaag of een latere dag.")
        if asks_on and answers_by and answers_by < asks_on:
            self.add_error("answers_by", "Deze dag ligt voor de dag van de mail. Kies een latere dag.")
        return cleaned


class LastDayForm(VersionedForm):
    """Until when the leads can answer a check-in that was sent."""

    class Meta:
        model = CheckIn
        fields = ["answers_by"]
        widgets = {"answers_by": DateWidget}
        error_messages = ask(answers_by="Kies tot en met welke dag iemand kan antwoorden.")
        help_texts = {
            "answers_by": "Wie nog niet antwoordde, krijgt één mail met de nieuwe dag. De link in eerdere mails werkt "
            "tot en met die dag.",
        }

    def clean_answers_by(self) -> date:
        """From today on."""
        day: date = self.cleaned_data["answers_by"]
        if day < timezone.localdate():
            raise forms.ValidationError("Deze dag is al geweest. Kies vandaag of een latere dag.")
        return day


class CheckInAnswerForm(DoorForm, forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """What a lead answers, with what was answered before."""

    question, whom = question_field(), whom_field()

    class Meta:
        model = CheckInAnswer
        fields = ["going", "stuck", "needed"]
        widgets = {name: forms.Textarea(attrs={"rows": 4}) for name in ("going", "stuck", "needed")}
        help_texts = {"going": READ_BY}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["going"].required = True
        self.fields["going"].error_messages["required"] = "Schrijf op wat er loopt. Niets? Schrijf dat dan."
        if point := self.instance.point:
            self.initial.update(question=point.question, whom=point.whom)

    def clean(self) -> dict[str, Any]:
        """Not the words that somebody reported meanwhile."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ("going", "stuck", "needed", "question"):
            row = self.instance.point if name == "question" else self.instance
            if row and cleaned.get(name) and is_hidden(row, [(name, cleaned[name])]):
                self.add_error(name, HIDDEN)
        return cleaned
