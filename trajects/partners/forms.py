"""Forms about partners and the people who sit for them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.auth import password_validation

from buurtbalans.accounts.categories import CATEGORY_HELP, OrganisationCategory
from buurtbalans.accounts.models import Organisation, User
from buurtbalans.folding import fold
from buurtbalans.forms import DateWidget
from privacy.doors.forms import DoorForm
from trajects.partners.invitations import objection_to_inviting
from trajects.partners.models import Function, Membership, Partner, PartnerStatus, Role
from trajects.partners.services import CRITERIA
from trajects.traject.models import Traject

CRITERIA_CHOICES = [(name, words.capitalize()) for name, words in CRITERIA.items()]
PROFESSIONAL_ROLES = [
    (Role.PARTNER, "Partner: komt naar bijeenkomsten, doet huiswerk en ziet het traject"),
    (Role.KERNTEAM, "Kernteam: bereidt ook de bijeenkomsten voor en wijzigt het traject"),
    (Role.READER, "Achterban: leest alleen het plan dat is voorgelegd"),
]


class PartnerChoices(DoorForm, forms.Form):
    """What the kernteam knows of a partner."""

    status = forms.ChoiceField(label="Status", choices=PartnerStatus.choices, initial=PartnerStatus.POSSIBLE)
    criteria = forms.MultipleChoiceField(
        label="Waarom hoort deze partij erbij?",
        choices=CRITERIA_CHOICES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(
        label="Toelichting",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Alle partners kunnen dit lezen. Schrijf geen persoonsgegevens op.",
    )


class NewPartnerForm(PartnerChoices):
    """Put an organisation on the overview: one that is known, or a new one."""

    organisation = forms.CharField(
        label="Naam van de organisatie",
        max_length=120,
        help_text="Kies een bekende organisatie of typ een nieuwe naam.",
        widget=forms.TextInput(attrs={"autocomplete": "organization", "list": "organisaties"}),
    )
    category = forms.ChoiceField(
        label="Soort organisatie",
        choices=[("", "Kies een soort"), *OrganisationCategory.choices],
        required=False,
        help_text="Alleen nodig voor een nieuwe organisatie.",
    )
    field_order = ["organisation", "category", "status", "criteria", "note"]

    def __init__(self, traject: Traject, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.traject = traject

    def clean_organisation(self) -> str:
        """Refuses an organisation that is on the overview already, or that was closed."""
        name: str = self.cleaned_data["organisation"]
        _refuse_unusable(self.traject, name)
        return name

    def clean(self) -> dict[str, Any]:
        """A new organisation wants a category."""
        data: dict[str, Any] = super().clean() or {}
        name = data.get("organisation")
        known = name and Organisation.objects.filter(folded=fold(name)).exists()
        if name and not known and not data.get("category"):
            self.add_error("category", "Deze organisatie is nieuw. Kies wat voor organisatie het is.")
        return data


class PartnerForm(PartnerChoices):
    """Change what is known of a partner."""

    agreed_on = forms.DateField(
        label="Akkoord op samenwerking",
        required=False,
        widget=DateWidget,
        help_text="De dag waarop deze organisatie zei dat zij meedoet.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ["status", "agreed_on", "criteria", "note", "version"]


class ChoosePartnersForm(forms.Form):
    """Page 2 of a new traject: per kind of organisation, who comes to mind? Everything may stay empty."""

    hide_optional = True

    def __init__(self, traject: Traject, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.traject = traject
        for category in OrganisationCategory:
            self.fields[f"{category.value}-name"] = forms.CharField(
                label=category.label,
                max_length=120,
                required=False,
                help_text=CATEGORY_HELP[category],
                widget=forms.TextInput(attrs={"autocomplete": "off", "list": "organisaties"}),
            )
            self.fields[f"{category.value}-criteria"] = forms.MultipleChoiceField(
                label=f"Waarom hoort deze partij erbij? ({str(category.label).lower()})",
                choices=CRITERIA_CHOICES,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    def clean(self) -> dict[str, Any]:
        """Refuses what is on the overview already, and a name that is typed twice."""
        data: dict[str, Any] = super().clean() or {}
        typed: set[str] = set()
        for category, name, _criteria in self.chosen():
            try:
                _refuse_unusable(self.traject, name)
                if fold(name) in typed:
                    raise forms.ValidationError("Deze naam staat hier twee keer.")
            except forms.ValidationError as refusal:
                self.add_error(f"{category}-name", refusal)
            typed.add(fold(name))
        return data

    def chosen(self) -> list[tuple[str, str, list[str]]]:
        """Category, name and criteria of each organisation that was typed."""
        return [
            (category, self.cleaned_data[f"{category}-name"], self.cleaned_data.get(f"{category}-criteria", []))
            for category in OrganisationCategory.values
            if self.cleaned_data.get(f"{category}-name")
        ]

    def kinds(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Per kind of organisation the field for its name and the one for the criteria."""
        return [(self[f"{category}-name"], self[f"{category}-criteria"]) for category in OrganisationCategory.values]


