"""Recording what a session yields: one line and its type, which can change afterwards (S8)."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from buurtbalans.accounts.models import User
from buurtbalans.locking import update_if_unchanged
from sessions.actions.models import Action, Decision
from sessions.actions.services import change_action, change_decision
from sessions.agenda.models import AgendaItem
from sessions.outcomes.models import Outcome, OutcomeKind
from sessions.planning.models import Session
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import record as log
from trajects.partners.models import Membership, Partner

TITLE_LENGTH = 300


class AlreadyReportedError(Exception):
    """The action that came of this line was reported on, so the line stays an action."""


@transaction.atomic
def add(
    session: Session,
    *,
    by: User,
    partner: Partner,
    kind: str,
    text: str,
    once: UUID,
    item: AgendaItem | None = None,
    due: date | None = None,
    assignee: Membership | None = None,
) -> Outcome:
    """Record a line at an item; an action is given to `partner` and `assignee`, and is due on `due`.

    The same `once` gives the line that is there already: what was sent again after a lost answer comes in once.
    """
    outcome, is_new = Outcome.objects.get_or_create(
        once=once,
        defaults={"session": session, "item": item, "kind": kind, "text": text, "partner": partner, "created_by": by},
    )
    if is_new:
        _give_row(outcome, by, partner, due, assignee)
    return outcome


@transaction.atomic
def reword(outcome: Outcome, seen_version: int, *, by: User, text: str) -> bool:
    """Change the words, in the action or decision that came of it too; False when somebody else was first."""
    if not update_if_unchanged(outcome, seen_version, text=text, changed_by=by.name, changed_at=timezone.now()):
        return False
    if outcome.action is not None:
        change_action(outcome.action, outcome.action.version, by=by, title=text[:TITLE_LENGTH])
    if outcome.decision is not None:
        change_decision(outcome.decision, outcome.decision.version, by=by, text=text)
    return True


@transaction.atomic
def change_kind(outcome: Outcome, seen_version: int, *, by: User, partner: Partner, kind: str) -> bool:
    """Make another type of it; False when somebody else was first.

    Its old row leaves the list of actions and decisions. Raises AlreadyReportedError when that action was reported on.
    """
    gone: list[Action | Decision | None] = [outcome.action, outcome.decision]
    if not update_if_unchanged(
        outcome, seen_version, kind=kind, action=None, decision=None, changed_by=by.name, changed_at=timezone.now()
    ):
        return False
    for row in gone:
        _take_away(row)
    _give_row(outcome, by, partner, None, None)
    return True


@transaction.atomic
def delete(outcome: Outcome) -> None:
    """Take a line away, with what came of it. Raises AlreadyReportedError when its action was reported on."""
    gone: list[Action | Decision | None] = [outcome.action, outcome.decision]
    outcome.delete()
    for row in gone:
        _take_away(row)


def _take_away(row: Action | Decision | None) -> None:
    if isinstance(row, Action) and (not row.is_open or row.files.exists()):
        raise AlreadyReportedError
    if row is not None:
        row.delete()


def _give_row(outcome: Outcome, by: User, partner: Partner, due: date | None, assignee: Membership | None) -> None:
    session, step = outcome.session, outcome.session.steps.first()
    common = {"traject": session.traject, "session": session, "item": outcome.item, "step": step, "created_by": by}
    if outcome.kind == OutcomeKind.ACTION:
        outcome.action = Action.objects.create(
            **common, title=outcome.text[:TITLE_LENGTH], partner=partner, assignee=assignee, due=due
        )
        log(session.traject, by, LogKind.ACTION_ADDED, outcome.action.title, session_id=session.pk)
    elif outcome.kind == OutcomeKind.DECISION:
        outcome.decision = Decision.objects.create(**common, text=outcome.text, decided_on=timezone.localdate())
        log(session.traject, by, LogKind.DECISION_TAKEN, outcome.text[:TITLE_LENGTH], session_id=session.pk)
    outcome.save(update_fields=["action", "decision"])
