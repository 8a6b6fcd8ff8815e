"""The form of a measure, and finding measures in a long list."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from typing import Any

from django import forms
from django.db import models
from django.db.models import Q

from buurtbalans.forms import DateWidget
from trajects.partners.models import Partner, PartnerStatus
from trajects.plan.line_fields import LineField, offer_lines
from trajects.plan.models import Measure, Plan
from trajects.plan.outline import Line
from trajects.plan.parts import MeasureKind
from trajects.traject.editing import VersionedForm, ask

EUROS = re.compile(r"^(?:€|EUR)?\s*(\d{1,3}(?:[. ]\d{3})+|\d+)(?:,(?:00|-))?$", re.IGNORECASE)
NO_OWNER = "geen"
"""How a measure without an owner is asked for in an address."""


class EuroField(forms.IntegerField):
    """Whole euros as people write them: 12500, 12.500 or € 12.500,-."""

    widget = forms.TextInput(attrs={"inputmode": "numeric"})
    default_error_messages = {"invalid": "Vul een heel bedrag in, bijvoorbeeld 12500 of 12.500."}

    def to_python(self, value: Any) -> int | None:
        """The amount as a number; raises ValidationError for anything else."""
        found = EUROS.match(value.strip()) if isinstance(value, str) else None
        return super().to_python(re.sub(r"\D", "", found[1]) if found else value)


class MeasureForm(VersionedForm):
    """One measure: what, by whom, when, with what, and what comes of it; how it goes is told elsewhere (F4)."""

    PARTS = (
        ("Wat", ("title", "line", "kind")),
        ("Wie", ("owner", "owner_person", "substitute", "partners")),
        ("Wanneer", ("starts_on", "ends_on")),
        ("Waarmee", ("money", "hours", "means")),
        ("Resultaat", ("result", "indicator", "residents_role")),
    )

    class Meta:
        model = Measure
        fields = [
            "title",
            "line",
            "kind",
            "owner",
            "owner_person",
            "substitute",
            "partners",
            "starts_on",
            "ends_on",
            "money",
            "hours",
            "means",
            "result",
            "indicator",
            "residents_role",
        ]
        field_classes = {"money": EuroField, "line": LineField}
        widgets = {
            "starts_on": DateWidget,
            "ends_on": DateWidget,
            "partners": forms.CheckboxSelectMultiple,
        }
        error_messages = ask(
            title="Schrijf op wat er gaat gebeuren.", line="Kies een actielijn.", kind="Kies een soort."
        )
        labels = {"money": "Geld", "hours": "Uren"}
        help_texts = {
            "title": "Wat gaat er gebeuren?",
            "owner": "De organisatie die ervoor zorgt dat het gebeurt.",
            "owner_person": "Een functie of team, als je dat al weet. Liever geen naam.",
            "substitute": "De functie of het team dat het overneemt. Liever geen naam.",
            "starts_on": "Ongeveer is goed genoeg: in het plan staan alleen maand en jaar.",
            "money": "In hele euro's, voor de hele maatregel.",
            "hours": "Per maand, van iedereen samen.",
            "means": "Bijvoorbeeld een ruimte, materiaal of kennis, en van wie.",
            "result": "Wat is er anders als het gelukt is?",
            "indicator": "Iets wat je kunt tellen of zien, en waar je dat vandaan haalt.",
            "residents_role": "Wat doen bewoners, en wat vraag je van hen?",
        }

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The stubs know a plain Field only.
        self.fields["kind"].choices = [("", "Kies een soort"), *MeasureKind.choices]  # type: ignore[attr-defined]
        owner, partners = self.fields["owner"], self.fields["partners"]
        offer_lines(self, "line", plan)
        owner.queryset = partners.queryset = _takes_part(plan, self.instance)  # type: ignore[attr-defined]
        owner.empty_label = "Nog geen eigenaar"  # type: ignore[attr-defined]  # a plain Field to the stubs
        for name in ("money", "hours"):
            for code in ("min_value", "max_value"):
                self.fields[name].error_messages[code] = "Dit getal kan niet kloppen. Kijk het nog eens na."
        self.fields["hours"].error_messages["invalid"] = "Vul een heel getal in, bijvoorbeeld 40."

    def parts(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Its fields as the page shows them: by what they are about."""
        return [(name, [self[field] for field in fields]) for name, fields in self.PARTS]

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


class MeasureFilterForm(forms.Form):
    """Which measures of a long list one wants to see; a value that is not among the choices does nothing."""

    lijn = forms.ChoiceField(label="Actielijn", required=False)
    soort = forms.ChoiceField(label="Soort", required=False, choices=[("", "Alle soorten"), *MeasureKind.choices])
    eigenaar = forms.ChoiceField(label="Eigenaar", required=False)

    hide_optional = True

    def __init__(self, data: Any, *, lines: Iterable[Line]) -> None:
        super().__init__(data, auto_id="filter_%s")
        names = [(str(line.row.pk), line.row.title) for line in lines]
        owners = {
            str(one.row.owner_id): one.row.owner.organisation.name
            for line in lines
            for one in line.measures
            if one.row.owner
        }
        by_name = sorted(owners.items(), key=lambda pair: pair[1].casefold())
        # The stubs know a plain Field only.
        self.fields["lijn"].choices = [("", "Alle lijnen"), *names]  # type: ignore[attr-defined]  # a plain Field to the stubs
        choices = [("", "Alle eigenaren"), (NO_OWNER, "Nog geen eigenaar"), *by_name]
        self.fields["eigenaar"].choices = choices  # type: ignore[attr-defined]  # a plain Field to the stubs

    @cached_property
    def asked(self) -> dict[str, str]:
        """What is filtered on, by field."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def narrowed(self, lines: Iterable[Line]) -> list[Line]:
        """The lines that are asked for with those of their measures; all of them when nothing is."""
        if not self.asked:
            return list(lines)
        line_pk, by_measure = self.asked.get("lijn"), self.asked.keys() - {"lijn"}
        chosen = [line for line in lines if line_pk in (None, str(line.row.pk))]
        found = [replace(line, measures=[one for one in line.measures if self._fits(one.row)]) for line in chosen]
        return [line for line in found if line.measures or not by_measure]

    def _fits(self, measure: Measure) -> bool:
        owner = str(measure.owner_id or NO_OWNER)
        return self.asked.get("soort", measure.kind) == measure.kind and self.asked.get("eigenaar", owner) == owner


def _takes_part(plan: Plan, measure: Measure) -> "models.QuerySet[Partner]":
    """Partners that have not declined; who stands at the measure already stays a choice."""
    named = {measure.owner_id} | set(measure.partners.values_list("pk", flat=True) if measure.pk else ())
    rows = plan.traject.partners.select_related("organisation")
    return rows.filter(~Q(status=PartnerStatus.DECLINED) | Q(pk__in=named))
