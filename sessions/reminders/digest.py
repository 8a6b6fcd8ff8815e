"""What one person is reminded of today (A3), asked of the gate as that person at the moment of sending.

What was agreed in a session is confidential, so the mail only counts it; a title stands in it only where everybody in
the traject may read it.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format, time_format

from buurtbalans.accounts.models import User
from privacy import access
from sessions.actions.models import Action, ActionKind
from sessions.agenda.models import AgendaItem
from sessions.planning.models import Answer, PreparationTask, Session, SessionPartner, SessionStatus
from sessions.polls.models import PollVoter
from sessions.reminders.links import homework_link, poll_link
from trajects.traject.models import TrajectStatus

SOON = timedelta(days=3)
TOMORROW = timedelta(days=1)
NOT_TO_PREPARE = (SessionStatus.MINUTES, SessionStatus.FINAL, SessionStatus.CANCELLED)


@dataclass(frozen=True)
class Line:
    """One thing to be reminded of, with the path of the page where one does it."""

    text: str
    path: str


@dataclass(frozen=True)
class Part:
    """Lines under one heading of the mail."""

    heading: str
    lines: list[Line]


def digest_of(user: User, today: date) -> list[Part]:
    """The parts of today's mail for this person; none when there is nothing to remind of. Makes links for homework."""
    actions = list(_actions(user, today))
    parts = [
        Part("Te laat", _lines(user, (action for action in actions if action.due and action.due < today))),
        Part("Binnen drie dagen", _lines(user, (action for action in actions if action.due and action.due >= today))),
        Part("Morgen", [_session_line(session) for session in _sessions(user, today + TOMORROW)]),
        Part("Voorbereiden", _preparation_lines(user, today)),
        Part("Wacht op je antwoord", _poll_lines(user, today)),
    ]
    return [part for part in parts if part.lines]


def _actions(user: User, today: date) -> QuerySet[Action]:
    own = Action.objects.all().open().of_person(user).filter(due__lte=today + SOON)
    return access.visible(user, own.exclude(traject__status=TrajectStatus.CLOSED)).select_related(
        "session", "partner__organisation"
    )


def _lines(user: User, actions: Iterable[Action]) -> list[Line]:
    """Homework with a link to answer it by, other actions by their title, and those of a session as a number."""
    lines, confidential = [], 0
    for action in actions:
        until = f"uiterlijk {date_format(action.due, 'D j F Y')}" if action.due else ""
        if action.kind == ActionKind.HOMEWORK:
            lines.append(Line(f"Huiswerk voor een bijeenkomst, {until}", homework_link(user, action)))
        elif action.session_id is None:
            lines.append(Line(f"{action.title}, {until}", homework_link(user, action)))
        else:
            confidential += 1
    if confidential:
        text = "1 actie" if confidential == 1 else f"{confidential} acties"
        lines.append(Line(f"{text} uit een bijeenkomst", reverse("pages:my-work")))
    return lines


def _sessions(user: User, day: date) -> QuerySet[Session]:
    """The sessions of a day, but for those that one's organisation does not come to."""
    seats = user.memberships.filter(valid_to=None)
    declined = SessionPartner.objects.filter(answer=Answer.DECLINED, partner__in=seats.values("partner"))
    coming = Session.objects.filter(date=day).order_by("starts_at", "pk")
    rows = coming.exclude(status=SessionStatus.CANCELLED).exclude(traject__status=TrajectStatus.CLOSED)
    return access.visible(user, rows).exclude(pk__in=access.visible(user, declined).values("session"))


def _session_line(session: Session) -> Line:
    begins = time_format(session.starts_at, "H.i")
    return Line(f"Een bijeenkomst, {begins} uur", session.get_absolute_url())


def _preparation_lines(user: User, today: date) -> list[Line]:
    """For each session how much one still prepares for it: tasks of the list, and items of the agenda."""
    seats, until = user.memberships.filter(valid_to=None), today + SOON
    tasks = PreparationTask.objects.filter(owner__in=seats, done_at=None, due__lte=until)
    items = AgendaItem.objects.on_agenda().filter(preparer__in=seats, session__date__range=(today, until))
    rows = [
        *access.visible(user, tasks.exclude(session__status__in=NOT_TO_PREPARE)).select_related("session"),
        *access.visible(user, items.exclude(session__status__in=NOT_TO_PREPARE)).select_related("session"),
    ]
    counted = Counter(row.session.get_absolute_url() for row in rows)
    return [
        Line(f"{'1 taak' if number == 1 else f'{number} taken'} voor een bijeenkomst", path)
        for path, number in counted.items()
    ]


def _poll_lines(user: User, today: date) -> list[Line]:
    """The date polls in which one was asked and said nothing yet."""
    waiting = PollVoter.objects.unanswered(today).filter(membership__user=user)
    asked = access.visible(user, waiting).select_related("poll", "membership__user")
    return [
        Line(f"Welke dag past je? Tot en met {date_format(voter.poll.closes_on, 'D j F Y')}", poll_link(voter))
        for voter in asked
    ]
