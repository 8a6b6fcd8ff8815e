"""What the kernteam fills in about the items of an agenda."""

from functools import cache
from typing import Any, ClassVar

from django import forms
from django.db.models import Q

from buurtbalans.accounts.models import User
from buurtbalans.uploads import UploadField
from privacy.doors.forms import DoorForm
from sessions.agenda.models import MINUTES_MAX, MINUTES_MIN, AgendaItem
from sessions.planning.forms import SeatField, seats
from sessions.werkvormen.models import Werkvorm
from trajects.partners.models import Role
from trajects.traject.editing import VersionedForm

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


class ItemForm(VersionedForm):
    """Everything about one item, with the version that its author saw."""

    minutes = minutes_field()
    werkvorm: forms.ModelChoiceField[Werkvorm] = forms.ModelChoiceField(
        label="Werkvorm",
        queryset=None,
        required=False,
        empty_label="Geen, of een eigen werkvorm",
        help_text="Kies uit de bibliotheek. Wat je nodig hebt en hoe je het doet, staat dan in het draaiboek.",
    )
    preparer = SeatField(label="Wie bereidt voor", queryset=None, required=False, empty_label="Nog niemand")

    class Meta:
        model = AgendaItem
        fields: ClassVar[list[str]] = [
            "title",
            "minutes",
            "werkvorm",
            "working_form",
            "lead",
            "preparer",
            "purpose",
            "is_break",
            "is_confidential",
            "treatment",
        ]
        widgets: ClassVar[dict[str, forms.Widget]] = {"purpose": forms.Textarea(attrs={"rows": 4})}
        labels: ClassVar[dict[str, str]] = {
            "is_break": "Dit is een pauze",
            "is_confidential": "Dit onderdeel is vertrouwelijk",
            "treatment": "Wat werd ervan",
        }
        help_texts: ClassVar[dict[str, str]] = {
            "lead": "Noem een organisatie of iemand van het kernteam.",
            "working_form": "Bijvoorbeeld: in twee groepen, eerst alleen.",
            "purpose": "Wat moet dit onderdeel opleveren?",
            "is_confidential": "De agenda gaat dan nooit als bestand mee met een e-mail.",
            "treatment": "Wat geparkeerd is, vind je terug bij Bijeenkomsten. Wat afgesloten is, komt niet terug.",
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        item = self.instance
        # The stubs know a plain Field only.
        self.fields["werkvorm"].queryset = Werkvorm.objects.filter(Q(is_offered=True) | Q(pk=item.werkvorm_id))  # type: ignore[attr-defined]
        kernteam = seats(user, item.session.traject).filter(role=Role.KERNTEAM)
        self.fields["preparer"].queryset = kernteam  # type: ignore[attr-defined]  # a plain Field to the stubs


class AgendaFileForm(DoorForm, forms.Form):
    """A file to read before an item."""

    file = UploadField(label="Welk bestand?")
