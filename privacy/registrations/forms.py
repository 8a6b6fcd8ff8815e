"""What a partner types about a registration."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from privacy.periods import FIRST_YEAR, LAST_YEAR, Period
from privacy.registrations import small_counts
from privacy.registrations.models import About, Registration, RegistrationKind
from trajects.buurt.models import Area
from trajects.traject.editing import VersionedForm
from trajects.traject.models import Traject

SMALL = "Getallen onder de 10 kunnen herleidbaar zijn. Rond af of laat weg."
PERIOD = "Een heel kwartaal, half jaar of jaar. Een getal over personen zien anderen pas als de periode voorbij is."
YEAR = f"Vul een jaar in van {FIRST_YEAR} tot en met {LAST_YEAR}."
MOST = 1_000_000
NOT_A_NUMBER = "Vul een heel getal in van 0 tot en met 1.000.000."
NO_NUMBER = "Vul het getal in, of kies Signaal in woorden."
NUMBER_TOO = "Bij een signaal in woorden hoort geen getal. Kies Aantal of maak dit veld leeg."
NO_TEXT = "Schrijf je signaal op, of kies Aantal."
IN_WORDS = {"title", "text"}
CONTENT = ["kind", "title", "about", "value", "text", "period", "year", "area", "theme", "source"]
# Typed text of a registration stays out of the browser's memory and its spelling service (V3).
KEPT_HERE = {"autocomplete": "off", "spellcheck": "false"}


def areas_of(traject: Traject) -> QuerySet[Area]:
    """The fixed areas that a registration may be about: the traject's own, and the wijk and stadsdeel around them."""
    here = traject.areas.values("pk")
    around = Q(pk__in=here) | Q(parts__in=here) | Q(parts__parts__in=here)
    return Area.objects.filter(around).with_parents().distinct()


class RegistrationForm(VersionedForm):
    """A count or a signal: what, where, when, from which source."""

    value = forms.IntegerField(
        label="Het getal",
        min_value=0,
        max_value=MOST,
        required=False,
        help_text=f"Bij een aantal. {SMALL}",
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), NOT_A_NUMBER),
    )

    year = forms.IntegerField(
        label="Jaar",
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), YEAR),
    )

    class Meta:
        model = Registration
        fields = CONTENT
        labels = {
            "kind": "Wat leg je vast?",
            "about": "Waarover gaat het?",
            "text": "Signaal of toelichting",
        }
        help_texts = {"period": PERIOD}
        widgets = {
            "kind": forms.RadioSelect,
            "title": forms.TextInput(attrs=KEPT_HERE),
            "text": forms.Textarea(attrs={"rows": 5, **KEPT_HERE}),
            "source": forms.TextInput(attrs=KEPT_HERE),
        }

    def __init__(self, *args: Any, traject: Traject, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas_of(traject)  # type: ignore[attr-defined]  # a plain Field to the stubs
        # The stubs know a plain Field only.
        self.fields["area"].empty_label = "Het hele gebied van dit traject"  # type: ignore[attr-defined]
        self.fields["theme"].empty_label = "Geen thema"  # type: ignore[attr-defined]  # a plain Field to the stubs
        self.fields["value"].hide_optional = True  # type: ignore[attr-defined]  # a count needs it, a signal has none
        self.fields["period"].choices = Period.choices  # type: ignore[attr-defined]  # a plain Field to the stubs
        # The stubs know a plain Field only.
        self.fields["kind"].choices = RegistrationKind.choices  # type: ignore[attr-defined]
        self.fields["about"].choices = About.choices  # type: ignore[attr-defined]  # a plain Field to the stubs

    def remark(self, name: str) -> str:
        """What the writer is told under a field and need not answer: small numbers of people in words (rule 10)."""
        return small_counts.advice(str(self[name].value() or "")) if name in IN_WORDS else ""

    def clean(self) -> dict[str, Any]:
        """A count has its number, a signal its words."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        kind, errors = cleaned.get("kind"), self.errors
        if kind == RegistrationKind.COUNT and cleaned.get("value") is None and "value" not in errors:
            self.add_error("value", NO_NUMBER)
        if kind == RegistrationKind.SIGNAL and cleaned.get("value") is not None:
            self.add_error("value", NUMBER_TOO)
        if kind == RegistrationKind.SIGNAL and not cleaned.get("text") and "text" not in errors:
            self.add_error("text", NO_TEXT)
        return cleaned

    def changes(self) -> dict[str, Any]:
        """What the registration says; owner, traject and audience come from elsewhere."""
        return {name: self.cleaned_data[name] for name in CONTENT}
