"""Forms for what the partners found together, and what it is tied to."""

from typing import Any, ClassVar

from django import forms
from django.utils.text import Truncator

from trajects.analysis.models import Assumption, Cause, JointGoal, Opportunity, ProblemStatement
from trajects.traject.editing import VersionedForm, ask
from trajects.traject.models import Traject

LABEL_LENGTH = 140
# The field of a link → the rows of the traject that can be ticked.
CHOICES = {
    "assumptions": "assumptions",
    "problems": "problem_statements",
    "opportunities": "opportunities",
    "causes": "causes",
}


def beginning(text: str) -> str:
    """The beginning of a text on one line."""
    return Truncator(" ".join(text.split())).chars(LABEL_LENGTH)


def brief(row: Any) -> str:
    """The beginning of a text, as a choice in a form; of an assumption with what testing showed."""
    tested = isinstance(row, Assumption) and row.is_tested
    return f"{beginning(row.text)} ({row.get_verdict_display().lower()})" if tested else beginning(row.text)


class LinkedForm(VersionedForm):
    """A form whose row is tied to others of the same traject by ticking them; without any there is no field."""

    links: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, traject: Traject, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.links:
            rows = getattr(traject, CHOICES[name]).all()
            field: Any = self.fields[name]
            field.queryset, field.label_from_instance = rows, brief
            if not rows:
                del self.fields[name]


class ProblemForm(LinkedForm):
    """One problem statement, and the assumptions that it leans on."""

    links = ("assumptions",)

    class Meta:
        model = ProblemStatement
        fields = ["text", "assumptions"]
        widgets = {"text": forms.Textarea(attrs={"rows": 6}), "assumptions": forms.CheckboxSelectMultiple}
        error_messages = ask(text="Schrijf op wat het probleem is.")
        help_texts = {"text": "Wat is er aan de hand, voor wie, en waaraan merk je dat? Eén probleem per keer, kort."}


class OpportunityForm(LinkedForm):
    """One opportunity, and the assumptions that it leans on."""

    links = ("assumptions",)

    class Meta:
        model = Opportunity
        fields = ["text", "assumptions"]
        widgets = {"text": forms.Textarea(attrs={"rows": 6}), "assumptions": forms.CheckboxSelectMultiple}
        error_messages = ask(text="Schrijf op wat de kans is.")
        help_texts = {"text": "Wat gaat er al goed, of wat kan er? Eén kans per keer, kort."}


class CauseForm(LinkedForm):
    """One cause: of what, and what partners can do about it."""

    links = ("problems", "opportunities")

    class Meta:
        model = Cause
        fields = ["text", "problems", "opportunities", "is_within_reach", "influence", "done_already"]
        widgets = {
            "text": forms.Textarea(attrs={"rows": 4}),
            "problems": forms.CheckboxSelectMultiple,
            "opportunities": forms.CheckboxSelectMultiple,
            "influence": forms.Textarea(attrs={"rows": 3}),
            "done_already": forms.Textarea(attrs={"rows": 3}),
        }
        error_messages = ask(text="Schrijf op wat de oorzaak of achtergrond is.")
        help_texts = {"text": "Waardoor is het zo? Schrijf één oorzaak of achtergrond op."}


class GoalForm(LinkedForm):
    """One joint goal, what residents gain by it, and what it is for."""

    links = ("problems", "opportunities", "causes")

    class Meta:
        model = JointGoal
        fields = ["title", "gain", "problems", "opportunities", "causes"]
        widgets = {
            "gain": forms.Textarea(attrs={"rows": 4}),
            "problems": forms.CheckboxSelectMultiple,
            "opportunities": forms.CheckboxSelectMultiple,
            "causes": forms.CheckboxSelectMultiple,
        }
        error_messages = ask(title="Schrijf op wat het doel is.")
        help_texts = {
            "title": "Schrijf op wat er straks anders is. Bijvoorbeeld: jongeren hebben een eigen plek.",
            "gain": "Wat merken bewoners ervan als dit lukt?",
        }
