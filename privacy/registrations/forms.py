"""What a partner types about a registration, and who may see it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.html import format_html, format_html_join

from privacy.registrations import audience
from privacy.registrations.audience import Audience
from privacy.registrations.models import About, Registration, RegistrationKind
from trajects.buurt.models import Area
from trajects.partners.models import Partner
from trajects.traject.editing import VersionedForm
from trajects.traject.models import Traject

SMALL = "Getallen onder de 10 kunnen herleidbaar zijn. Rond af of laat weg."
PERIOD = "Een kwartaal, half jaar of jaar, bijvoorbeeld eerste kwartaal 2026."
MOST = 1_000_000
NOT_A_NUMBER = "Vul een heel getal in van 0 tot en met 1.000.000."
NO_NUMBER = "Vul het getal in, of kies Signaal in woorden."
NUMBER_TOO = "Bij een signaal in woorden hoort geen getal. Kies Aantal of maak dit veld leeg."
NO_TEXT = "Schrijf je signaal op, of kies Aantal."
NOBODY_CHOSEN = "Vink aan welke organisaties dit mogen zien."
TICKED_TOO = "Je hebt organisaties aangevinkt. Kies Deze organisaties of haal de vinkjes weg."
NOT_HERE = "Deze organisatie doet niet mee aan dit traject. Kies een andere."
CONTENT = ["kind", "title", "about", "value", "text", "period", "area", "theme", "source"]
# Typed text of a registration stays out of the browser's memory and its spelling service (V3).
KEPT_HERE = {"autocomplete": "off", "spellcheck": "false"}


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
        here = traject.areas.values("pk")
        around = Q(pk__in=here) | Q(parts__in=here) | Q(parts__parts__in=here)
        areas = Area.objects.filter(around).with_parents().distinct()
        self.fields["area"].queryset = areas  # type: ignore[attr-defined]
        self.fields["area"].empty_label = "Het hele gebied van dit traject"  # type: ignore[attr-defined]
        self.fields["theme"].empty_label = "Geen thema"  # type: ignore[attr-defined]
        self.fields["value"].hide_optional = True  # type: ignore[attr-defined]  # a count needs it, a signal has none
        self.fields["kind"].choices = RegistrationKind.choices  # type: ignore[attr-defined]
        self.fields["about"].choices = About.choices  # type: ignore[attr-defined]

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


def _audience_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Wie mag dit zien?",
        initial=Audience.OWN,
        widget=forms.RadioSelect,
        help_text="Bewoners zien dit nooit. Je kunt het later wijzigen of intrekken.",
    )


def _chosen_field() -> forms.ModelMultipleChoiceField[Partner]:
    return forms.ModelMultipleChoiceField(
        label="Welke organisaties?",
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Alleen nodig als je hierboven Deze organisaties kiest.",
        error_messages={"invalid_choice": NOT_HERE, "invalid_pk_value": NOT_HERE},
    )


class ShareForm(forms.Form):
    """Who may see a registration from now on."""

    audience = _audience_field()
    chosen = _chosen_field()

    def __init__(self, *args: Any, traject: Traject, partner_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, traject, partner_id)

    def clean(self) -> dict[str, Any]:
        """The answer and the ticks say the same."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        _check_chosen(self)
        return cleaned


class NewRegistrationForm(RegistrationForm):
    """A new registration with its audience; the narrowest is preselected."""

    audience = _audience_field()
    chosen = _chosen_field()
    once = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, traject: Traject, partner_id: int, **kwargs: Any) -> None:
        super().__init__(*args, traject=traject, **kwargs)
        _offer(self, traject, partner_id)

    def clean(self) -> dict[str, Any]:
        """Both the content and the answer are whole."""
        cleaned = super().clean()
        _check_chosen(self)
        return cleaned


def _offer(form: forms.BaseForm, traject: Traject, partner_id: int) -> None:
    partners = audience.joined(traject, partner_id)
    form.fields["chosen"].queryset = partners  # type: ignore[attr-defined]
    kernteam = [partner.organisation.name for partner in audience.kernteam(traject, partner_id)]
    everybody = [partner.organisation.name for partner in partners]
    form.fields["audience"].choices = [  # type: ignore[attr-defined]
        (Audience.OWN, Audience.OWN.label),
        (Audience.KERNTEAM, _with_names(Audience.KERNTEAM, kernteam)),
        (Audience.CHOSEN, Audience.CHOSEN.label),
        (Audience.ALL, _with_names(Audience.ALL, everybody)),
    ]


def _with_names(answer: Audience, names: list[str]) -> str:
    listed = format_html_join(", ", "{}", ([name] for name in names)) or "nu alleen je eigen organisatie"
    return format_html('{}<br><span class="bb-hint">Dat zijn: {}</span>', answer.label, listed)


def _check_chosen(form: forms.BaseForm) -> None:
    answer, chosen = form.cleaned_data.get("audience"), form.cleaned_data.get("chosen")
    if "chosen" in form.errors or answer is None:
        return
    if answer == Audience.CHOSEN and not chosen:
        form.add_error("chosen", NOBODY_CHOSEN)
    if answer != Audience.CHOSEN and chosen:
        form.add_error("audience", TICKED_TOO)
