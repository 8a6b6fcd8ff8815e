"""Forms about keeping to the plan: evaluation moments, indicators, the checklist, objections, themes."""

import calendar
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone

from buurtbalans.forms import DateWidget
from trajects.follow_up.evaluation import months_between
from trajects.follow_up.steering_models import (
    EvaluationMoment,
    GoalIndicator,
    GovernancePoint,
    Measurement,
    Objection,
)
from trajects.partners.models import PartnerStatus
from trajects.plan.line_fields import LinesField, offer_lines
from trajects.plan.parts import Part
from trajects.traject.editing import VersionedForm, ask
from trajects.traject.models import Theme, Traject
from trajects.traject.pace import working_day

PAST = "Deze dag is al geweest. Kies een dag vanaf vandaag."
NOT_YET = "Deze dag moet nog komen. Kies een dag tot en met vandaag."
MOST_AT_ONCE = 12
FAR = 5
TOO_FAR = f"Deze dag is te ver weg. Kies een dag in de komende {FAR} jaar."
USUAL_TIMES = 4
EVERY = [(1, "Elke maand"), (2, "Elke twee maanden"), (3, "Elke drie maanden"), (6, "Elk half jaar"), (12, "Elk jaar")]
BOTH = "Vul bij een getal ook de dag en de bron in."


def months_later(day: date, months: int) -> date:
    """The same day of the month so many months later; the last day of a month that is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


class SteeringForm(VersionedForm):
    """A form whose choices are of one traject."""

    def __init__(self, *args: Any, traject: Traject, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_from(traject)

    def choose_from(self, traject: Traject) -> None:
        """Give the fields what can be chosen; a form without choices leaves this alone."""


class EvaluationForm(SteeringForm):
    """One evaluation moment: when, about what, and which lines of action are asked to be there."""

    class Meta:
        model = EvaluationMoment
        fields = ["date", "about", "lines"]
        field_classes = {"lines": LinesField}
        widgets = {"date": DateWidget, "about": forms.Textarea(attrs={"rows": 4})}
        error_messages = ask(date="Kies de dag van de evaluatie.")
        help_texts = {
            "about": "Bijvoorbeeld: wat lukte er, wat liep vast, en klopt het plan nog?",
            "lines": "Kies je niets, dan gaat het over het hele plan.",
        }

    def choose_from(self, traject: Traject) -> None:
        """The lines of the plan; without any there is nothing to choose."""
        offer_lines(self, "lines", traject.plan)
        if not traject.plan.lines.exists():
            del self.fields["lines"]

    def clean_date(self) -> date:
        """From today on; a moment that was planned keeps its day."""
        day: date = self.cleaned_data["date"]
        if day < timezone.localdate() and day != self.initial.get("date"):
            raise forms.ValidationError(PAST)
        return day


class EvaluationSeriesForm(forms.Form):
    """A series of moments, as the plan's part on monitoring has it; each can be moved afterwards."""

    first = forms.DateField(
        label="Eerste keer", widget=DateWidget, error_messages={"required": "Kies de dag van de eerste keer."}
    )
    every = forms.TypedChoiceField(
        label="Hoe vaak?", choices=EVERY, coerce=int, error_messages={"required": "Kies hoe vaak jullie terugkijken."}
    )
    times = forms.IntegerField(
        label="Hoeveel keer?",
        min_value=1,
        max_value=MOST_AT_ONCE,
        error_messages={"required": f"Vul een getal in van 1 tot en met {MOST_AT_ONCE}."},
    )

    def __init__(self, *args: Any, traject: Traject, **kwargs: Any) -> None:
        monitoring = traject.plan.parts.filter(part=Part.MONITORING).values_list("text", flat=True).first()
        every = months_between(monitoring or "")
        first = working_day(months_later(timezone.localdate(), every))
        kwargs["initial"] = {"first": first, "every": every, "times": USUAL_TIMES}
        super().__init__(*args, **kwargs)

    def clean_first(self) -> date:
        """From today on, and within a few years."""
        day: date = self.cleaned_data["first"]
        if day < timezone.localdate():
            raise forms.ValidationError(PAST)
        if day.year > timezone.localdate().year + FAR:
            raise forms.ValidationError(TOO_FAR)
        return day

    def days(self) -> list[date]:
        """The days that were asked for: the first as it was chosen, the others not in a weekend."""
        first, asked = self.cleaned_data["first"], self.cleaned_data
        others = (months_later(first, asked["every"] * turn) for turn in range(1, asked["times"]))
        return [first, *map(working_day, others)]


