"""Saying that one is sure."""

from django import forms


class EraseForm(forms.Form):
    """The one tick before an account is erased."""

    is_sure = forms.BooleanField(
        label="Ja, wis mijn account",
        error_messages={"required": "Zet hier een vinkje als je het zeker weet."},
    )
