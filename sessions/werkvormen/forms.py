"""Looking for a working form, by the address."""

from collections.abc import Callable
from typing import Any

from django import forms

from sessions.werkvormen.models import PEOPLE_MAX, Place, WerkvormQuerySet

MINUTES = (10, 15, 20, 30, 45)
ALL = ("", "Alle")


class WerkvormFilterForm(forms.Form):
    """What the list is narrowed by; what cannot be read narrows nothing."""

    hide_optional = True

    q = forms.CharField(label="Zoek", required=False, max_length=100)
    duur = forms.TypedChoiceField(
        label="Past in",
        required=False,
        coerce=int,
        choices=[ALL, *((minutes, f"{minutes} minuten") for minutes in MINUTES)],
    )
    groep = forms.IntegerField(
        label="Aantal mensen",
        required=False,
        min_value=1,
        max_value=PEOPLE_MAX,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4}),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), f"Vul een getal in van 1 tot en met {PEOPLE_MAX}."
        ),
    )
    waar = forms.ChoiceField(
        label="Waar", required=False, choices=[ALL, (Place.ON_SITE, "Op locatie"), (Place.ONLINE, "Online")]
    )
    stap = forms.TypedChoiceField(
        label="Stap", required=False, coerce=int, choices=[ALL, *((number, f"Stap {number}") for number in range(1, 7))]
    )

    @property
    def is_narrowed(self) -> bool:
        """Does the address ask for anything?"""
        return any(self.data.get(name) for name in self.fields)

    def chosen(self, werkvormen: WerkvormQuerySet) -> WerkvormQuerySet:
        """Those of these that were asked for."""
        self.full_clean()
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        narrow: dict[str, Callable[[WerkvormQuerySet, Any], WerkvormQuerySet]] = {
            "q": WerkvormQuerySet.mentioning,
            "duur": WerkvormQuerySet.within,
            "groep": WerkvormQuerySet.for_group_of,
            "waar": WerkvormQuerySet.usable,
            "stap": WerkvormQuerySet.for_step,
        }
        for name, value in asked.items():
            werkvormen = narrow[name](werkvormen, value)
        return werkvormen
