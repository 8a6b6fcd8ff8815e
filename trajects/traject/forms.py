"""Forms about the traject itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.html import format_html

from privacy.doors.forms import DoorForm
from trajects.buurt.forms import AreaChoice, AreaSearchForm
from trajects.partners.models import Function
from trajects.traject.editing import VersionedForm
from trajects.traject.method import (
    AFTER_QUESTION,
    TRAJECT_KIND_HELP,
    URGENCY_HELP,
    AfterTopic,
    TrajectKind,
    UrgencyKind,
)
from trajects.traject.models import AfterPoint, Theme, Traject, Urgency


@dataclass(frozen=True)
class UrgencyRow:
    """One kind of urgency on the form: tick it, and explain it in your own words."""

    chosen: forms.BoundField
    explanation: forms.BoundField
    source: forms.BoundField


class TrajectForm(AreaSearchForm, DoorForm, forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """Page 1 of a new traject, and later its details: buurt, reason and question (T2-T4)."""

    buurten = AreaChoice(label="Buurt", help_text="Eén buurt werkt het best.")
    kind = forms.ChoiceField(
        label="Wat voor traject wordt het?",
        choices=[
            (value, format_html('{}<br><span class="bb-hint">{}</span>', label, TRAJECT_KIND_HELP[value]))
            for value, label in TrajectKind.choices
        ],
        widget=forms.RadioSelect,
        initial=TrajectKind.values[0],
    )
    themes = forms.ModelMultipleChoiceField(
        Theme.objects.all(),
        label="Thema's",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Kies er hooguit drie: een klein traject komt verder.",
    )

    class Meta:
        model = Traject
        fields = ["question"]
        widgets = {"question": forms.TextInput(attrs={"maxlength": 300})}
        labels = {"question": "Vraagstuk in één zin"}
        help_texts = {"question": "Houd het klein: kies één probleem of thema. Schrijf geen namen op."}
        error_messages = {"question": {"required": "Schrijf in één zin wat het vraagstuk is."}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {row.kind: row for row in self.instance.urgencies.all()} if self.instance.pk else {}
        for code, label in UrgencyKind.choices:
            self._add_urgency(code, label, known.get(code))
        if self.instance.pk:
            self.initial.update(
                buurten=list(self.instance.areas.values_list("pk", flat=True)),
                kind=self.instance.kind,
                themes=list(self.instance.themes.values_list("pk", flat=True)),
            )
        self.order_fields(["buurten", "question"])

    def urgency_rows(self) -> Iterator[UrgencyRow]:
        """The kinds of urgency, for the template."""
        for code in UrgencyKind.values:
            yield UrgencyRow(self[f"urgency_{code}"], self[f"explanation_{code}"], self[f"source_{code}"])

    def urgencies(self) -> Mapping[str, tuple[str, str]]:
        """Kind of urgency → explanation and source, for the kinds that were ticked or explained."""
        data = self.cleaned_data
        return {
            code: (data[f"explanation_{code}"], data.get(f"source_{code}", ""))  # a refused source is left out
            for code in UrgencyKind.values
            if data[f"urgency_{code}"] or data[f"explanation_{code}"]
        }

    def clean(self) -> dict[str, Any]:
        """At least one reason why now."""
        data = super().clean() or self.cleaned_data
        asked = all(f"explanation_{code}" in data for code in UrgencyKind.values)
        if asked and not self.urgencies():
            first = f"urgency_{UrgencyKind.values[0]}"
            self.fields[first].question = "Waarom nu?"  # type: ignore[attr-defined]  # for the summary of errors
            self.add_error(first, "Kies minstens één reden waarom het nu nodig is.")
        return data

    def _add_urgency(self, code: str, label: str, known: Urgency | None) -> None:
        self.fields[f"urgency_{code}"] = forms.BooleanField(
            label=label, required=False, help_text=URGENCY_HELP[code], initial=known is not None
        )
        self.fields[f"explanation_{code}"] = forms.CharField(
            label="Wat zien jullie zelf?",
            required=False,
            max_length=20_000,
            widget=forms.Textarea(attrs={"rows": 3, "maxlength": 20_000}),
            initial=known.explanation if known else "",
        )
        self.fields[f"source_{code}"] = forms.CharField(
            label="Bron",
            required=False,
            max_length=200,
            initial=known.source if known else "",
        )
        for name in (f"explanation_{code}", f"source_{code}"):
            self.fields[name].about = label  # type: ignore[attr-defined]  # for who hears the label alone


class ProposalForm(TrajectForm):
    """Page 1 of a new traject also asks what its maker will do (P2)."""

    functions = forms.MultipleChoiceField(
        label="Wat doe jij in dit traject?",
        choices=Function.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Je zit in elk geval in het kernteam. Later kun je dit wijzigen.",
    )


class VersionForm(forms.Form):
    """The version of the row that somebody saw, beside a form that changes it."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class AfterPointForm(VersionedForm):
    """One of the five points about the time after Buurtbalans (T8).

    The text that its writer saw comes along, so that a point that was left alone takes nothing back.
    """

    class Meta:
        model = AfterPoint
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3, "maxlength": 20_000})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.topic:  # a foreign id in the form leaves the point empty; the formset then refuses it
            self.fields["text"].label = str(AfterTopic(self.instance.topic).label)
            self.fields["text"].help_text = AFTER_QUESTION[self.instance.topic]
        self.fields["text"].required = False
        self.fields["text"].show_hidden_initial = True


class PaceForm(VersionedForm):
    """How many days between sessions, and why when it is not the usual four weeks (T7)."""

    class Meta:
        model = Traject
        fields = ["pace_days", "pace_reason"]
        help_texts = {
            "pace_days": "Gemiddeld vier weken (28 dagen) houdt de vaart erin. Kies 7 tot en met 120.",
            "pace_reason": "Bijvoorbeeld: we wachten op de cijfers van de onderzoeksadviseur.",
        }

    def clean_pace_days(self) -> int:
        """Between one week and four months."""
        days: int = self.cleaned_data["pace_days"]
        if not 7 <= days <= 120:
            raise forms.ValidationError("Kies 7 tot en met 120 dagen tussen bijeenkomsten.")
        return days
