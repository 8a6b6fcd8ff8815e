"""Homework: what an organisation does before a session (S3)."""

from datetime import date

from buurtbalans.accounts.models import User
from sessions.actions.models import Action, ActionKind
from sessions.actions.services import add_action
from sessions.planning.models import Session
from trajects.partners.models import Membership, Partner


def add_homework(
    session: Session,
    *,
    by: User,
    title: str,
    partner: Partner,
    why: str = "",
    assignee: Membership | None = None,
    due: date | None = None,
) -> Action:
    """Give an organisation homework for a session; without a date it is due on the day itself."""
    return add_action(
        session.traject,
        by=by,
        kind=ActionKind.HOMEWORK,
        title=title,
        why=why,
        partner=partner,
        assignee=assignee,
        due=due or session.date,
        session=session,
    )
