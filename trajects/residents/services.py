"""Meetings and notes of residents (B2)."""

from typing import Any

from buurtbalans.accounts.models import User
from buurtbalans.locking import update_if_unchanged
from trajects.residents.models import ResidentsMeeting, ResidentsNote, ResidentsTrack


def plan_meeting(track: ResidentsTrack, **details: Any) -> ResidentsMeeting:
    """Plan a meeting of residents: title, date, starts_at, place and topic."""
    return ResidentsMeeting.objects.create(track=track, **details)


def change_meeting(meeting: ResidentsMeeting, seen_version: int, **changes: Any) -> bool:
    """Change a meeting. False, with nothing changed, when somebody else was first."""
    return update_if_unchanged(meeting, seen_version, **changes)


def write_note(track: ResidentsTrack, *, by: User, **details: Any) -> ResidentsNote:
    """Write down what was heard or noticed: kind, text and perhaps the meeting."""
    return ResidentsNote.objects.create(track=track, written_by=by, **details)


def change_note(found: ResidentsNote, seen_version: int, **changes: Any) -> bool:
    """Change a note. False, with nothing changed, when somebody else was first."""
    return update_if_unchanged(found, seen_version, **changes)
