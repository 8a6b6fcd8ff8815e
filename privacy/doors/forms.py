"""The door that every form is: what people type is looked at before it is kept (V2, privacy.md section 4).

A form is a `DoorForm` beside `forms.Form` or `forms.ModelForm`, is made with `door=Door(user, traject_id)`, and is
told with `keep_decisions(row)` what its text became. Every field that takes free text is a door unless
privacy/doors/not_doors.py says why not.

What was found is shown under the field, with a question. The answer comes back beside the fields of the form and
never among its cleaned data: `door-keep-<field>` is the reason why it may stay, `door-seen-<field>` a signed note
of what the question was about. The note holds labels and a keyed hash, so that an answer covers exactly what its
writer saw marked, and nobody can answer a question that was not put.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.utils.crypto import salted_hmac

from buurtbalans.uploads import text_of
from privacy.doors import decisions as decisions_made
from privacy.doors import finding
from privacy.doors.finding import Door, Piece
from privacy.doors.models import PersonalDataDecision, Reason, Verdict
from privacy.doors.not_doors import reason_against
from privacy.personal_data import Span

SALT = "privacy.doors"
KEEP, SEEN = "door-keep-", "door-seen-"
CHANGE = "aanpassen"
CHOICES = [
    (CHANGE, "Ik pas het aan"),
    *((value, f"Dit mag blijven staan, want {label}") for value, label in Reason.choices),
]
TRACEABLE = "Schrijf niets waaraan je één persoon of gezin herkent, zoals “de enige … in portiek 12”."
TRACEABLE_BRIEF = "Ook niet herkenbaar, zoals “het gezin op nummer 12”."
FORBIDDEN = "Dit mag hier nooit staan: {}. Haal het weg."
DOUBTFUL = "Hier staat misschien een persoonsgegeven: {}. Pas het aan, of kies hieronder waarom het mag blijven staan."
CHOOSE_AGAIN = " Kies het bestand daarna opnieuw."
NOT_TEXT = (forms.EmailField, forms.UUIDField, forms.URLField, forms.GenericIPAddressField, forms.JSONField)


@dataclass(frozen=True)
class Question:
    """What was found in one field, and the choice that its writer has; no choice when it may never stand there."""

    field: str
    label: str
    pieces: Sequence[Piece]
    seen: str
    choices: Sequence[tuple[str, str]]
    keep_name: str
    seen_name: str


@dataclass(frozen=True)
class _Answer:
    """What a writer answered about one field, and what that was about."""

    field: str
    asked: Sequence[str]
    kept: Sequence[str]
    reason: str


class DoorForm(forms.BaseForm):
    """Beside `forms.Form` or `forms.ModelForm`: its texts are looked at when they changed."""

    def __init__(self, *args: Any, door: Door | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.door = door
        self.questions: dict[str, Question] = {}
        self._answers: list[_Answer] = []

    def is_door(self, name: str) -> bool:
        """Is this a field for free text, or for a file that somebody named?"""
        field = self.fields[name]
        is_text = isinstance(field, forms.CharField) and not isinstance(field, NOT_TEXT)
        classes = tuple(form for form in type(self).__mro__ if issubclass(form, DoorForm))
        return (is_text or isinstance(field, forms.FileField)) and not reason_against(classes, name)

    def door_hint(self, name: str) -> str:
        """The line beside a text field that no detector can replace: an example of what leads to one person."""
        if not self.is_door(name) or isinstance(self.fields[name], forms.FileField):
            return ""
        return TRACEABLE if isinstance(self.fields[name].widget, forms.Textarea) else TRACEABLE_BRIEF

    def keep_decisions(self, row: models.Model, *, once: bool = False) -> None:
        """Record, once `row` is saved, what its writer decided. No text; nothing when nothing was asked.

        With `once`, for what is kept while one types, a decision is not recorded again so soon after it was taken.
        """
        if self.door is None:
            return
        decisions = [
            PersonalDataDecision(
                traject_id=self.door.traject_id or (row.pk if row._meta.label_lower == "trajects.traject" else None),
                by=self.door.user,
                object_type=row._meta.label_lower,
                object_id=row.pk,
                field=answer.field,
                label=label,
                verdict=Verdict.KEPT if label in answer.kept else Verdict.CHANGED,
                reason=answer.reason if label in answer.kept else "",
            )
            for answer in self._answers
            for label in dict.fromkeys([*answer.kept, *answer.asked])
        ]
        if once:
            decisions = decisions_made.not_said_lately(decisions, by=self.door.user)
        decisions_made.keep(decisions, [row], by=self.door.user)

    def door_fields(self) -> list[tuple[str, str]]:
        """The answers as hidden fields, for a form that is sent again in another shape (two people at once)."""
        return [(name, value) for name, value in self.data.items() if name.startswith((KEEP, SEEN))]

    # Between the form's own cleaning and the writing of a model form's instance: a refused text stays out of it.
    def _clean_form(self) -> None:
        super()._clean_form()  # type: ignore[misc]  # Django's own name for this moment; the stubs leave it out
        for name in self.fields:
            if name in self.cleaned_data and self.is_door(name):
                self._look(name)

    def _look(self, name: str) -> None:
        text = _text_of(self.cleaned_data[name])
        if not text or self._stood_here(name, text):
            return
        if self.door is None:
            raise TypeError(f"{type(self).__name__} takes text and is made without its door")
        spans = finding.finds(text, self.door)
        asked, digest = self._note(name)
        reason = str(self.data.get(KEEP + self.add_prefix(name), ""))
        answered = reason in Reason.values and digest == self._digest(name, text, spans)
        if spans and (not answered or any(map(finding.is_hard, spans))):
            self._ask(name, text, spans, asked)
        elif asked or spans:
            self._answers.append(_Answer(name, asked, [span.label for span in spans], reason))

    def _stood_here(self, name: str, text: str) -> bool:
        """Was this text kept here before? A decision is about one field of one row, so a new row holds none yet.

        What a form for a new row begins with, as with a copy of another, is asked about as if it was typed.
        """
        row = getattr(self, "instance", None)
        is_new = isinstance(row, models.Model) and row.pk is None
        return not is_new and text == _text_of(self.get_initial_for_field(self.fields[name], name))

    def _ask(self, name: str, text: str, spans: Sequence[Span], asked_before: Sequence[str]) -> None:
        hard = [span for span in spans if finding.is_hard(span)]
        html_name = self.add_prefix(name)
        labels = list(dict.fromkeys([*asked_before, *(span.label for span in spans)]))
        self.questions[name] = Question(
            field=name,
            label=str(self.fields[name].label or self[name].label).removesuffix("?"),
            pieces=finding.marked(text, spans),
            seen=signing.dumps([labels, self._digest(name, text, spans)], salt=SALT),
            choices=[] if hard else CHOICES,
            keep_name=KEEP + html_name,
            seen_name=SEEN + html_name,
        )
        message = FORBIDDEN.format(finding.in_words(hard)) if hard else DOUBTFUL.format(finding.in_words(spans))
        # A browser sends no file a second time by itself.
        more = CHOOSE_AGAIN if isinstance(self.fields[name], forms.FileField) else ""
        self.add_error(name, forms.ValidationError(message + more, code="personal_data"))

    def _note(self, name: str) -> tuple[list[str], str]:
        """What the question was about that this answers: labels, and the hash of what was found."""
        try:
            labels, digest = signing.loads(str(self.data.get(SEEN + self.add_prefix(name), "")), salt=SALT)
        except signing.BadSignature:
            return [], ""
        return list(labels), str(digest)

    def _digest(self, name: str, text: str, spans: Sequence[Span]) -> str:
        found = sorted({(span.label, text[span.start : span.end].casefold()) for span in spans})
        who = [self.door.user.pk if self.door.user else None, self.door.traject_id] if self.door else []
        return salted_hmac(SALT, json.dumps([who, type(self).__name__, name, found]), algorithm="sha256").hexdigest()


def _text_of(value: Any) -> str:
    """What is read of a field's value: its text, its lines, or the name and the words of a file that was brought."""
    if isinstance(value, UploadedFile):
        # A name written with underscores reads as words; offsets stay the same.
        return f"{(value.name or '').replace('_', ' ')}\n{text_of(value)}".strip()
    if isinstance(value, list):
        return "\n".join(str(line) for line in value)
    return "" if value is None else str(value).replace("\r\n", "\n").strip()
