"""Choosing the buurten of a traject in a form: searched by name or code, ticked in a list (T2)."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.datastructures import MultiValueDict

from trajects.buurt.models import Area
from trajects.buurt.search import search_areas

FIELD = "buurten"
QUERY = "q"
SEARCH_BUTTON = "zoek"


class AreaChoiceWidget(forms.Widget):
    """A search field, and below it what was chosen and what was found.

    With htmx the list follows the typing. Without JavaScript the button *Zoeken* sends the whole form and
    `AreaSearchForm` gives it back with the results. The form field is called `buurten`.
    """

    template_name = "trajects/buurt/_area_choice.html"
    use_fieldset = True
    query = ""
    is_search = False

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[str]:
        """The keys of the ticked areas; what was typed is kept to show its results again."""
        self.query = str(data.get(QUERY, ""))
        self.is_search = SEARCH_BUTTON in data
        return data.getlist(FIELD) if isinstance(data, MultiValueDict) else list(data.get(FIELD, []))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Never: nothing ticked means nothing chosen."""
        return False

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The search as it stands now."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["search"] = search_areas(self.query, value or [], pick_single=self.is_search)
        context["is_invalid"] = "aria-invalid" in context["widget"]["attrs"]
        return context


# The class takes a type only in the stubs, not when it runs.
class AreaChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """The buurten that a traject is about: one or more, or a whole wijk."""

    widget = AreaChoiceWidget
    default_error_messages = {
        "required": "Kies minstens één buurt.",
        "list": "Kies een buurt uit de lijst.",
        "invalid_choice": "Deze buurt staat niet in de lijst. Zoek de buurt opnieuw.",
        "invalid_pk_value": "Deze buurt staat niet in de lijst. Zoek de buurt opnieuw.",
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Area.objects.choosable().with_parents(), **kwargs)


class AreaSearchForm(forms.BaseForm):
    """Beside `forms.Form` or `forms.ModelForm`: a form sent with *Zoeken* is shown again, without errors.

    Such a form is never valid, so a view needs no branch for it.
    """

    @property
    def is_search(self) -> bool:
        """Whether the form was sent to search, not to save."""
        return self.is_bound and SEARCH_BUTTON in self.data

    def full_clean(self) -> None:
        """Judge nothing while somebody is still searching."""
        if self.is_search:
            self._errors = ErrorDict()
            self.cleaned_data = {}
            return
        super().full_clean()

    def is_valid(self) -> bool:
        """A search is not an answer yet."""
        return not self.is_search and super().is_valid()
