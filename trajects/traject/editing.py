"""One form page for rows that several people edit: saved once, or both texts for its author to choose from.

Used by the slices whose rows are written in a form of their own (problem statement, goal, plan part,
action line, measure). The row's own view says who may do it; nothing here asks or gives rights.
"""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.db import models
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import formats

from buurtbalans.accounts.models import User
from buurtbalans.accounts.requests import Request
from privacy.doors.forms import DoorForm
from privacy.doors.hidden import brings_back
from trajects.traject import page
from trajects.traject.models import Traject

SAVED = "Opgeslagen."
Shown = list[tuple[str, str]]


def ask(**words: str) -> dict[str, dict[str, str]]:
    """What a form says when one of these fields stays empty: for its `error_messages`."""
    return {name: {"required": said} for name, said in words.items()}


class VersionedForm(DoorForm, forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """A form that knows which version of its row the author has seen."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            del self.fields["version"]
        else:
            self.initial["version"] = self.instance.version

    def changes(self) -> dict[str, Any]:
        """What was filled in, by field, without the version."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


@dataclass(frozen=True)
class Change:
    """Who wrote the version that stands in the way, and when; empty where that is not kept.

    An account rather than its name, where that is known: then it is sure whether it was the reader in another window.
    """

    who: User | str = ""
    when: datetime | None = None


@dataclass(frozen=True)
class FormPage:
    """The page around a form: its words and where one goes after it."""

    heading: str
    back_url: str
    tab: str = "plan"
    submit: str = "Opslaan"
    template: str = "traject_form.html"


def show(request: Request, traject: Traject, form: forms.BaseForm, about: FormPage, **more: Any) -> HttpResponse:
    """The form page; 422 with what was typed when something in it is not right."""
    context = page.context(request.user, traject, about.tab, form=form, **more)
    context |= {"heading": about.heading, "submit": about.submit, "back_url": about.back_url}
    return render(request, about.template, context, status=422 if form.errors else 200)


def saved(request: Request, url: str, message: str = SAVED) -> HttpResponse:
    """Back to the page that shows the change, which says that it worked."""
    messages.success(request, message)
    return HttpResponseRedirect(url)


def edit(
    request: Request,
    traject: Traject,
    form: VersionedForm,
    about: FormPage,
    save: Callable[[int, dict[str, Any]], bool],
    last_change: Callable[[], Change] = Change,
    **more: Any,
) -> HttpResponse:
    """Show the form, save it, or let its author choose between two texts (409).

    `save` gets the version that the author has seen and what was filled in; False means that somebody
    else was first. `last_change` is asked only then.
    """
    if not form.is_valid():
        return show(request, traject, form, about, **more)
    if save(form.cleaned_data["version"], form.changes()):
        form.keep_decisions(form.instance)
        return saved(request, about.back_url)
    return conflict(request, form, about, last_change())


def confirm(
    request: Request, traject: Traject, about: FormPage, text: str, details: Iterable[str] = ()
) -> HttpResponse:
    """Ask once before something is gone: `text` says what, `details` what goes with it."""
    context = page.context(request.user, traject, about.tab, text=text, details=list(details))
    context |= {"heading": about.heading, "submit": about.submit, "back_url": about.back_url}
    return render(request, "traject_confirm.html", context)


def conflict(request: Request, form: VersionedForm, about: FormPage, change: Change) -> HttpResponse:
    """Both texts, for the author to choose from (409); `change` tells of the one that was first."""
    mine = [(str(form[name].label), in_words(form, name, value)) for name, value in form.changes().items()]
    row = form.instance
    row.refresh_from_db()
    theirs = [(str(form[name].label), in_words(form, name, getattr(row, name))) for name in form.changes()]
    is_hidden = brings_back(row, as_sent(request, {"version"}))
    return choose(request, about, (mine, theirs), {"version": row.version}, change, is_hidden=is_hidden)


def choose(
    request: Request,
    about: FormPage,
    texts: tuple[Shown, Shown],
    versions: Mapping[str, int],
    change: Change,
    *,
    is_hidden: bool = False,
) -> HttpResponse:
    """The page with my text and theirs (409). Choosing mine sends the same form again, with the versions of now.

    It is no choice where mine holds words that were hidden since the form was opened.
    """
    context: dict[str, Any] = {"mine": texts[0], "theirs": texts[1], "heading": about.heading}
    context |= {"who": change.who, "when": change.when, "is_hidden": is_hidden}
    context |= {"keep_fields": [*as_sent(request, versions), *versions.items()]}
    context |= {"action_url": request.path, "back_url": about.back_url}
    return render(request, "409.html", context, status=409)


def as_sent(request: Request, but: Container[str]) -> list[tuple[str, str]]:
    """The fields of a form as they came, for sending them again."""
    names = [name for name in request.POST if name != "csrfmiddlewaretoken" and name not in but]
    return [(name, value) for name in names for value in request.POST.getlist(name)]


def in_words(form: forms.BaseForm, name: str, value: Any) -> str:
    """A value of a field as a reader sees it: the label of a choice, the names of rows, a written date."""
    field = form.fields[name]
    if isinstance(value, models.Manager | models.QuerySet):
        label = field.label_from_instance if isinstance(field, forms.ModelChoiceField) else str
        return ", ".join(str(label(row)) for row in value.all())
    if isinstance(value, list):
        return "\n".join(str(line) for line in value)
    if isinstance(value, bool):
        return "Ja" if value else "Nee"
    if isinstance(value, date):
        return formats.date_format(value, "D j F Y")
    if isinstance(value, models.Model) and isinstance(field, forms.ModelChoiceField):
        return str(field.label_from_instance(value))
    choices = getattr(field, "choices", None)
    if choices is not None and not isinstance(value, models.Model):
        return str(dict(choices).get(value, ""))
    return "" if value is None else str(value)
