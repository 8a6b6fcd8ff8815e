"""Forms for what the partners found together."""

from django import forms

from trajects.analysis.models import JointGoal, ProblemStatement
from trajects.traject.editing import VersionedForm


class ProblemForm(VersionedForm):
    """One problem statement."""

    class Meta:
        model = ProblemStatement
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}
        help_texts = {"text": "Wat is er aan de hand, voor wie, en waaraan merk je dat? Eén probleem per keer, kort."}


class GoalForm(VersionedForm):
    """One joint goal, and what residents gain by it."""

    class Meta:
        model = JointGoal
        fields = ["title", "gain"]
        widgets = {"gain": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "title": "Schrijf op wat er straks anders is. Bijvoorbeeld: jongeren hebben een eigen plek.",
            "gain": "Wat merken bewoners ervan als dit lukt?",
        }
