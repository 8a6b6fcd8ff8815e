"""Forms of the plan."""

from typing import Any

from django import forms
from django.db import models
from django.db.models import Q

from buurtbalans.forms import DateWidget
from trajects.partners.models import Partner, PartnerStatus
from trajects.plan.models import ActionLine, Measure, PartStatus, Plan, PlanPart
from trajects.plan.parts import PART_HINT, MeasureKind
from trajects.traject.editing import VersionedForm

LISTS = "Een regel die begint met een streepje en een spatie wordt een opsomming."


class PartForm(VersionedForm):
    """The text of one part, and whether it is ready."""

    status = forms.ChoiceField(
        label="Hoe ver is dit onderdeel?",
        choices=[
            (PartStatus.STARTED, "Begonnen, er komt nog meer"),
            (PartStatus.DONE, "Ingevuld, klaar voor deze versie"),
        ],
        widget=forms.RadioSelect,
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


class LineForm(VersionedForm):
    """An action line: its name, and the goal it serves."""

    class Meta:
        model = ActionLine
        fields = ["title", "goal"]
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


class MeasureForm(VersionedForm):
    """One measure: what, by whom, of which kind, when, with what."""

    class Meta:
        model = Measure
        fields = [
            "title",
            "line",
            "kind",
            "owner",
            "owner_person",
            "partners",
            "starts_on",
            "ends_on",
            "means",
            "result",
        ]
        widgets = {
            "starts_on": DateWidget,
            "ends_on": DateWidget,
            "partners": forms.CheckboxSelectMultiple,
        }
        help_texts = {
            "title": "Wat gaat er gebeuren?",
            "owner": "De organisatie die ervoor zorgt dat het gebeurt.",
            "owner_person": "Een functie of team, als je dat al weet. Liever geen naam.",
            "means": "Uren, geld of ruimte, en van wie.",
            "result": "Waaraan zie je dat het gelukt is?",
        }

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The stubs know a plain Field only.
        self.fields["kind"].choices = [("", "Kies een soort"), *MeasureKind.choices]  # type: ignore[attr-defined]
        line, owner, partners = (self.fields[name] for name in ("line", "owner", "partners"))
        line.queryset = plan.lines.all()  # type: ignore[attr-defined]  # a plain Field to the stubs
        line.label_from_instance = lambda row: row.title  # type: ignore[attr-defined]  # a plain Field to the stubs
        line.empty_label = None  # type: ignore[attr-defined]  # a plain Field to the stubs
        owner.queryset = partners.queryset = _takes_part(plan, self.instance)  # type: ignore[attr-defined]
        owner.empty_label = "Nog geen eigenaar"  # type: ignore[attr-defined]  # a plain Field to the stubs

    def clean(self) -> dict[str, Any]:
        """The end is not before the start; the owner is not also a helper."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", "Deze datum ligt voor het begin. Kies een latere datum.")
        owner, partners = cleaned.get("owner"), cleaned.get("partners")
        if owner and partners is not None:
            cleaned["partners"] = partners.exclude(pk=owner.pk)
        return cleaned


def _takes_part(plan: Plan, measure: Measure) -> "models.QuerySet[Partner]":
    """Partners that have not declined; who stands at the measure already stays a choice."""
    named = {measure.owner_id} | set(measure.partners.values_list("pk", flat=True) if measure.pk else ())
    rows = plan.traject.partners.select_related("organisation")
    return rows.filter(~Q(status=PartnerStatus.DECLINED) | Q(pk__in=named))
