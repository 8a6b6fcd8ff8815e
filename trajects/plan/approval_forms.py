"""Forms about agreeing with the plan: whom to ask, who signs, what one answers, and adopting."""

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from buurtbalans.forms import DateWidget
from privacy.doors.forms import DoorForm
from trajects.partners.models import Membership, Partner, Role
from trajects.plan.approval_models import WITH_WORDS, Answer, Approval
from trajects.traject.editing import VersionedForm

DAYS_TO_ANSWER = 14
NOBODY = ("", "Kies ik later")


class SubmitForm(forms.Form):
    """Until when organisations can answer, which of them are asked, and who signs for each."""

    answers_by = forms.DateField(
        label="Antwoord graag uiterlijk op",
        widget=DateWidget,
        required=False,
        error_messages={"invalid": "Dit is geen datum. Kies een dag in de kalender."},
        help_text="Drie dagen ervoor gaat er één herinnering naar wie nog niet heeft geantwoord.",
    )
    hide_optional = True

    def __init__(
        self,
        *args: Any,
        partners: Sequence[Partner],
        seats: Mapping[int, Sequence[Membership]],
        signs: Mapping[int, int],
        asked: Container[int],
        **kwargs: Any,
    ) -> None:
        """`seats` holds who may sign by partner, `signs` the seat that was chosen before, `asked` whom to ask."""
        super().__init__(*args, **kwargs)
        self.partners, self.seats = partners, seats
        self.initial.setdefault("answers_by", timezone.localdate() + timedelta(days=DAYS_TO_ANSWER))
        for partner in partners:
            self.fields[f"vraag_{partner.pk}"] = forms.BooleanField(
                label=partner.organisation.name, required=False, initial=partner.pk in asked
            )
            self.fields[f"wie_{partner.pk}"] = forms.TypedChoiceField(
                label=f"Ondertekenaar van {partner.organisation.name}",
                choices=[NOBODY, *named(seats.get(partner.pk, ()))],
                required=False,
                initial=signs.get(partner.pk, ""),
                coerce=int,
                empty_value=None,
            )

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Per organisation the two fields of its row."""
        return [(self[f"vraag_{one.pk}"], self[f"wie_{one.pk}"]) for one in self.partners]

    def clean(self) -> dict[str, Any]:
        """Whoever is asked is told until when, and that day lies ahead."""
        cleaned = super().clean() or {}
        day: date | None = cleaned.get("answers_by")
        if self.asked() and "answers_by" not in self.errors:
            if day is None:
                self.add_error("answers_by", "Kies tot wanneer organisaties kunnen antwoorden.")
            elif day < timezone.localdate():
                self.add_error("answers_by", "Deze dag is al geweest. Kies vandaag of een latere dag.")
        return cleaned

    def asked(self) -> list[Partner]:
        """The organisations that are asked to agree."""
        return [one for one in self.partners if self.cleaned_data.get(f"vraag_{one.pk}")]

    def signatories(self) -> dict[int, Membership]:
        """The chosen seats by partner."""
        by_key = {seat.pk: seat for seats in self.seats.values() for seat in seats}
        chosen = {one.pk: self.cleaned_data.get(f"wie_{one.pk}") for one in self.partners}
        return {partner: by_key[seat] for partner, seat in chosen.items() if seat}


class SignatoryForm(forms.Form):
    """Who answers for one organisation."""

    seat = forms.TypedChoiceField(
        label="Wie antwoordt namens de organisatie?",
        widget=forms.RadioSelect,
        coerce=int,
        error_messages={"required": "Kies wie antwoordt."},
    )

    def __init__(self, *args: Any, seats: Sequence[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = seats
        self.fields["seat"].choices = named(seats)  # type: ignore[attr-defined]  # a plain Field to the stubs

    def chosen(self) -> Membership:
        """The seat that was chosen."""
        return next(seat for seat in self.seats if seat.pk == self.cleaned_data["seat"])


class AnswerForm(VersionedForm):
    """What one organisation answers."""

    answer = forms.ChoiceField(
        label="Wat is het antwoord van je organisatie?",
        choices=[choice for choice in Answer.choices if choice[0] != Answer.NONE],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een antwoord."},
    )

    class Meta:
        model = Approval
        fields = ["answer", "words"]
        widgets = {"words": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "words": "Nodig bij een voorwaarde en bij niet akkoord. Alle partners in het traject lezen dit, en het "
            "komt in het vastgestelde plan.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.answer == Answer.NONE:
            self.initial["answer"] = None

    def clean(self) -> dict[str, Any]:
        """A condition and a no say nothing without words."""
        cleaned = super().clean() or {}
        if cleaned.get("answer") in WITH_WORDS and not cleaned.get("words") and "words" not in self.errors:
            condition = cleaned["answer"] == Answer.CONDITION
            self.add_error("words", f"Schrijf op {'wat de voorwaarde is' if condition else 'waarom niet'}.")
        return cleaned


class AdoptForm(DoorForm, forms.Form):
    """The reason to adopt a plan with which not every asked organisation agreed."""

    reason = forms.CharField(
        label="Waarom stellen jullie het plan nu toch vast?",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=20_000,
        help_text="Deze reden staat bij het vastgestelde plan, op de pagina en op papier.",
        error_messages={"required": "Schrijf op waarom jullie het plan nu toch vaststellen."},
    )


def named(seats: Iterable[Membership]) -> list[tuple[int, str]]:
    """Seats to choose from, by name; who only reads along is called so."""
    return [(seat.pk, f"{seat.user.name}{' (achterban)' if seat.role == Role.READER else ''}") for seat in seats]
