"""Every form of the project is a door, or says why not; and every door really asks (V2)."""

import inspect
from fnmatch import fnmatchcase
from importlib import import_module
from pathlib import Path

from django import forms
from django.db import transaction

from privacy.doors.forms import DoorForm
from privacy.doors.models import PersonalDataDecision
from privacy.doors.not_doors import NOT_DOORS
from tests.privacy.test_bad_input import SENT, form_fields
from tests.privacy.writing import MAIL, answers, marks

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("buurtbalans", "trajects", "sessions", "privacy")
# The bases that have no fields of their own, and the forms of accounts: their fields are a person's own name,
# address and secrets, as the administrator keeps them.
WITHOUT_FIELDS = {"DoorForm", "VersionedForm", "AreaSearchForm", "InOurWords"}
ACCOUNTS = "buurtbalans.accounts."


def form_classes():
    """Every form class that our own code defines."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if "Form" in path.read_text() and "migrations" not in path.parts:
                import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    found, todo = {}, [forms.BaseForm]
    while todo:
        for form in todo.pop().__subclasses__():
            todo.append(form)
            if form.__module__.split(".")[0] in PACKAGES and "<locals>" not in form.__qualname__:
                found[form] = None
    # modelformset_factory and the admin make classes of a form class, under the same name.
    return [form for form in found if inspect.getmodule(form).__dict__.get(form.__name__) is form]


def test_every_form_is_a_door_or_is_named_as_an_exception_with_its_reason():
    open_forms = [
        form.__name__
        for form in form_classes()
        if not issubclass(form, DoorForm)
        and form.__name__ not in WITHOUT_FIELDS
        and not form.__module__.startswith(ACCOUNTS)
        and f"{form.__name__}.*" not in NOT_DOORS
        and not all(
            any(fnmatchcase(f"{form.__name__}.{field}", pattern) for pattern in NOT_DOORS) for field in form.base_fields
        )
    ]
    assert not open_forms, f"make these a DoorForm, or name them in privacy/doors/not_doors.py: {open_forms}"


def test_every_exception_is_of_a_form_that_exists_and_has_a_reason():
    names = {form.__name__ for form in form_classes()}
    assert {pattern.split(".")[0] for pattern in NOT_DOORS} <= names
    assert all(NOT_DOORS.values())


def test_a_form_that_is_called_without_text_has_none():
    for form in form_classes():
        if NOT_DOORS.get(f"{form.__name__}.*", "").startswith("has no field"):
            texts = [name for name, field in form.base_fields.items() if type(field) is forms.CharField]
            assert not texts, (form, texts)


# Fields that are no door on a page with doors: a person's or an organisation's name, choosing, searching, an amount.
NOT_ASKED = {"name", "email", "organisation", "q", "zoek", "once", "version", "minutes", "money"}
# It asks nothing: what looks like personal data is not kept until one saves by the button, which asks.
KEEPS_BY_ITSELF = "trajects:plan-part-keep"
OF_ACCOUNTS = ("account", "mfa", "usersessions")
TEXT_KINDS = {"text", "textarea"}


def texts_of(name, form):
    """The names of the fields on a page in which one types; none on the pages of one's own account."""
    if name.startswith(OF_ACCOUNTS) or name == KEEPS_BY_ITSELF:
        return []
    if name in SENT:
        return [field for field in form["kinds"] if field in {"title", "note", "text"}]
    return [
        field
        for field, kind in form["kinds"].items()
        if kind in TEXT_KINDS and field not in NOT_ASKED and not field.endswith("-name")
    ]


def test_every_text_on_every_page_is_asked_about(world, as_):
    """Beside each field of each form stands what leads to one person; an address in it is marked at that field.

    A choice takes it, and is written down. Whether the page as it stands can be sent differs: where it can, the choice
    of its first field is one decision at least, on a row that exists.
    """
    bare, silent, asked_again, unrecorded, fields, saved = {}, {}, {}, {}, 0, 0
    for name, browser, url, form in form_fields(world, as_):
        texts = texts_of(name, form)
        hints = form["page"].count("herkent, zoals") + form["page"].count("herkenbaar, zoals")
        if name not in SENT and hints < len(texts):
            bare[name] = texts
        for field in texts:
            sent = form["values"] | {field: f"Vraag {MAIL}"}
            with transaction.atomic():
                asked = browser.post(url, sent)
                if asked.status_code != 422 or f'name="door-keep-{field}"' not in asked.content.decode():
                    silent[name, field] = asked.status_code
                elif MAIL not in marks(asked):
                    asked_again[name, field] = marks(asked)
                else:
                    answer = browser.post(url, {**sent, **answers(asked)})
                    if MAIL in marks(answer):
                        asked_again[name, field] = marks(answer)
                    if field == texts[0] and answer.status_code < 400:
                        saved += 1
                        if not is_written_down(field):
                            unrecorded[name] = answer.status_code
                transaction.set_rollback(True)
            fields += 1
    assert not bare, bare
    assert not silent, silent
    assert not asked_again, asked_again
    assert not unrecorded, unrecorded
    assert fields > 40
    assert saved > 15


def is_written_down(field):
    """Whether what was decided about the address in a field stands with a row."""
    decisions = PersonalDataDecision.objects.filter(field=field.split("-")[-1])
    return any(label == "EMAIL" and pk for label, pk in decisions.values_list("label", "object_id"))
