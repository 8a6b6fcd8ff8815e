"""The end of a traject, and what is kept of it until when (T13, V6)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from buurtbalans.accounts.models import User
from buurtbalans.addresses import address
from privacy import access
from privacy.retention.terms import Terms, in_months, months_after
from sessions.actions.models import Action
from sessions.planning.models import Session
from trajects.follow_up.board_models import WAITING, BoardQuestion
from trajects.follow_up.steering_models import EvaluationMoment, GovernancePoint
from trajects.partners.models import Invitation
from trajects.plan.models import ActionLine, Measure
from trajects.plan.parts import MeasureStatus
from trajects.steps.models import Step
from trajects.traject.models import Traject

OVER = (MeasureStatus.DONE, MeasureStatus.DROPPED)
"""Nothing is to be done about such a measure any more."""


@dataclass(frozen=True)
class StillOpen:
    """Something that is not finished: how much of it, in words, and where it is found."""

    words: str
    url: str


@dataclass(frozen=True)
class Kept:
    """One kind of thing: how long it is kept in words, and the day on which it goes once the traject has ended."""

    what: str
    words: str
    day: date | None
    is_gone: bool


def kept(ended_on: date | None, terms: Terms, today: date) -> list[Kept]:
    """What is kept of a traject until when, if it ended on that day. Says nothing of whether there is anything."""
    ended = (
        (
            "Registraties, met hun bestanden en versies",
            f"{in_months(terms.registrations_months)} na het einde, en hoogstens "
            f"{in_months(terms.registrations_at_most_months)} na het invoeren",
            terms.registrations_months,
        ),
        (
            "Wat bewoners opschreven",
            f"{in_months(terms.residents_input_months)} na het overdragen, of na het einde",
            terms.residents_input_months,
        ),
        (
            "Bijeenkomsten, acties, besluiten, documenten, logboek en plan",
            f"{in_months(terms.traject_months)} na het einde; daarna is het hele traject gewist",
            terms.traject_months,
        ),
    )
    rows = [_kept(ended_on, what, words, months, today) for what, words, months in ended]
    drafts = Kept(
        "Voorbereiding en geeltjes van een bijeenkomst",
        f"{terms.drafts_days} dagen na de bijeenkomst, geeltjes na het vaststellen van het verslag",
        None,
        False,
    )
    return [drafts, *rows]


def still_open(user: User, traject: Traject, today: date) -> list[StillOpen]:
    """What is not finished in a traject, as far as this person sees it: as many queries as there are kinds."""
    invitations = Invitation.objects.open().filter(partner__traject=traject)
    steps = Step.objects.filter(traject=traject, finished_on=None)
    found = (
        _open(
            access.visible(user, Action.objects.filter(traject=traject).open()),
            ("actie die nog open staat", "acties die nog open staan"),
            address("sessions:action-list", traject.pk),
        ),
        _open(
            access.visible(user, Session.objects.filter(traject=traject).upcoming(today)),
            ("bijeenkomst die nog komt", "bijeenkomsten die nog komen"),
            address("sessions:session-list", traject.pk),
        ),
        _open(
            access.visible(user, steps),
            ("stap die niet is afgerond", "stappen die niet zijn afgerond"),
            traject.get_absolute_url(),
        ),
        _open(
            access.visible(user, invitations),
            ("uitnodiging zonder antwoord", "uitnodigingen zonder antwoord"),
            address("trajects:partner-list", traject.pk),
        ),
    )
    return [row for row in [*found, *_of_the_plan(user, traject)] if row]


def _of_the_plan(user: User, traject: Traject) -> tuple[StillOpen | None, ...]:
    """What is not finished of carrying out the plan."""
    execution = address("trajects:execution", traject.pk)
    measures = Measure.objects.filter(line__plan__traject=traject).exclude(status__in=OVER)
    is_stuck = Q(measures__status=MeasureStatus.STUCK) | Q(stuck_points__isnull=False, stuck_points__solved_on=None)
    lines = ActionLine.objects.filter(is_stuck, plan__traject=traject).distinct()
    return (
        _open(
            access.visible(user, measures),
            ("maatregel die niet klaar is", "maatregelen die niet klaar zijn"),
            execution,
        ),
        _open(access.visible(user, lines), ("actielijn die vastloopt", "actielijnen die vastlopen"), execution),
        _open(
            access.visible(user, EvaluationMoment.objects.open().filter(traject=traject)),
            ("evaluatie zonder uitkomst", "evaluaties zonder uitkomst"),
            address("trajects:evaluation-list", traject.pk),
        ),
        _open(
            access.visible(user, GovernancePoint.objects.filter(traject=traject, done_on=None)),
            ("punt dat nog niet is geregeld", "punten die nog niet zijn geregeld"),
            address("trajects:point-list", traject.pk),
        ),
        _open(
            access.visible(user, BoardQuestion.objects.filter(traject=traject, status__in=WAITING)),
            ("vraag aan het bestuur zonder antwoord", "vragen aan het bestuur zonder antwoord"),
            execution,
        ),
    )


def _kept(ended_on: date | None, what: str, words: str, months: int, today: date) -> Kept:
    day = months_after(ended_on, months) if ended_on else None
    return Kept(what, words, day, is_gone=day is not None and day <= today)


def _open(rows: QuerySet[Any], words: tuple[str, str], url: str) -> StillOpen | None:
    number = rows.count()
    return StillOpen(f"{number} {words[number > 1]}", url) if number else None
