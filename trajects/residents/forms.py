"""Forms of the residents' side."""

from typing import Any

from django import forms

from buurtbalans.accounts.models import User
from buurtbalans.forms import DateWidget, TimeWidget
from privacy import access
from privacy.doors.forms import DoorForm
from trajects.partners.models import Membership, Role
from trajects.residents.invitations import objection_to_inviting
from trajects.residents.models import ResidentsMeeting, ResidentsNote, ResidentsTrack
from trajects.traject.editing import VersionedForm
from trajects.traject.models import Traject


class MeetingForm(VersionedForm):
    """When and where residents meet, and what they talk about."""

    class Meta:
        model = ResidentsMeeting
        fields = ["title", "date", "starts_at", "place", "topic"]
        labels = {"title": "Naam van de bijeenkomst", "date": "Dag", "starts_at": "Hoe laat?", "place": "Waar?"}
        help_texts = {"topic": "Schrijf het kort op, in gewone woorden."}
        widgets = {"date": DateWidget, "starts_at": TimeWidget, "topic": forms.Textarea(attrs={"rows": 4})}


class MeetingField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """A meeting of residents, by its name and day."""

    def label_from_instance(self, obj: ResidentsMeeting) -> str:
        """The meeting as one picks it from a list."""
        return f"{obj.title}, {obj.date:%d-%m-%Y}"


class SeatField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """A professional, by name and organisation."""

    def label_from_instance(self, obj: Membership) -> str:
        """The professional as one picks him from a list."""
        return f"{obj.user.name} ({obj.partner})"


class NoteForm(VersionedForm):
    """One thing that was heard or noticed."""

    meeting = MeetingField(
        queryset=None,
        required=False,
        label="Bij welke bijeenkomst?",
        empty_label="Niet bij een bijeenkomst",
    )

    class Meta:
        model = ResidentsNote
        fields = ["kind", "text", "meeting"]
        labels = {"text": "Wat hoorde of zag je?", "kind": "Waar gaat het over?"}
        help_texts = {"text": "Noem geen namen of adressen."}
        widgets = {"kind": forms.RadioSelect, "text": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, user: User, track: ResidentsTrack, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The stubs know a plain Field only.
        self.fields["kind"].choices = ResidentsNote._meta.get_field("kind").choices  # type: ignore[attr-defined]
        meetings = access.visible(user, ResidentsMeeting.objects.filter(track=track))
        self.fields["meeting"].queryset = meetings  # type: ignore[attr-defined]  # a plain Field to the stubs


class ResidentsInvitationForm(DoorForm, forms.Form):
    """Ask a resident to take part."""

    name = forms.CharField(label="Naam", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    email = forms.EmailField(
        label="E-mailadres",
        max_length=254,
        help_text="Hier gaat de uitnodiging naartoe. De bewoner maakt er een account mee.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, track: ResidentsTrack, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.track = track

    def clean_email(self) -> str:
        """Refuses who is in already, or has an invitation."""
        email: str = self.cleaned_data["email"].lower()
        if objection := objection_to_inviting(self.track, email):
            raise forms.ValidationError(objection)
        return email


class GuideForm(DoorForm, forms.Form):
    """Which professional of this traject guides the residents."""

    seat = SeatField(
        queryset=None,
        label="Wie begeleidt de bewoners?",
        empty_label="Kies iemand",
        help_text="Deze persoon ziet ook wat bewoners onderling opschrijven. Bewoners zien de naam.",
    )

    def __init__(self, user: User, traject: Traject, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = access.visible(user, Membership.objects.active().filter(traject=traject))
        seats = seats.filter(confirmed_at__isnull=False, user__is_active=True).exclude(role=Role.READER)
        # The stubs know a plain Field only.
        self.fields["seat"].queryset = seats.select_related("user", "partner__organisation")  # type: ignore[attr-defined]
