"""Meetings, notes and the agreement of residents (B2, V1)."""

from typing import Any

from django.db import transaction

from buurtbalans.accounts.models import User
from buurtbalans.locking import update_if_unchanged
from privacy.agreements import publishing
from privacy.agreements.models import RESIDENTS, PrivacyAgreement
from trajects.residents.log import note
from trajects.residents.models import ResidentsLogKind, ResidentsMeeting, ResidentsNote, ResidentsTrack


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


@transaction.atomic
def publish_agreement(track: ResidentsTrack, seen_version: int, *, by: User) -> PrivacyAgreement | None:
    """Make the guide's draft the residents' newest agreement: all of them and their guide are asked again.

    Told in their own log only. None, with nothing published, when the draft is another by now or says nothing new.
    """
    published = publishing.publish(track.traject_id, seen_version, by=by, track=RESIDENTS)
    if published:
        note(track, by, ResidentsLogKind.AGREEMENT)
    return published
