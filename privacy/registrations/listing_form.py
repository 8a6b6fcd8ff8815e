"""The filters above the list of registrations."""

from typing import Any

from django import forms

WHOSE = [("", "Alle"), ("eigen", "Van mijn organisatie"), ("gedeeld", "Met ons gedeeld")]


class FilterForm(forms.Form):
    """Each choice is one that the reader's own rows offer; something else counts as not chosen."""

    hide_optional = True
    alleen = forms.ChoiceField(label="Van wie", choices=WHOSE, required=False)
    thema = forms.ChoiceField(label="Thema", required=False)
    gebied = forms.ChoiceField(label="Gebied", required=False)
    periode = forms.ChoiceField(label="Periode", required=False)

    def __init__(
        self,
        data: Any,
        *,
        themes: list[tuple[str, str]],
        areas: list[tuple[str, str]],
        spans: list[tuple[str, str]],
    ) -> None:
        offered = {"alleen": WHOSE, "thema": themes, "gebied": areas, "periode": spans}
        known = {name: [value for value, _ in choices] for name, choices in offered.items()}
        super().__init__({name: data[name] for name in offered if data.get(name) in known[name]})
        for name, choices in (("thema", themes), ("gebied", areas), ("periode", spans)):
            # The stubs know a plain Field only.
            self.fields[name].choices = [("", "Alle"), *choices]  # type: ignore[attr-defined]
