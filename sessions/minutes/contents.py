"""What the minutes of a session say: read from everything that was recorded, or as it was kept when they were settled.

Both are the same plain values, so that the page, the papers and what is settled cannot differ. Items that nothing was
recorded at stand there too: that nothing came of it, or that it was carried over, is part of what happened.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import QuerySet
from django.utils.formats import date_format

from buurtbalans.accounts.models import User
from privacy import access
from privacy.questions import Given, Question
from sessions.actions.models import Action, ActionKind, Decision
from sessions.agenda.models import AgendaItem, Treatment
from sessions.minutes.models import MinutesPart
from sessions.outcomes.models import Outcome, OutcomeKind
from sessions.planning.models import Attendance, Session, SessionPartner
from sessions.room.models import NoteGroup, RoomNote
from trajects.steps.models import StepResult

Values = dict[str, Any]
GENERAL = "algemeen"
GENERAL_TITLE = "Algemeen"
GONE = "stond eerst op de agenda"
# For working on a draft only; not part of the words that are settled.
WORKING = {"key", "item", "version", "is_gone", "treatment_key", "is_break"}


@Question
def _items(user: User, session: Given) -> "QuerySet[AgendaItem, Any]":
    items = access.visible(user, AgendaItem.objects.filter(session=session)).order_by("position", "pk")
    return items.values_list("pk", "title", "treatment", "deleted_at", "is_break")


@Question
def _parts(user: User, session: Given) -> "QuerySet[MinutesPart, Any]":
    parts = access.visible(user, MinutesPart.objects.filter(session=session)).order_by("pk")
    return parts.values_list("pk", "item", "item_title", "text", "version")


@Question
def _outcomes(user: User, session: Given) -> "QuerySet[Outcome, Any]":
    outcomes = access.visible(user, Outcome.objects.filter(session=session)).order_by("pk")
    return outcomes.values_list("pk", "item", "kind", "text", "version", "action")


@Question
def _groups(user: User, session: Given) -> "QuerySet[NoteGroup, Any]":
    groups = access.visible(user, NoteGroup.objects.filter(session=session)).order_by("position", "pk")
    return groups.values_list("pk", "title")


@Question
def _notes(user: User, session: Given) -> "QuerySet[RoomNote]":
    return access.visible(user, RoomNote.objects.filter(session=session)).select_related("partner__organisation")


@Question
def _attendance(user: User, session: Given) -> "QuerySet[SessionPartner, Any]":
    rows = access.visible(user, SessionPartner.objects.filter(session=session))
    rows = rows.order_by("partner__organisation__folded", "pk")
    return rows.values_list("partner__organisation__name", "attendance")


@Question
def _results(user: User, session: Given) -> "QuerySet[StepResult, Any]":
    results = access.visible(user, StepResult.objects.filter(step__sessions=session))
    return results.order_by("step__number", "position").values_list("pk", "step__number", "text", "reached_on")


@Question
def _actions(user: User, session: Given) -> "QuerySet[Action, Any]":
    actions = access.visible(user, Action.objects.filter(session=session, kind=ActionKind.ACTION)).order_by("pk")
    return actions.values_list("title", "partner__organisation__name", "assignee__user__name", "due")


@Question
def _decisions(user: User, session: Given) -> "QuerySet[Decision, Any]":
    decisions = access.visible(user, Decision.objects.filter(session=session)).order_by("pk")
    return decisions.values_list("text", flat=True)


def heading(session: Session) -> Values:
    """What stands above the minutes, and above an empty page before there are any."""
    return {
        "title": session.title,
        "date": date_format(session.date, "l j F Y"),
        "time": f"{session.starts_at:%H.%M}–{session.ends_at:%H.%M} uur",
        "place": session.place,
    }


def contents(user: User, session: Session) -> Values:
    """The minutes as this person reads them now; the session is one that the gate has let through."""
    return {
        **heading(session),
        "attendance": [
            {"organisation": organisation, "word": str(Attendance(attendance).label), "attendance": attendance}
            for organisation, attendance in _attendance(user, session=session.pk)
        ],
        "sections": _sections(user, session),
        "results": [
            {"key": pk, "step": number, "text": text, "reached": _day(reached)}
            for pk, number, text, reached in _results(user, session=session.pk)
        ],
        "actions": [
            {"title": title, "who": f"{organisation}, {who}" if who else organisation, "due": _day(due)}
            for title, organisation, who, due in _actions(user, session=session.pk)
        ],
        "decisions": list(_decisions(user, session=session.pk)),
    }


def frozen(values: Any) -> Any:
    """The same without what is only there to work on a draft."""
    if isinstance(values, Mapping):
        return {name: frozen(value) for name, value in values.items() if name not in WORKING}
    return [frozen(value) for value in values] if isinstance(values, list) else values


def digest(values: Values) -> str:
    """The fingerprint of minutes as they would be settled: the same words give the same one."""
    text = json.dumps(frozen(values), cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def is_recorded(values: Values) -> bool:
    """Was anything recorded at all, by anybody?"""
    return any(section["text"] or section["outcomes"] or section["notes"] for section in values["sections"])


def _sections(user: User, session: Session) -> list[Values]:
    """One for the session as a whole, then the items in order, then what was written at items that are gone."""
    parts, loose = {}, []
    for pk, item, title, text, version in _parts(user, session=session.pk):
        if item is None and title:
            loose.append((pk, title, text, version))
        else:
            parts[item] = (text, version)
    outcomes, notes = _by_item(_outcomes(user, session=session.pk)), _notes_by_item(user, session)
    rows = _items(user, session=session.pk)
    known = {pk for pk, *_ in rows}
    # A line whose item no longer exists says something about the whole.
    outcomes[None] = [line for item, lines in outcomes.items() if item not in known for line in lines]
    notes[None] = [note for item, found in notes.items() if item not in known for note in found]
    found = [_section(GENERAL, GENERAL_TITLE, parts.get(None), outcomes[None], notes[None])]
    for pk, title, treatment, deleted_at, is_break in rows:
        section = _section(f"punt-{pk}", title, parts.get(pk), outcomes[pk], notes[pk], treatment=treatment)
        section |= {"item": pk, "is_break": is_break, "is_gone": deleted_at is not None}
        if deleted_at is None or section["text"] or section["outcomes"] or section["notes"]:
            found.append(section)
    found += [
        _section(f"tekst-{pk}", title, (text, version), [], []) | {"is_gone": True}
        for pk, title, text, version in loose
    ]
    return found


def _section(
    key: str, title: str, part: tuple[str, int] | None, outcomes: list[Values], notes: list[Values], treatment: str = ""
) -> Values:
    text, version = part or ("", 0)
    return {
        "key": key,
        "title": title,
        "treatment_key": treatment,
        "treatment": str(Treatment(treatment).label) if treatment else "",
        "text": text,
        "version": version,
        "outcomes": outcomes,
        "notes": notes,
        "is_gone": False,
        "is_break": False,
    }


def _by_item(rows: Iterable[Any]) -> "defaultdict[int | None, list[Values]]":
    found: defaultdict[int | None, list[Values]] = defaultdict(list)
    for pk, item, kind, text, version, _ in rows:
        line = {"key": pk, "version": version, "kind": kind, "word": str(OutcomeKind(kind).label), "text": text}
        found[item].append(line)
    return found


def _notes_by_item(user: User, session: Session) -> "defaultdict[int | None, list[Values]]":
    """Per item the notes under their headings, in the order of the headings; without a heading last."""
    headings = {pk: (place, title) for place, (pk, title) in enumerate(_groups(user, session=session.pk))}
    last = (len(headings), "")
    laid: defaultdict[int | None, dict[tuple[int, str], list[Values]]] = defaultdict(dict)
    for note in _notes(user, session=session.pk):
        heading = headings.get(note.group_id or 0, last)
        line = {"text": note.text, "organisation": note.partner.organisation.name}
        laid[note.item_id].setdefault(heading, []).append(line)
    found: defaultdict[int | None, list[Values]] = defaultdict(list)
    for item, under in laid.items():
        found[item] = [{"heading": heading[1], "lines": lines} for heading, lines in sorted(under.items(), key=_place)]
    return found


def _place(heading: tuple[tuple[int, str], list[Values]]) -> int:
    return heading[0][0]


def _day(day: Any) -> str:
    return date_format(day, "j F Y") if day else ""