class OutcomeForm(SteeringForm):
    """What came of an evaluation, and whether the plan is to change."""

    class Meta:
        model = EvaluationMoment
        fields = ["outcome", "changes_plan"]
        widgets = {"outcome": forms.Textarea(attrs={"rows": 8})}
        error_messages = ask(outcome="Schrijf op wat eruit kwam.")
        help_texts = {
            "outcome": "Wat gaat goed, wat loopt vast, en wat spreken jullie af?",
            "changes_plan": "Dan ga je na het opslaan naar het concept waarin je het plan aanpast.",
        }

    def choose_from(self, traject: Traject) -> None:
        """Looking back without a word would be no outcome."""
        self.fields["outcome"].required = True


class IndicatorForm(SteeringForm):
    """By which number a goal is followed."""

    class Meta:
        model = GoalIndicator
        fields = ["goal", "name", "unit"]
        error_messages = ask(goal="Kies een doel.", name="Schrijf op wat jullie tellen of meten.")
        help_texts = {
            "name": "Bijvoorbeeld: klachten over geluid, of bezoekers van het buurthuis per week.",
            "unit": "Bijvoorbeeld: per jaar, procent, of een rapportcijfer.",
        }

    def choose_from(self, traject: Traject) -> None:
        """The goals of the traject."""
        field: Any = self.fields["goal"]
        field.queryset, field.label_from_instance = traject.joint_goals.all(), lambda goal: goal.title
        field.empty_label = "Kies een doel"


class NewIndicatorForm(IndicatorForm):
    """The same with the number it begins with, when that is known already."""

    value = forms.DecimalField(
        label="Hoe is het nu?",
        max_digits=12,
        decimal_places=2,
        required=False,
        help_text="De nulmeting. Weet je het nog niet? Dan kun je dit later invullen. "
        "Gebruik geen aantal personen onder de 10.",
    )
    date = forms.DateField(label="Op welke dag?", widget=DateWidget, required=False)
    source = forms.CharField(label="Bron", max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        """A number comes with its day and its source, or not at all."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("value") is not None:
            for name in ("date", "source"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, BOTH)
        if (day := cleaned.get("date")) and day > timezone.localdate():
            self.add_error("date", NOT_YET)
        return cleaned


class MeasurementForm(SteeringForm):
    """One number of an indicator, with its day and where it comes from."""

    class Meta:
        model = Measurement
        fields = ["value", "date", "source"]
        widgets = {"date": DateWidget}
        error_messages = ask(
            value="Vul het getal in.",
            date="Kies de dag waarop het getal klopte.",
            source="Schrijf op waar het getal vandaan komt.",
        )
        help_texts = {
            "value": "Alle partners lezen dit. Gebruik geen aantal personen onder de 10: dat kan herleidbaar zijn.",
            "source": "Bijvoorbeeld: Onderzoek en Statistiek, cijfers over 2025.",
        }

    def clean_date(self) -> date:
        """A number is of a day that came."""
        day: date = self.cleaned_data["date"]
        if day > timezone.localdate():
            raise forms.ValidationError(NOT_YET)
        return day


class PointForm(SteeringForm):
    """One point to arrange: what, who sees to it, and until when."""

    class Meta:
        model = GovernancePoint
        fields = ["topic", "title", "partner", "person", "due"]
        widgets = {"due": DateWidget}
        error_messages = ask(topic="Kies waar dit bij hoort.", title="Schrijf op wat er moet gebeuren.")
        help_texts = {"person": "Een functie of team. Liever geen naam."}

    def choose_from(self, traject: Traject) -> None:
        """The topics, and the partners that take part."""
        topic, partner = (self.fields[name] for name in ("topic", "partner"))
        topic.choices = [("", "Kies een onderwerp"), *topic.choices[1:]]  # type: ignore[attr-defined]  # a plain Field
        takes_part = ~Q(status=PartnerStatus.DECLINED) | Q(pk=self.instance.partner_id)
        rows = traject.partners.filter(takes_part).select_related("organisation")
        partner.queryset, partner.empty_label = rows, "Nog niet bekend"  # type: ignore[attr-defined]  # a plain Field


class ObjectionForm(SteeringForm):
    """An objection, and what is answered to it."""

    class Meta:
        model = Objection
        fields = ["text", "answer"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3}), "answer": forms.Textarea(attrs={"rows": 6})}
        error_messages = ask(text="Schrijf op wat het bezwaar is.")
        help_texts = {
            "text": "Wat kan iemand ertegen hebben? Schrijf het op zoals je het zou horen, zonder naam.",
            "answer": "Wat zeggen jullie dan? Kort, en zo dat iedere partner het kan gebruiken.",
        }


class ThemeForm(forms.Form):
    """One more theme of the city's list."""

    theme = forms.ModelChoiceField(
        Theme.objects.none(),
        label="Welk thema komt erbij?",
        empty_label="Kies een thema",
        error_messages={"required": "Kies een thema."},
    )

    def __init__(self, *args: Any, themes: Iterable[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["theme"]
        field.queryset = themes
