"""Forms for assumptions, what speaks for and against them, and the causes that a measure works on."""

from operator import attrgetter
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.formats import date_format

from buurtbalans.accounts.models import User
from privacy import access
from trajects.analysis.forms import brief
from trajects.analysis.models import Assumption, Evidence, Stance, Verdict
from trajects.crossing.models import ReleasedFinding
from trajects.logbook.models import Document
from trajects.plan.models import Measure
from trajects.traject.editing import VersionedForm, ask
from trajects.traject.models import Traject

SOURCES = ("finding", "document", "outcome")
ONE_SOURCE = "Kies één bron: een bevinding van bewoners, een document of een uitkomst."
WORDS_OR_SOURCE = "Schrijf op wat jullie weten, of kies een bron."
WHY = "Schrijf op waaruit dit blijkt. Iedereen in het traject leest dit."


class AssumptionForm(VersionedForm):
    """What partners think is so."""

    class Meta:
        model = Assumption
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}
        error_messages = ask(text="Schrijf op wat jullie denken dat het geval is.")
        help_texts = {"text": "Schrijf één ding op waarvan jullie denken dat het zo is, zodat je het kunt nagaan."}


class VerdictForm(VersionedForm):
    """What testing an assumption showed."""

    class Meta:
        model = Assumption
        fields = ["verdict", "verdict_words"]
        widgets = {"verdict": forms.RadioSelect, "verdict_words": forms.Textarea(attrs={"rows": 5})}
        error_messages = ask(verdict="Kies een oordeel.")
        help_texts = {"verdict_words": WHY}

    def clean(self) -> dict[str, Any]:
        """A verdict has its words."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        is_tested = cleaned.get("verdict", Verdict.UNTESTED) != Verdict.UNTESTED
        if is_tested and not cleaned.get("verdict_words") and "verdict_words" not in self.errors:
            self.add_error("verdict_words", "Schrijf op waarom jullie dit vinden.")
        return cleaned


class EvidenceEditForm(VersionedForm):
    """Evidence in other words; its source stays as it is."""

    class Meta:
        model = Evidence
        fields = ["stance", "text"]
        widgets = {"stance": forms.RadioSelect, "text": forms.Textarea(attrs={"rows": 5})}
        labels = {"text": "Wat weten jullie, en waarvan?"}
        error_messages = ask(stance="Kies wat dit met de aanname doet.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stance"].choices = Stance.choices  # type: ignore[attr-defined]  # a plain Field to the stubs


class EvidenceForm(EvidenceEditForm):
    """Something for or against an assumption, with at most one source that its writer may see."""

    class Meta(EvidenceEditForm.Meta):
        fields = ["stance", "text", *SOURCES]
        help_texts = {
            "text": "Noem geen personen. Kies je hieronder een bron, dan mag dit leeg blijven.",
            "finding": "Wat bewoners overdroegen. Trekken zij het in, dan gaat ook deze onderbouwing weg.",
            "outcome": "Dan lezen alleen wie bij die bijeenkomst hoort deze onderbouwing.",
        }

    def __init__(self, *args: Any, traject: Traject, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outcomes = Evidence._meta.get_field("outcome").related_model
        rows = {
            "finding": (access.visible(user, ReleasedFinding.objects.filter(traject=traject)), brief),
            "document": (access.visible(user, Document.objects.filter(traject=traject)), attrgetter("title")),
            "outcome": (access.visible(user, _of_sessions(outcomes, traject)), _of_session),
        }
        for name, (queryset, label) in rows.items():
            field: Any = self.fields[name]
            field.queryset, field.label_from_instance = queryset, label
            field.empty_label = "Geen"
            if not field.queryset:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Words, or a source; not two sources."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        given = [name for name in SOURCES if cleaned.get(name)]
        if len(given) > 1:
            self.add_error(given[1], ONE_SOURCE)
        if not given and not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", WORDS_OR_SOURCE)
        return cleaned


class MeasureCausesForm(VersionedForm):
    """Which causes a measure works on."""

    causes: Any = forms.ModelMultipleChoiceField(
        label="Aan welke oorzaken werkt deze maatregel?",
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Kies je niets, dan geldt waar het doel van de actielijn voor is.",
    )

    class Meta:
        model = Measure
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["causes"]
        field.queryset, field.label_from_instance = self.instance.line.plan.traject.causes.all(), brief
        self.initial["causes"] = self.instance.causes.all()


def _of_sessions(model: Any, traject: Traject) -> Any:
    """The outcomes of the sessions of a traject, the newest session first; only for the gate."""
    rows = model._default_manager.filter(session__traject=traject).exclude(kind="actie")
    return rows.select_related("session").order_by("-session__date", "pk")


def _of_session(outcome: Model) -> str:
    session: Any = outcome.session  # type: ignore[attr-defined]  # of an app that this one may not import
    return f"{session.title}, {date_format(session.date, 'j F Y')}: {brief(outcome)}"
