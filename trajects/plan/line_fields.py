"""Choosing action lines in a form: always of one plan, always by title."""

from django import forms

from trajects.plan.models import ActionLine, Plan


class LineField(forms.ModelChoiceField[ActionLine]):
    """One action line."""

    def label_from_instance(self, obj: ActionLine) -> str:
        """A line is called by its title."""
        return obj.title


class LinesField(forms.ModelMultipleChoiceField[ActionLine]):
    """Several action lines, to tick."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: ActionLine) -> str:
        """A line is called by its title."""
        return obj.title


def offer_lines(form: forms.BaseForm, name: str, plan: Plan, *, empty: str | None = None) -> None:
    """Let one choose in this field among the lines of a plan; `empty` stands for no line."""
    field = form.fields[name]
    if isinstance(field, LineField | LinesField):
        field.queryset, field.empty_label = plan.lines.all(), empty
