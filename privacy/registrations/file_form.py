"""Files that people bring to registrations."""

from django import forms

from buurtbalans.uploads import UploadField
from privacy.doors.forms import DoorForm


class FileForm(DoorForm, forms.Form):
    """One file; its name is shown to whoever may download it."""

    file = UploadField(label="Bestand")


class TableForm(forms.Form):
    """A table of counts; what is read from it is shown first."""

    file = forms.FileField(
        label="Bestand",
        help_text="XLSX of CSV, hooguit 1.000 regels en 2 MB. We bewaren het bestand niet.",
        error_messages={"empty": "Dit bestand is leeg."},
    )
