"""What a member ticks and what the kernteam writes about the privacy agreement."""

from typing import Any

from django import forms

from buurtbalans.forms import DateWidget
from privacy.agreements.models import AgreementDraft, PrivacyAgreement
from trajects.traject.editing import VersionedForm

TICK_FIRST = "Vink aan dat je je aan deze afspraken houdt. Dan kun je akkoord geven."


class AcceptForm(forms.Form):
    """One box, and the version whose text stood above it. The template writes that version itself."""

    agreed = forms.BooleanField(label="Ik houd mij aan deze afspraken", error_messages={"required": TICK_FIRST})
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, newest: PrivacyAgreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.newest = newest

    @property
    def is_outdated(self) -> bool:
        """Did who agrees read another version than the one that counts now? Only what was read is accepted."""
        return self.is_valid() and self.cleaned_data["version"] != self.newest.version


class DraftForm(VersionedForm):
    """The text of a next version, and when to discuss it anew."""

    class Meta:
        model = AgreementDraft
        fields = ["text", "evaluate_on"]
        labels = {"text": "Afspraken", "evaluate_on": "Opnieuw bespreken op"}
        widgets = {"text": forms.Textarea(attrs={"rows": 30}), "evaluate_on": DateWidget}


class PublishForm(forms.Form):
    """The version of the draft that its publisher has read."""

    version = forms.IntegerField(widget=forms.HiddenInput)
