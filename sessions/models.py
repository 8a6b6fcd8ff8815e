"""Index of the slices' models; Django looks for them here."""

from sessions.actions.models import Action, ActionFile, Decision
from sessions.agenda.models import AgendaItem
from sessions.outcomes.models import Outcome
from sessions.planning.models import CalendarFeed, PreparationTask, Session, SessionPartner

__all__ = [
    "Action",
    "ActionFile",
    "AgendaItem",
    "CalendarFeed",
    "Decision",
    "Outcome",
    "PreparationTask",
    "Session",
    "SessionPartner",
]
