"""What is done before a session as the page lists it: the kernteam's preparation, and homework (S3).

Read as plain values: the page shows names, not the whole people and organisations behind them.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import date_format

from buurtbalans.accounts.models import User
from buurtbalans.addresses import numbered
from privacy import access
from privacy.questions import Given, Question
from sessions.actions.models import Action, ActionKind, ActionStatus
from sessions.planning.models import PreparationTask, Session


@dataclass(frozen=True)
class Line:
    """One thing on a list: what, whether it is done, where it leads, and in words who does it by when."""

    key: str
    title: str
    is_done: bool
    url: str
    about: str
    tick_url: str = ""


@Question
def _tasks(user: User, session: Given) -> "QuerySet[PreparationTask, Any]":
    tasks = access.visible(user, PreparationTask.objects.filter(session=session))
    return tasks.values_list("pk", "title", "done_at", "due", "owner__user__name")


@Question
def _homework(user: User, session: Given) -> "QuerySet[Action, Any]":
    homework = access.visible(user, Action.objects.filter(session=session, kind=ActionKind.HOMEWORK))
    return homework.values_list("pk", "title", "status", "due", "partner__organisation__name", "assignee__user__name")


def preparation_of(user: User, session: Session) -> list[Line]:
    """The preparation list, for who may see it."""
    edit, tick = (numbered(f"sessions:preparation-{verb}", session.traject_id, session.pk) for verb in ("edit", "tick"))
    return [
        Line(str(pk), title, done_at is not None, edit(pk), _about(owner, due), tick(pk))
        for pk, title, done_at, due, owner in _tasks(user, session=session.pk)
    ]


def homework_of(user: User, session: Session) -> list[Line]:
    """The homework for a session, for everybody who may see the session."""
    url = numbered("sessions:action", session.traject_id)
    return [
        Line(str(pk), title, status == ActionStatus.DONE, url(pk), _about(_joined(organisation, who), due, status))
        for pk, title, status, due, organisation, who in _homework(user, session=session.pk)
    ]


def _joined(organisation: str, who: str | None) -> str:
    return f"{organisation}, {who}" if who else organisation


def _about(who: str | None, due: date | None, status: str = ActionStatus.OPEN) -> str:
    told = "" if status == ActionStatus.OPEN else str(ActionStatus(status).label).lower()
    return " · ".join(filter(None, [who, date_format(due, "j F") if due else "", told]))
