"""Forms of the logbook."""

from typing import Any

from django import forms

from buurtbalans.uploads import UploadField
from privacy.doors.forms import DoorForm
from trajects.logbook.kinds import KIND_GROUPS

MAX_TEXT = 20_000


class FilterForm(forms.Form):
    """Which kind of things one wants to see."""

    hide_optional = True
    soort = forms.ChoiceField(
        label="Wat wil je zien?",
        required=False,
        choices=[("", "Alles"), *((name, label) for name, (label, _) in KIND_GROUPS.items())],
    )

    def kinds(self) -> tuple[str, ...]:
        """The chosen kinds, none when everything is wanted."""
        name = self.cleaned_data.get("soort", "") if self.is_valid() else ""
        return KIND_GROUPS[name][1] if name else ()


class NoteForm(DoorForm, forms.Form):
    """A note by hand."""

    text = forms.CharField(
        label="Notitie",
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Alle partners in dit traject lezen dit. Schrijf geen namen of adressen van bewoners op.",
    )


class DocumentForm(DoorForm, forms.Form):
    """A file for the shared folder."""

    file = UploadField(label="Bestand")
    title = forms.CharField(
        label="Titel",
        max_length=200,
        required=False,
        help_text="Laat leeg om de naam van het bestand te gebruiken.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "document_%s")
        super().__init__(*args, **kwargs)