class SeatForm(forms.Form):
    """What somebody is and does in the traject."""

    role = forms.ChoiceField(label="Rol", choices=PROFESSIONAL_ROLES, initial=Role.PARTNER, widget=forms.RadioSelect)
    functions = forms.MultipleChoiceField(
        label="Taken", choices=Function.choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    def clean(self) -> dict[str, Any]:
        """Who only reads along has no tasks."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("role") == Role.READER and data.get("functions"):
            self.add_error("functions", "Iemand uit de achterban heeft geen taken in het traject.")
        return data


class InvitationForm(DoorForm, SeatForm):
    """Ask a person to take part for a partner."""

    email = forms.EmailField(
        label="E-mailadres",
        max_length=254,
        error_messages={"required": "Vul het e-mailadres in."},
        help_text="Het adres van het werk. Daarmee maakt deze persoon een account.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    name = forms.CharField(
        label="Naam",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Vul de naam in."},
    )
    reason = forms.CharField(
        label="Waarom vraag je deze persoon?",
        error_messages={"required": "Schrijf op waarom je deze persoon vraagt."},
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Dit staat in de mail. Noem geen namen van bewoners en geen vertrouwelijke gegevens.",
    )
    field_order = ["email", "name", "reason", "role", "functions"]

    def __init__(self, partner: Partner, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partner = partner

    def clean_email(self) -> str:
        """Refuses who is in already, or has an invitation."""
        email: str = self.cleaned_data["email"].lower()
        if objection := objection_to_inviting(self.partner, email):
            raise forms.ValidationError(objection)
        return email


class HandOverForm(forms.Form):
    """Who takes a seat over: a colleague who already sits here, or another one by mail."""

    OTHER = ""

    colleague = forms.ChoiceField(label="Aan wie?", required=False, widget=forms.RadioSelect)
    email = forms.EmailField(
        label="E-mailadres van je collega",
        max_length=254,
        required=False,
        help_text="Alleen nodig bij Een andere collega. Die krijgt een mail en kan ja of nee zeggen.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    name = forms.CharField(
        label="Naam van je collega",
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    hide_optional = True

    def __init__(self, seat: Membership, colleagues: Iterable[Membership], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partner = seat.partner
        self.colleagues = {str(colleague.pk): colleague for colleague in colleagues}
        field: Any = self.fields["colleague"]
        field.choices = [
            *((pk, colleague.user.name) for pk, colleague in self.colleagues.items()),
            (self.OTHER, "Een andere collega"),
        ]
        field.initial = next(iter(self.colleagues), self.OTHER)
        if not self.colleagues:
            field.widget = forms.HiddenInput()
            self.fields["email"].help_text = "Die krijgt een mail en kan ja of nee zeggen."
        field.error_messages["invalid_choice"] = "Deze collega doet niet mee. Kies een andere."

    def clean(self) -> dict[str, Any]:
        """Another colleague has an address and a name, and no seat or invitation yet."""
        data: dict[str, Any] = super().clean() or {}
        if "colleague" in self.errors or data.get("colleague") != self.OTHER:
            return data
        if not data.get("name"):
            self.add_error("name", "Vul de naam van je collega in.")
        if not data.get("email") and "email" not in self.errors:
            self.add_error("email", "Vul het e-mailadres van je collega in.")
        elif self.partner and (objection := objection_to_inviting(self.partner, data.get("email", ""))):
            self.add_error("email", objection)
        return data

    def chosen(self) -> Membership | None:
        """The colleague who sits here already, None for another one."""
        return self.colleagues.get(self.cleaned_data["colleague"])


class NewAccountForm(forms.Form):
    """An account for somebody who was invited; the address is known already."""

    name = forms.CharField(label="Je naam", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = forms.CharField(
        label="Kies een wachtwoord",
        strip=False,
        max_length=128,
        help_text="Minstens 15 tekens. Een zin van een paar woorden onthoud je het best.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, email: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        """The password may not be easy to guess, nor look like the name or the address."""
        data: dict[str, Any] = super().clean() or {}
        if password := data.get("password"):
            try:
                password_validation.validate_password(password, User(email=self.email, name=data.get("name", "")))
            except forms.ValidationError as refusal:
                self.add_error("password", refusal)
        return data


def _refuse_unusable(traject: Traject, name: str) -> None:
    # Folding writes some letters as two, so that a long name may not fit any more.
    if not 0 < len(fold(name)) <= 120:
        raise forms.ValidationError("Deze naam kan niet. Gebruik letters en hoogstens 120 tekens.")
    organisation = Organisation.objects.filter(folded=fold(name)).first()
    if organisation is None:
        return
    if not organisation.is_active:
        raise forms.ValidationError("Deze organisatie is gestopt. Vraag het de functioneel beheerder.")
    if organisation.partnerships.filter(traject=traject).exists():
        raise forms.ValidationError(f"{organisation.name} staat al bij dit traject.")
