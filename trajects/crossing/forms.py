"""Forms about what crosses the wall."""

from typing import Any

from django import forms

from buurtbalans.accounts.models import User
from privacy import access
from privacy.doors.forms import DoorForm
from trajects.crossing.models import FeedbackProposal, Rewriting
from trajects.residents.models import NoteKind, ResidentsNote, ResidentsTrack
from trajects.traject.editing import VersionedForm

SHOWN_OF_NOTE = 140


class NotesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """Notes, by how they begin."""

    def label_from_instance(self, obj: ResidentsNote) -> str:
        """The note as one picks it from a list."""
        text = " ".join(obj.text.split())
        return text if len(text) <= SHOWN_OF_NOTE else f"{text[:SHOWN_OF_NOTE].rstrip()}…"


class RewritingForm(VersionedForm):
    """A finding rewritten from notes, as the professionals would read it."""

    notes = NotesField(
        queryset=None,
        label="Uit welke notities?",
        help_text="De professionals zien deze notities niet, ook niet dat ze er zijn.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies minstens één notitie."},
    )

    class Meta:
        model = Rewriting
        fields = ["notes", "kind", "text"]
        labels = {"kind": "Waar gaat het over?", "text": "De bevinding"}
        help_texts = {
            "text": "Schrijf het in andere woorden dan de notitie, over meer dan één persoon. Noem geen namen.",
        }
        widgets = {
            "kind": forms.RadioSelect,
            "text": forms.Textarea(attrs={"rows": 5}),
        }

    def __init__(self, user: User, track: ResidentsTrack, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = NoteKind.choices  # type: ignore[attr-defined]  # a plain Field to the stubs
        notes = access.visible(user, ResidentsNote.objects.filter(track=track))
        self.fields["notes"].queryset = notes  # type: ignore[attr-defined]  # a plain Field to the stubs


class ReadForm(forms.Form):
    """Which version of a text somebody decides on."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=1_000_000)

    @property
    def seen(self) -> int:
        """The version that was read, 0 when the form does not say."""
        return int(self.cleaned_data["version"]) if self.is_valid() else 0


class RemarkForm(DoorForm, ReadForm):
    """Why a text goes back to its author, about the version that was read."""

    remark = forms.CharField(
        label="Wat moet er anders?",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class FeedbackForm(VersionedForm):
    """What the professionals tell the residents."""

    class Meta:
        model = FeedbackProposal
        fields = ["text"]
        labels = {"text": "Wat vertel je de bewoners?"}
        help_texts = {
            "text": "Wat deden jullie met hun inbreng, en wat niet? Schrijf kort en gewoon. Geen namen, en geen "
            "getallen onder de 10 over mensen."
        }
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}
