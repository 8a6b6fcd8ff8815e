"""Who may see a registration, how precisely and until when: as its owner answers it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from buurtbalans.forms import DateWidget
from privacy.doors.models import Reason
from privacy.registrations import audience, small_counts
from privacy.registrations.audience import Audience
from privacy.registrations.forms import RegistrationForm
from privacy.registrations.models import Registration, RegistrationKind
from privacy.registrations.services import Sharing
from privacy.tables import Level
from trajects.partners.models import Partner
from trajects.traject.editing import VersionedForm
from trajects.traject.models import Traject

NOBODY_CHOSEN = "Vink aan welke organisaties dit mogen zien."
TICKED_TOO = "Je hebt organisaties aangevinkt. Kies Deze organisaties of haal de vinkjes weg."
NOT_HERE = "Deze organisatie doet niet mee aan dit traject. Kies een andere."
NEVER_EXACT = "Een precies getal over personen of huishoudens delen we nooit. Kies Afgerond."
NO_NUMBER_TO_SHARE = "Bij een signaal in woorden hoort geen getal. Kies Afgerond."
NO_REASON = "Kies waarom dit mag blijven staan. Mag het niet? Doe dan weg wat je inlas, en pas je bestand aan."
ALREADY_OVER = "Deze dag is al voorbij. Kies vandaag of later, of laat het leeg."
WARNING = (
    "Precies kan bij gebeurtenissen, nooit bij personen. Let op: wie de buurt kent, kan aan een klein getal soms "
    "zien om wie het gaat. Over de openbare ruimte zien anderen altijd het precieze getal."
)
LEVELS = [
    (Level.ROUNDED, "Afgerond op vijf, kleine getallen niet"),
    (Level.EXACT, "Het precieze getal"),
]


class AudienceForm(forms.Form):
    """The question *Wie mag dit zien?* with what belongs to it; the narrowest answer is preselected."""

    audience = forms.ChoiceField(
        label="Wie mag dit zien?",
        initial=Audience.OWN,
        widget=forms.RadioSelect,
        help_text="Bewoners zien dit nooit. Je kunt het later wijzigen of intrekken.",
    )
    chosen: forms.ModelMultipleChoiceField[Partner] = forms.ModelMultipleChoiceField(
        label="Welke organisaties?",
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Alleen nodig als je hierboven Deze organisaties kiest.",
        error_messages={"invalid_choice": NOT_HERE, "invalid_pk_value": NOT_HERE},
    )
    level = forms.ChoiceField(
        label="Welk getal zien zij?",
        choices=LEVELS,
        initial=Level.ROUNDED,
        required=False,
        widget=forms.RadioSelect,
        help_text=WARNING,
    )
    expires_on = forms.DateField(
        label="Zij zien het tot en met", required=False, widget=DateWidget, help_text="Leeg: tot je het intrekt."
    )

    def offer(self, traject: Traject, partner_id: int) -> None:
        """Fill in the choices of one organisation in one traject."""
        partners = audience.joined(traject, partner_id)
        self.fields["chosen"].queryset = partners  # type: ignore[attr-defined]  # a plain Field to the stubs
        if "level" in self.fields:
            self.fields["level"].hide_optional = True  # type: ignore[attr-defined]  # a plain Field to the stubs
        kernteam = [partner.organisation.name for partner in audience.kernteam(traject, partner_id)]
        everybody = [partner.organisation.name for partner in partners]
        self.fields["audience"].choices = [  # type: ignore[attr-defined]  # a plain Field to the stubs
            (Audience.OWN, Audience.OWN.label),
            (Audience.KERNTEAM, _with_names(Audience.KERNTEAM, kernteam)),
            (Audience.CHOSEN, Audience.CHOSEN.label),
            (Audience.ALL, _with_names(Audience.ALL, everybody)),
        ]

    def check_audience(self, kind: str, about: str) -> None:
        """The answer and the ticks say the same, and an exact number is not one of persons."""
        answer, chosen = self.cleaned_data.get("audience"), self.cleaned_data.get("chosen")
        if "chosen" not in self.errors and answer == Audience.CHOSEN and not chosen:
            self.add_error("chosen", NOBODY_CHOSEN)
        if "chosen" not in self.errors and answer not in (None, Audience.CHOSEN) and chosen:
            self.add_error("audience", TICKED_TOO)
        if self.cleaned_data.get("level") == Level.EXACT:
            if kind == RegistrationKind.SIGNAL:
                self.add_error("level", NO_NUMBER_TO_SHARE)
            elif not small_counts.is_exact(about, Level.EXACT):
                self.add_error("level", NEVER_EXACT)
        expires_on = self.cleaned_data.get("expires_on")
        if expires_on and expires_on < timezone.localdate():
            self.add_error("expires_on", ALREADY_OVER)

    def sharing(self, traject: Traject, partner_id: int) -> Sharing:
        """The answer, with the organisations that it stands for now."""
        answer = self.cleaned_data
        partner_ids = audience.expand(answer["audience"], answer["chosen"], traject, partner_id)
        return Sharing(tuple(partner_ids), answer.get("level") or Level.ROUNDED, answer["expires_on"])


class ShareForm(VersionedForm, AudienceForm):
    """Who may see a registration from now on."""

    field_order = ["audience", "chosen", "level", "expires_on"]

    class Meta:
        model = Registration
        fields = ["expires_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(self.instance.traject, self.instance.partner_id)
        if self.instance.kind == RegistrationKind.SIGNAL or not small_counts.is_exact(self.instance.about, Level.EXACT):
            del self.fields["level"]

    def clean(self) -> dict[str, Any]:
        """The answer and the ticks say the same."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.check_audience(self.instance.kind, self.instance.about)
        return cleaned


class NewRegistrationForm(RegistrationForm, AudienceForm):
    """A new registration with its audience."""

    once = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, traject: Traject, partner_id: int, **kwargs: Any) -> None:
        super().__init__(*args, traject=traject, **kwargs)
        self.offer(traject, partner_id)

    def clean(self) -> dict[str, Any]:
        """Both the content and the answer are whole."""
        cleaned = super().clean()
        self.check_audience(str(cleaned.get("kind", "")), str(cleaned.get("about", "")))
        return cleaned


class AudienceForAllForm(AudienceForm):
    """One answer for everything that is added at once; the numbers go out rounded."""

    level = None  # type: ignore[assignment]  # leaves the field out
    stays = forms.ChoiceField(
        label="Waarom mag dat blijven staan?",
        choices=[(value, f"{label[:1].upper()}{label[1:]}") for value, label in Reason.choices],
        widget=forms.RadioSelect,
        error_messages={"required": NO_REASON},
    )

    def __init__(
        self, *args: Any, traject: Traject, partner_id: int, doubts: Sequence[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer(traject, partner_id)
        if doubts:
            self.fields["stays"].help_text = f"In de regels staat misschien: {', '.join(doubts)}."
        else:
            del self.fields["stays"]

    def clean(self) -> dict[str, Any]:
        """The answer and the ticks say the same."""
        self.check_audience(RegistrationKind.COUNT, "")
        return self.cleaned_data


def _with_names(answer: Audience, names: list[str]) -> str:
    listed = format_html_join(", ", "{}", ([name] for name in names)) or "nu alleen je eigen organisatie"
    return format_html('{}<br><span class="bb-hint">Dat zijn: {}</span>', answer.label, listed)
