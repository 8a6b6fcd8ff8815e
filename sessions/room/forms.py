"""What is typed while a session is held: notes, headings and outcomes."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from buurtbalans.accounts.models import User
from buurtbalans.forms import DateWidget
from privacy import access
from privacy.doors.forms import DoorForm
from sessions.outcomes.models import OutcomeKind
from sessions.planning.models import Session, SessionPartner
from sessions.room.models import OPENINGS, WORDS_LENGTH, Phase, Sentence
from sessions.room.rounds import BECOMES

Choices = list[tuple[int, str]]
TWO_WEEKS = timedelta(days=14)
SAY_WHAT = "Schrijf op wat je ziet."


def offer(field: forms.Field, choices: Choices) -> None:
    """Let one choose from these."""
    field.choices = choices  # type: ignore[attr-defined]  # the fields given are fields of choices


class NoteForm(DoorForm, forms.Form):
    """A note by its sentence, at an item; `once` is its key, so that it can be sent again."""

    once = forms.UUIDField(widget=forms.HiddenInput)
    item = forms.IntegerField(widget=forms.HiddenInput)
    sentence = forms.ChoiceField(label="Zin", choices=Sentence.choices, initial=Sentence.PROBLEM)
    what = forms.CharField(
        label=OPENINGS[Sentence.PROBLEM][0],
        max_length=WORDS_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": SAY_WHAT},
    )
    because = forms.CharField(
        label=OPENINGS[Sentence.PROBLEM][1],
        max_length=WORDS_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        before, between = OPENINGS.get(str(self["sentence"].value()), OPENINGS[Sentence.PROBLEM])
        self.fields["what"].label, self.fields["because"].label = before, between or "omdat ik zie dat"
        self.hide_optional = True

    def clean(self) -> dict[str, Any]:
        """A problem or a chance says what one sees; an expectation is one part only."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("sentence") == Sentence.EXPECTATION:
            data["because"] = ""
        elif "because" in data and not data["because"]:
            self.add_error("because", "Schrijf op waaraan je het ziet.")
        return data


class RoomNoteForm(NoteForm):
    """A note that the facilitator types for somebody in the room, under the organisation that it is of."""

    partner = forms.TypedChoiceField(label="Van", coerce=int)

    def __init__(self, *args: Any, partners: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["partner"], partners)
        self.order_fields(["partner"])


class OutcomeForm(DoorForm, forms.Form):
    """One line and its type; the buttons say the type, Enter takes the first."""

    once = forms.UUIDField(widget=forms.HiddenInput)
    item = forms.IntegerField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(choices=OutcomeKind.choices, required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label="Wat komt eruit?",
        max_length=2000,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Schrijf eerst op wat je wilt vastleggen."},
    )


class OwnerForm(forms.Form):
    """Who does an action that was just recorded, and by when."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    partner = forms.TypedChoiceField(label="Wie", coerce=int)
    due = forms.DateField(label="Uiterlijk", required=False, widget=DateWidget)

    def __init__(self, *args: Any, partners: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["partner"], partners)


class GroupForm(DoorForm, forms.Form):
    """A new heading above notes."""

    item = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(
        label="Nieuwe kop",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Schrijf een kop."},
    )


class KindForm(forms.Form):
    """Another type for an outcome."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label="Soort", choices=OutcomeKind.choices)


class BecomesForm(forms.Form):
    """What comes of a note."""

    kind = forms.ChoiceField(label="Wat wordt het?", choices=list(BECOMES.items()))


class PhaseForm(forms.Form):
    """How far the notes of an item are."""

    item = forms.IntegerField(widget=forms.HiddenInput)
    phase = forms.ChoiceField(label="Hoe ver zijn de geeltjes?", choices=Phase.choices)


class AttendanceForm(forms.ModelForm[SessionPartner]):
    """Whether an organisation is there."""

    class Meta:
        model = SessionPartner
        fields: ClassVar[list[str]] = ["attendance"]


def default_due(user: User, session: Session) -> date:
    """The date that an action gets by itself: that of the next session that one sees, or two weeks from now."""
    today = timezone.localdate()
    sessions = access.visible(user, Session.objects.filter(traject=session.traject_id, cancelled_at=None))
    following = sessions.exclude(pk=session.pk).filter(date__gt=today).order_by("date")
    return following.values_list("date", flat=True).first() or today + TWO_WEEKS
