"""What the kernteam notes about a party that is missing at the table."""

from typing import ClassVar

from django import forms

from sessions.inviting.models import MissingParty
from trajects.traject.editing import VersionedForm


class MissingPartyForm(VersionedForm):
    """A missing party; a new one has no standing yet."""

    class Meta:
        model = MissingParty
        fields: ClassVar[list[str]] = ["category", "name", "reason", "status"]
        widgets: ClassVar[dict[str, forms.Widget]] = {"reason": forms.Textarea(attrs={"rows": 3})}
        help_texts: ClassVar[dict[str, str]] = {
            "category": "Weet je nog niet welke organisatie het wordt? Kies dan alleen de soort.",
            "reason": "Bijvoorbeeld: kent de jongeren op het plein, of gaat over het onderhoud.",
        }
