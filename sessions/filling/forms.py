"""Forms for taking over what a traject already holds: one piece in other words, or several as they are (L2)."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from privacy.doors.forms import DoorForm
from sessions.filling.pieces import Piece
from trajects.analysis.letters import LetteredGoal
from trajects.plan.models import Plan
from trajects.plan.outline import Line
from trajects.plan.parts import Part

PART_LENGTH = 20_000
NOTHING = "Vink aan wat je wilt overnemen."
FULL = "Dit onderdeel wordt te lang. Kies een ander onderdeel, of kort het eerst in."
SURE = "Ik heb nagegaan dat iedereen dit mag lezen"
NOT_SURE = "Ga eerst na of iedereen dit mag lezen, en vink dit dan aan."
LINE, PART = "lijn-", "deel-"


class PartLineForm(DoorForm, forms.Form):
    """Words that come below what a part of the plan already says."""

    part = forms.ChoiceField(label="Bij welk onderdeel?", choices=Part.choices)
    text = forms.CharField(label="Tekst", max_length=PART_LENGTH, widget=forms.Textarea(attrs={"rows": 6}))

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.written = dict(plan.parts.values_list("part", "text"))

    def clean(self) -> dict[str, Any]:
        """Together it is no longer than a part may be."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        both = below(self.written.get(cleaned.get("part", ""), ""), cleaned.get("text", ""))
        if len(both) > PART_LENGTH:
            self.add_error("text", FULL)
        return cleaned

    def changes(self) -> dict[str, Any]:
        """What was filled in, by field."""
        return dict(self.cleaned_data)


class TogetherForm(forms.Form):
    """Several pieces at once, and where they go."""

    pieces = forms.MultipleChoiceField(
        label="Wat neem je over?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": NOTHING, "invalid_choice": "Dit is net al overgenomen of weggehaald."},
    )
    to = forms.ChoiceField(label="Waar komt het in het plan?")

    def __init__(
        self,
        *args: Any,
        pieces: Iterable[Piece],
        places: list[tuple[str, Any]],
        written: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.known = {one.key: one for one in pieces}
        self.written = written
        self.fields["pieces"].choices = list(self.known.items())  # type: ignore[attr-defined]  # a plain Field to the stubs
        self.fields["to"].choices = places  # type: ignore[attr-defined]  # a plain Field to the stubs

    def clean(self) -> dict[str, Any]:
        """A part does not get longer than it may be."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        part = cleaned.get("to", "").removeprefix(PART)
        text = "\n".join(self.known[key].in_list for key in cleaned.get("pieces", []))
        if part in self.written and len(below(self.written[part], text)) > PART_LENGTH:
            self.add_error("to", FULL)
        return cleaned


class GoalsForm(forms.Form):
    """Which joint goals get an action line of their own, by the name of the goal."""

    goals = forms.MultipleChoiceField(
        label="Bij welke doelen?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Vink een doel aan.", "invalid_choice": "Dit doel heeft nu al een actielijn."},
    )

    def __init__(self, *args: Any, goals: Iterable[LetteredGoal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(goal.row.pk), f"Doel {goal.letter}: {goal.row.title}") for goal in goals]
        self.fields["goals"].choices = choices  # type: ignore[attr-defined]  # a plain Field to the stubs
        self.initial["goals"] = [value for value, _ in choices]


def places(lines: Iterable[Line]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Where something can go: as a measure in an action line, or as text in a part."""
    as_measure = [(f"{LINE}{line.row.pk}", f"{line.letter}: {line.row.title}") for line in lines]
    as_text = [(f"{PART}{part.value}", str(part.label)) for part in Part]
    return [("Als maatregel in een actielijn", as_measure)] * bool(as_measure) + [
        ("Als tekst in een onderdeel", as_text)
    ]


def below(text: str, more: str) -> str:
    """A text with more below it; a list goes on."""
    if not text:
        return more
    last = text.rstrip().rsplit("\n", 1)[-1]
    between = "\n" if last.startswith("- ") and more.startswith("- ") else "\n\n"
    return f"{text.rstrip()}{between}{more}"


def ask_to_be_sure(form: forms.BaseForm) -> None:
    """Before something is read by more people than now, who takes it over says that this may be."""
    form.fields["sure"] = forms.BooleanField(label=SURE, error_messages={"required": NOT_SURE})
