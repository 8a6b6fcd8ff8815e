"""How every form of the project looks: classes of the design system, without a word in the forms themselves.

`FORM_RENDERER` points at `Renderer`; plain `forms.Form` and `forms.ModelForm` then render their fields with
`templates/forms/field.html` (`{{ field.as_field_group }}`) and themselves with `templates/forms/form.html`.
"""

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting

from buurtbalans.form_words import name_in_messages

CLASSES: dict[str, str] = {
    "textarea": "ams-text-area",
    "select": "ams-select",
    "selectmultiple": "ams-select",
    "file": "ams-file-input",
    "date": "ams-date-input",
    "time": "ams-time-input",
    "checkbox": "bb-choice__input",
    "radio": "bb-choice__input",
    "password": "ams-password-input",
}
"""Kind of control → class; anything else that is typed into is a text input."""

NO_ARIA_REQUIRED = ("file", "checkbox", "radio", "hidden")


class DateWidget(forms.DateInput):
    """A date field with the browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class TimeWidget(forms.TimeInput):
    """A time field in hours and minutes."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


def kind_of(widget: forms.Widget) -> str:
    """`text`, `date`, `select`, …: what kind of control this is on screen."""
    if isinstance(widget, forms.Textarea):
        return "textarea"
    return str(getattr(widget, "input_type", "") or "text")


class DesignedBoundField(forms.BoundField):
    """A field on a page: gives its control the class and the attributes that the design asks for."""

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        # A form that is a door (privacy/doors/forms.py) says beside each text what leads to one person.
        hint = form.door_hint(name) if hasattr(form, "door_hint") else ""
        self.help_text = f"{self.help_text} {hint}".strip() if hint else self.help_text
        if form.is_bound:
            name_in_messages(field, str(self.label), self._row(form))

    @staticmethod
    def _row(form: forms.BaseForm) -> str:
        """Which of several rows alike this form is, in the word that its class has for one: "moment 2"."""
        number = (form.prefix or "").rpartition("-")[2]
        word = getattr(form, "row_word", "")
        return f"{word} {int(number) + 1}" if word and number.isdecimal() else ""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Add the class; leave checking to the server, whose messages are Dutch and keep the text."""
        widget = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)
        kind = kind_of(widget)
        if kind == "hidden":
            return built
        own = str(widget.attrs.get("class", ""))
        built["class"] = f"{CLASSES.get(kind, 'ams-text-input')} {own}".strip()
        # A `required` control is :invalid while empty: the design system would paint it red at once.
        if built.pop("required", False) and kind not in NO_ARIA_REQUIRED:
            built["aria-required"] = "true"
        if kind == "textarea" and "maxlength" in widget.attrs:
            # A browser cuts a pasted text off at maxlength without a word; the counter warns instead.
            built.update({"maxlength": False, "data-bb-max": widget.attrs["maxlength"]})
        return built

    @property
    def door_question(self) -> Any:
        """What a form that is a door found in this field and asks its writer, None without a question."""
        return getattr(self.form, "questions", {}).get(self.name)

    @property
    def door_id(self) -> str:
        """The id of that question."""
        return f"{self.auto_id or self.html_name}_gevonden"

    @property
    def remark(self) -> str:
        """What a form tells under this field without asking anything, "" for nothing."""
        return str(self.form.remark(self.name)) if hasattr(self.form, "remark") else ""

    @property
    def remark_id(self) -> str:
        """The id of that remark."""
        return f"{self.auto_id or self.html_name}_opmerking"

    @property
    def aria_describedby(self) -> str | None:
        """Hint and error as Django ties them to the control, and what was found in it."""
        tied: str | None = super().aria_describedby
        more = [self.door_id] * bool(tied and self.door_question) + [self.remark_id] * bool(self.remark)
        return " ".join([*([tied] if tied else []), *more]) or None

    @property
    def first_control_id(self) -> str:
        """Where a link in the error summary goes: the control, or the first of a group."""
        return f"{self.auto_id}_0" if self.use_fieldset else str(self.id_for_label or self.auto_id)

    @property
    def is_optional(self) -> bool:
        """Whether the label says so; a form of only optional fields, or a field that depends, sets `hide_optional`."""
        hidden = getattr(self.form, "hide_optional", False) or getattr(self.field, "hide_optional", False)
        return not self.field.required and not hidden

    @property
    def about(self) -> str:
        """With what a field belongs where several have one label: heard with the label, which eyes see beside it."""
        return str(getattr(self.field, "about", ""))

    @property
    def is_single_checkbox(self) -> bool:
        """A yes-or-no box: its label stands beside it, and it is never called optional."""
        return kind_of(self.field.widget) == "checkbox" and not self.use_fieldset


class Renderer(TemplatesSetting):
    """Renders forms with the templates of this project."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    bound_field_class = DesignedBoundField
