"""Agreeing on actions, homework and decisions, and telling how they went (A1, A2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from buurtbalans import locking
from buurtbalans.accounts.models import User
from sessions.actions.history import record_changes
from sessions.actions.models import Action, ActionFile, ActionKind, ActionStatus, Decision
from sessions.planning.models import Session
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import record
from trajects.partners.models import Membership, Partner, Role
from trajects.plan.source_services import follow
from trajects.steps.models import Step
from trajects.traject.models import Traject

NOT_SEEN = "de gekozen organisatie of persoon ziet de bijeenkomst niet"
CLOSING = {ActionStatus.DONE: LogKind.ACTION_DONE, ActionStatus.FAILED: LogKind.ACTION_FAILED}


@transaction.atomic
def add_action(
    traject: Traject,
    *,
    by: User,
    title: str,
    partner: Partner,
    kind: str = ActionKind.ACTION,
    assignee: Membership | None = None,
    due: date | None = None,
    step: Step | None = None,
    session: Session | None = None,
    why: str = "",
    note: str = "",
) -> Action:
    """Agree on an action or homework; the logbook entry is as confidential as its session."""
    action = Action.objects.create(
        traject=traject,
        kind=kind,
        title=title,
        partner=partner,
        assignee=assignee,
        due=due,
        step=step,
        session=session,
        why=why,
        note=note,
        created_by=by,
        changed_by=by.name,
    )
    _record(action, by, LogKind.ACTION_ADDED)
    return action


@transaction.atomic
def change_action(action: Action, seen_version: int, *, by: User, **changes: Any) -> bool:
    """Change what was agreed. False, with nothing written, when somebody else was first."""
    return _write(action, seen_version, by, **changes)


@transaction.atomic
def report(
    action: Action,
    *,
    by: User,
    seen_version: int,
    status: str,
    note: str,
    file: UploadedFile[Any] | None = None,
) -> bool:
    """Tell that an action is done, or that it cannot be done and why, with a file if there is one.

    False, with nothing written, when somebody else was first. The same may be reported again: the text
    of homework may still be changed.
    """
    before = action.status
    closed_at = action.closed_at if before == status else timezone.now()
    if not _write(action, seen_version, by, status=status, note=note, closed_at=closed_at):
        return False
    if file is not None:
        _attach(action, file, by)
    if before != status:
        _record(action, by, CLOSING[ActionStatus(status)])
    return True


@transaction.atomic
def tick(action: Action, *, by: User, done: bool) -> None:
    """Tick an action off, or open it again, whatever else is being changed on it.

    Nothing happens when it stands like that already, so a second click does no harm.
    """
    current = Action.objects.select_for_update().get(pk=action.pk)
    if current.is_open == done:
        status = ActionStatus.DONE if done else ActionStatus.OPEN
        _write(current, current.version, by, status=status, closed_at=timezone.now() if done else None)
        if done:
            _record(current, by, LogKind.ACTION_DONE)
    action.refresh_from_db()


@dataclass(frozen=True)
class Untouched:
    """An action that was left as it is when several were changed at once, and why."""

    action: Action
    why: str


@transaction.atomic
def change_together(
    actions: Iterable[Action], seen_versions: Mapping[int, int], *, by: User, status: str = "", **changes: Any
) -> list[Untouched]:
    """Write the same `changes`, and `status` if there is one, on several actions in one transaction.

    Left alone, and given back: what was changed since its version in `seen_versions`, and what would go to an
    organisation or person that does not see its session (P5).
    """
    return [
        Untouched(action, why)
        for action in actions
        if (why := _change_one(action, seen_versions[action.pk], by, status, changes))
    ]


def _change_one(action: Action, seen_version: int, by: User, status: str, changes: Mapping[str, Any]) -> str:
    """Change one of several; "" when that was done, else why it was not."""
    if action.session and "partner" in changes and not may_be_given(action.session, **_owner(changes)):
        return NOT_SEEN
    more, before = dict(changes), action.status
    if status and status != before:
        more |= {"status": status, "closed_at": timezone.now() if status == ActionStatus.DONE else None}
    if not _write(action, seen_version, by, **more):
        action.refresh_from_db()
        if action.changed_by == by.name:
            return "je hebt deze zelf net gewijzigd, in een ander venster"
        return f"{action.changed_by or 'iemand anders'} heeft deze net gewijzigd"
    if status == ActionStatus.DONE and before != status:
        _record(action, by, LogKind.ACTION_DONE)
    return ""


def may_be_given(session: Session, partner: Partner, assignee: Membership | None) -> bool:
    """Does this organisation see the session, or this person of its kernteam (P5)?"""
    if session.invited.filter(partner=partner).exists():
        return True
    if assignee is not None:
        return assignee.role == Role.KERNTEAM
    return partner.memberships.active().kernteam().exists()


def _owner(changes: Mapping[str, Any]) -> dict[str, Any]:
    return {"partner": changes["partner"], "assignee": changes["assignee"]}


@transaction.atomic
def add_decision(
    traject: Traject,
    *,
    by: User,
    text: str,
    decided_on: date,
    step: Step | None = None,
    session: Session | None = None,
) -> Decision:
    """Write down what was decided; the logbook entry is as confidential as its session."""
    decision = Decision.objects.create(
        traject=traject,
        text=text,
        decided_on=decided_on,
        step=step,
        session=session,
        created_by=by,
        changed_by=by.name,
    )
    record(traject, by, LogKind.DECISION_TAKEN, text, session_id=decision.session_id)
    return decision


@transaction.atomic
def change_decision(decision: Decision, seen_version: int, *, by: User, **changes: Any) -> bool:
    """Change a decision's words or date. False, with nothing written, when somebody else was first."""
    written = locking.update_if_unchanged(decision, seen_version, **changes, **_stamp(by))
    if written and "session" in changes:
        follow(decision)
    return written


def _write(action: Action, seen_version: int, by: User, **changes: Any) -> bool:
    # As it stands in the database: a form has written what was typed into the row that it was given.
    was = Action.objects.with_people().get(pk=action.pk)
    if not locking.update_if_unchanged(action, seen_version, **changes, **_stamp(by)):
        return False
    if "session" in changes:
        follow(action)
    record_changes(was, action, by=by)
    return True


def _stamp(by: User) -> dict[str, Any]:
    # An update in SQL does not touch auto_now fields, so the moment is written here.
    return {"changed_by": by.name, "changed_at": timezone.now()}


def _attach(action: Action, file: UploadedFile[Any], by: User) -> None:
    ActionFile.objects.create(
        action=action, file=file, filename=file.name or "bestand", size=file.size or 0, uploaded_by=by
    )


def _record(action: Action, by: User, kind: LogKind) -> None:
    record(action.traject, by, kind, action.title, session_id=action.session_id)
