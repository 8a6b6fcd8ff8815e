"""What Django says of a field without naming it, which no page of the project does."""

from functools import cache

from django import forms
from django.core import validators


@cache
def of_django():
    """Every sentence that Django has for a field, up to what it fills in."""
    found, todo = set(), [forms.Field]
    while todo:
        kind = todo.pop()
        todo += kind.__subclasses__()
        if kind.__module__.startswith("django.forms."):
            found |= {str(said) for said in kind.default_error_messages.values()}
    kinds = [kind for kind in vars(validators).values() if isinstance(kind, type) and hasattr(kind, "message")]
    found |= {str(kind.message) for kind in kinds}
    beginnings = {said.partition("%")[0].strip().lower() for said in found}
    return {said for said in beginnings if " " in said}


def bare(text):
    """The sentences of Django itself in a text."""
    text = text.lower()
    return [said for said in of_django() if said in text]
