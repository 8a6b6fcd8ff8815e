"""Index of the slices' models; Django looks for them here."""

from sessions.actions.models import Action, ActionChange, ActionFile, Decision
from sessions.agenda.models import AgendaFile, AgendaItem
from sessions.inviting.models import MissingParty
from sessions.minutes.models import Carrying, Minutes, MinutesCorrection, MinutesNote, MinutesPart
from sessions.outcomes.models import Outcome
from sessions.planning.models import CalendarFeed, Notice, PreparationTask, Session, SessionPartner
from sessions.polls.models import Poll, PollOption, PollVote, PollVoter
from sessions.reminders.models import ReminderSetting
from sessions.room.models import NoteGroup, Room, RoomNote, RoomSeat, Round, Vote
from sessions.werkvormen.models import Werkvorm

__all__ = [
    "Action",
    "ActionChange",
    "ActionFile",
    "AgendaFile",
    "AgendaItem",
    "CalendarFeed",
    "Carrying",
    "Decision",
    "Minutes",
    "MinutesCorrection",
    "MinutesNote",
    "MinutesPart",
    "MissingParty",
    "NoteGroup",
    "Notice",
    "Outcome",
    "Poll",
    "PollOption",
    "PollVote",
    "PollVoter",
    "PreparationTask",
    "ReminderSetting",
    "Room",
    "RoomNote",
    "RoomSeat",
    "Round",
    "Session",
    "SessionPartner",
    "Vote",
    "Werkvorm",
]
