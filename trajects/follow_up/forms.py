"""Forms about who carries out what, and what the board is asked."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from buurtbalans.forms import DateWidget
from trajects.follow_up.board_models import BoardQuestion, QuestionStatus
from trajects.follow_up.models import FOR_ONE_ORGANISATION, WorkingGroup
from trajects.partners.models import Membership, Partner
from trajects.plan.line_fields import LineField, offer_lines
from trajects.plan.models import Plan
from trajects.traject.editing import VersionedForm, ask


class LeadForm(forms.Form):
    """Who sees to a line: a person, or an organisation whose person is not known yet."""

    who = forms.ChoiceField(
        label="Wie ziet erop toe dat deze lijn vooruitkomt?",
        error_messages={"required": "Kies een persoon of een organisatie."},
    )

    def __init__(
        self, *args: Any, partners: Sequence[Partner], seats: Mapping[int, Sequence[Membership]], **kwargs: Any
    ) -> None:
        """`seats` holds who can be chosen by partner."""
        super().__init__(*args, **kwargs)
        self._known: dict[str, tuple[Partner, Membership | None]] = {f"p{one.pk}": (one, None) for one in partners}
        choices: list[Any] = [("", "Kies wie")]
        for partner in partners:
            own = seats.get(partner.pk, ())
            self._known |= {f"m{seat.pk}": (partner, seat) for seat in own}
            named = [(f"m{seat.pk}", seat.user.name) for seat in own]
            choices.append((partner.organisation.name, [*named, (f"p{partner.pk}", "Nog niet bekend wie")]))
        self.fields["who"].choices = choices  # type: ignore[attr-defined]  # a plain Field to the stubs

    def chosen(self) -> tuple[Partner, Membership | None]:
        """The organisation, and the person when that was chosen."""
        return self._known[self.cleaned_data["who"]]


class GroupForm(VersionedForm):
    """A working group: what it is called, and who of which organisations are in it."""

    people = forms.MultipleChoiceField(
        label="Wie zitten erin?",
        widget=forms.CheckboxSelectMultiple,
        help_text="Van elke organisatie één of twee mensen.",
        error_messages={"required": "Kies wie er in de werkgroep zitten."},
    )

    class Meta:
        model = WorkingGroup
        fields = ["name"]
        error_messages = ask(name="Schrijf op hoe de werkgroep heet.")

    def __init__(
        self, *args: Any, partners: Sequence[Partner], seats: Mapping[int, Sequence[Membership]], **kwargs: Any
    ) -> None:
        """`seats` holds who can be chosen by partner."""
        super().__init__(*args, **kwargs)
        self._seats: dict[str, Membership] = {str(seat.pk): seat for own in seats.values() for seat in own}
        self.fields["people"].choices = [  # type: ignore[attr-defined]  # a plain Field to the stubs
            (partner.organisation.name, [(str(seat.pk), seat.user.name) for seat in seats[partner.pk]])
            for partner in partners
            if partner.pk in seats
        ]
        if self.instance.pk:
            chosen = self.instance.representatives.values_list("membership_id", flat=True)
            self.initial["people"] = [str(pk) for pk in chosen]

    def chosen(self) -> list[Membership]:
        """The seats that were chosen."""
        return [self._seats[key] for key in self.data.getlist("people")]  # type: ignore[attr-defined]  # a plain dict

    def clean_people(self) -> list[str]:
        """Of each organisation one or two; their names, as two people at once read them."""
        chosen = [self._seats[key] for key in self.cleaned_data["people"]]
        counted = Counter(seat.partner_id for seat in chosen)
        if counted and max(counted.values()) > FOR_ONE_ORGANISATION:
            raise forms.ValidationError("Kies van elke organisatie hoogstens twee mensen.")
        return [seat.user.name for seat in chosen]


class BoardQuestionForm(VersionedForm):
    """A question to the board; once it stands there, how far it is and what the board answered."""

    class Meta:
        model = BoardQuestion
        fields = ["text", "line", "status", "answer", "answered_on"]
        field_classes = {"line": LineField}
        widgets = {
            "text": forms.Textarea(attrs={"rows": 3}),
            "status": forms.RadioSelect,
            "answer": forms.Textarea(attrs={"rows": 4}),
            "answered_on": DateWidget,
        }
        error_messages = ask(text="Schrijf op wat jullie aan het bestuur vragen.", status="Kies hoe ver de vraag is.")
        help_texts = {
            "text": "Eén vraag waar het bestuur ja of nee op kan zeggen. Hij komt op de samenvatting van één pagina.",
        }

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_lines(self, "line", plan, empty="Van alle lijnen samen")
        if self.instance.pk is None:
            for name in ("status", "answer", "answered_on"):
                del self.fields[name]
        else:
            self.fields["status"].choices = QuestionStatus.choices  # type: ignore[attr-defined]  # a plain Field to the stubs

    def clean(self) -> dict[str, Any]:
        """What was answered has an answer and its day."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("status") == QuestionStatus.ANSWERED:
            if not cleaned.get("answer") and "answer" not in self.errors:
                self.add_error("answer", "Schrijf op wat het bestuur antwoordde.")
            if not cleaned.get("answered_on") and "answered_on" not in self.errors:
                self.add_error("answered_on", "Kies de dag van het antwoord.")
        return cleaned
