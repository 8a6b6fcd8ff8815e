"""Forms of the plan."""

from typing import Any
from uuid import uuid4

from django import forms

from trajects.plan.models import ActionLine, PartStatus, Plan, PlanPart
from trajects.plan.parts import PART_HINT
from trajects.plan.writing import Sent
from trajects.traject.editing import VersionedForm, ask

LISTS = "Een regel die begint met een streepje en een spatie wordt een opsomming."


class OpenFormForm(forms.Form):
    """Which form on a part of the plan is open: a number that it got when it was shown."""

    open_form = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)


class PartForm(OpenFormForm, VersionedForm):
    """The text of one part, and whether it is ready."""

    # For which time this form sends its text; 0 where nothing is kept while one types.
    turn = forms.IntegerField(
        widget=forms.HiddenInput,
        initial=0,
        required=False,
        min_value=0,
        max_value=2**31 - 1,
    )
    status = forms.ChoiceField(
        label="Hoe ver is dit onderdeel?",
        choices=[
            (PartStatus.STARTED, "Begonnen, er komt nog meer"),
            (PartStatus.DONE, "Ingevuld, klaar voor deze versie"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe ver dit onderdeel is."},
    )

    class Meta:
        model = PlanPart
        fields = ["text", "status"]
        widgets = {"text": forms.Textarea(attrs={"rows": 14})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = f"{PART_HINT[self.instance.part]} {LISTS}"
        if self.instance.status == PartStatus.EMPTY:
            self.initial["status"] = PartStatus.STARTED

    def changes(self) -> dict[str, Any]:
        """The text and how far it is."""
        return {name: self.cleaned_data[name] for name in ("text", "status")}

    def as_sent(self) -> Sent:
        """Which form sends this, for which time, and what its writer saw."""
        given = self.cleaned_data
        return Sent(given["open_form"] or uuid4(), given["turn"] or 0, given["version"])


class LineForm(VersionedForm):
    """An action line: its name, and the goal it serves."""

    class Meta:
        model = ActionLine
        fields = ["title", "goal"]
        error_messages = ask(title="Schrijf op hoe de actielijn heet.")
        help_texts = {
            "title": "Maatregelen die bij elkaar horen. Bijvoorbeeld: een eigen plek voor jongeren.",
            "goal": "Bij welk gezamenlijk doel hoort deze lijn?",
        }

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The stubs know a plain Field only.
        self.fields["goal"].queryset = plan.traject.joint_goals.all()  # type: ignore[attr-defined]
        self.fields["goal"].label_from_instance = lambda goal: goal.title  # type: ignore[attr-defined]
        self.fields["goal"].empty_label = "Nog geen doel"  # type: ignore[attr-defined]  # a plain Field to the stubs
