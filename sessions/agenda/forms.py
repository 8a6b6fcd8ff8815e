"""What the kernteam fills in about the items of an agenda."""

from functools import cache
from typing import Any, ClassVar

from django import forms

from privacy.doors.forms import DoorForm
from sessions.agenda.models import MINUTES_MAX, MINUTES_MIN, AgendaItem

NUMBER = f"Vul een getal in van {MINUTES_MIN} tot en met {MINUTES_MAX}."
DEFAULT_MINUTES = 15


def minutes_field(**more: Any) -> forms.IntegerField:
    """Minutes of an item. A text field with digits: a number field loses what is not a number."""
    return forms.IntegerField(
        label="Minuten",
        min_value=MINUTES_MIN,
        max_value=MINUTES_MAX,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), NUMBER),
        **more,
    )


class MinutesForm(forms.Form):
    """The minutes in a row of the agenda, with the version that its author saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    minutes = minutes_field()


class AddItemForm(DoorForm, forms.Form):
    """The row under the agenda."""

    title = forms.CharField(
        label="Onderdeel toevoegen",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Schrijf wat je wilt bespreken."},
    )
    minutes = minutes_field(initial=DEFAULT_MINUTES)


ADDING_ID = "nieuw_%s"


@cache
def blank_add_fields() -> str:
    """The fields of the row under the agenda before anything is filled in: the same for everybody, so drawn once."""
    form = AddItemForm(auto_id=ADDING_ID)
    return form["title"].as_field_group() + form["minutes"].as_field_group()


class ItemForm(DoorForm, forms.ModelForm[AgendaItem]):
    """Everything about one item."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    minutes = minutes_field()

    class Meta:
        model = AgendaItem
        fields: ClassVar[list[str]] = ["title", "minutes", "lead", "working_form", "purpose", "is_break"]
        widgets: ClassVar[dict[str, forms.Widget]] = {"purpose": forms.Textarea(attrs={"rows": 4})}
        labels: ClassVar[dict[str, str]] = {"is_break": "Dit is een pauze"}
        help_texts: ClassVar[dict[str, str]] = {
            "lead": "Noem een organisatie of iemand van het kernteam.",
            "working_form": "Bijvoorbeeld: presentatie, rondje, geeltjes in groepjes.",
            "purpose": "Wat moet dit onderdeel opleveren?",
        }

    def in_words(self, values: dict[str, Any]) -> list[tuple[str, str]]:
        """The fields with a set of values as people read them, to lay two versions side by side."""
        shown = {**values, "is_break": "Ja" if values["is_break"] else "Nee"}
        return [(str(field.label), str(shown[name])) for name, field in self.fields.items() if name in shown]
