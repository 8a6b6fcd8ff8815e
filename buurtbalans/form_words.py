"""What every form says when a field is not right, in words that name the field: "Vul “Titel” in.".

Django's own sentences say "Dit veld" and do not tell which. These take their place in every form of the project, in
the one class that each field of a form goes through (`DesignedBoundField`). What a form says itself stays.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator

OUTDATED = "Deze pagina is verouderd. Laad hem opnieuw en probeer het nog eens."
CLOCK = "Vul bij {} een tijd in, zoals 13:30."
CHOSEN_BEFORE = "Wat je bij {} koos, kan niet meer. Kies opnieuw."
FILE = "Kies bij {} een bestand."

ALWAYS = {
    "max_length": "De tekst bij {} is te lang: %(show_value)s tekens. Kort hem in tot %(limit_value)s.",
    "min_length": "De tekst bij {} is te kort: %(show_value)s tekens. Schrijf er minstens %(limit_value)s.",
    "min_value": "Vul bij {} een getal in van %(limit_value)s of hoger.",
    "max_value": "Vul bij {} een getal in van %(limit_value)s of lager.",
    "max_digits": "Het getal bij {} heeft te veel cijfers: hoogstens %(max)s.",
    "max_decimal_places": "Het getal bij {} heeft te veel cijfers achter de komma: hoogstens %(max)s.",
    "max_whole_digits": "Het getal bij {} heeft te veel cijfers voor de komma: hoogstens %(max)s.",
    "invalid_choice": CHOSEN_BEFORE,
    "invalid_list": CHOSEN_BEFORE,
    "invalid_pk_value": CHOSEN_BEFORE,
    "null_characters_not_allowed": "Bij {} staat een teken dat hier niet kan. Haal het weg.",
}
"""Code of what is wrong → what is said, for every kind of field; `{}` is the name of the field."""

OF_FILES = {
    "required": FILE,
    "invalid": FILE,
    "missing": FILE,
    "empty": "Het bestand bij {} is leeg. Kies een ander bestand.",
    "max_length": "De naam van het bestand bij {} is te lang: %(length)s tekens. Kort hem in tot %(max)s.",
}

OF_FIELDS: tuple[tuple[type[forms.Field], dict[str, str]], ...] = (
    (forms.FileField, OF_FILES),
    (forms.BooleanField, {"required": "Zet bij {} een vinkje."}),
    (forms.DateField, {"required": "Kies bij {} een datum.", "invalid": "Kies bij {} een datum die bestaat."}),
    (forms.TimeField, {"required": CLOCK, "invalid": CLOCK}),
    (forms.EmailField, {"invalid": "Vul bij {} een e-mailadres in, zoals naam@voorbeeld.nl."}),
    (forms.DecimalField, {"required": "Vul bij {} een getal in.", "invalid": "Vul bij {} een getal in."}),
    (forms.IntegerField, {"required": "Vul bij {} een getal in.", "invalid": "Vul bij {} een heel getal in."}),
    (forms.MultipleChoiceField, {"required": "Kies bij {} minstens één mogelijkheid."}),
    (forms.ModelMultipleChoiceField, {"required": "Kies bij {} minstens één mogelijkheid."}),
)
"""What is said for one kind of field, the first that it is of."""

CHOICE, ANSWER = "Kies bij {} een mogelijkheid.", "Kies bij {} een antwoord."
TEXT, WORDS = "Vul {} in.", "Vul bij {} een antwoord in."


def name_in_messages(field: forms.Field, label: str, of_row: str = "") -> None:
    """Let a field of a form name itself in what it says, wherever it would say what Django says.

    `label` is what stands above it; `of_row` says of which row it is when there are several alike: "moment 2".
    """
    # Django fills some of what is said in with %.
    name = f"“{label}”{f' van {of_row}' if of_row else ''}".replace("%", "procent")
    own = field.error_messages
    kind: Any = type(field)  # to the stubs the class of a field is not hashable
    for code, words in _words(kind, field.widget.is_hidden, label.endswith("?")).items():
        if own.get(code) is _of_django(kind).get(code):
            own[code] = words.format(name)
    if isinstance(field, forms.ModelChoiceField):
        # It keeps these words apart from the others; that it does, the stubs leave out.
        chosen: Any = field
        chosen.validate_no_null_characters = ProhibitNullCharactersValidator(own["null_characters_not_allowed"])


@cache
def _words(kind: type[forms.Field], is_hidden: bool, is_question: bool) -> Mapping[str, str]:
    """What a field of this kind says, by code."""
    said = dict(ALWAYS)
    if issubclass(kind, forms.ChoiceField | forms.ModelChoiceField):
        said["required"] = ANSWER if is_question else CHOICE
    else:
        said["required"] = WORDS if is_question else TEXT
        said["invalid"] = "Wat je bij {} invulde, kan hier niet. Vul iets anders in."
    said |= next((words for of, words in OF_FIELDS if issubclass(kind, of)), {})
    # Nobody fills in what one does not see: it came with a page that has changed since.
    return dict.fromkeys(said, OUTDATED) if is_hidden else said


@cache
def _of_django(kind: type[forms.Field]) -> Mapping[str, Any]:
    """What Django itself says for a field of this kind, by code."""
    said: dict[str, Any] = {}
    for one in reversed(kind.__mro__):
        if one.__module__.startswith("django."):
            said |= getattr(one, "default_error_messages", {})
    return said
