"""Sitting on the residents' track: the guide that the kernteam names, and the residents (V4)."""

from django.db import transaction
from django.utils import timezone

from buurtbalans.accounts.models import User
from privacy import access, wall
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import record
from trajects.partners.models import Membership, MembershipQuerySet, Role, Track
from trajects.residents.log import note
from trajects.residents.models import ResidentsLogKind, ResidentsTrack
from trajects.traject.models import Traject


@transaction.atomic
def name_guide(seat: Membership, *, by: User) -> ResidentsTrack:
    """Let the professional of this seat guide the residents, instead of who did; starts the track when needed.

    The second seat opens nothing of the professionals and the first nothing of the residents. Both sides are told:
    the logbook, the residents' own pages and their log.
    """
    traject = _locked(seat.traject)
    track = _track_of(traject, by)
    former = _guides(traject).exclude(user=seat.user).first()
    if former is not None:
        _end(former, track, by=by)
    if not _guides(traject).exists():
        _give(track, seat.user, Role.GUIDE)
        record(traject, by, LogKind.GUIDE_NAMED, seat.user.name)
        note(track, by, ResidentsLogKind.GUIDE_NAMED)
    return track


@transaction.atomic
def end_guide(traject: Traject, user: User, *, by: User | None) -> None:
    """Take the guide's seat away when this person has it; the seat among professionals stays as it is.

    `by` is None when it ends by itself.
    """
    seat = _guides(traject).filter(user=user).first()
    if seat is not None:
        _end(seat, ResidentsTrack.objects.get(traject=traject), by=by)


@transaction.atomic
def seat_resident(track: ResidentsTrack, user: User) -> Membership:
    """A seat among residents; without a partner, and unknown to the professionals."""
    seat = _give(track, user, Role.RESIDENT)
    note(track, user, ResidentsLogKind.JOINED)
    return seat


@transaction.atomic
def end_resident(seat: Membership, *, by: User) -> None:
    """Take a resident's seat away; access ends with the next request."""
    access.leave(seat)
    seat.valid_to = timezone.now()
    seat.save(update_fields=["valid_to"])
    note(ResidentsTrack.objects.get(traject=seat.traject_id), by, ResidentsLogKind.LEFT)


def _track_of(traject: Traject, by: User) -> ResidentsTrack:
    """The residents' track of a traject, made when there is none; named after its buurten and nothing else."""
    track = ResidentsTrack.objects.filter(traject=traject).first()
    if track is None:
        names = ", ".join(traject.areas.values_list("name", flat=True)[:3]) or "de buurt"
        track = ResidentsTrack.objects.create(traject=traject, name=f"Bewoners van {names}"[:160])
        wall.open_residents_track(track, by=by)
        note(track, by, ResidentsLogKind.STARTED)
    return track


def _give(track: ResidentsTrack, user: User, role: str) -> Membership:
    seat = Membership.objects.create(traject_id=track.traject_id, user=user, track=Track.RESIDENTS, role=role)
    access.join(seat)
    return seat


def _end(seat: Membership, track: ResidentsTrack, *, by: User | None) -> None:
    access.leave(seat)
    seat.valid_to = timezone.now()
    seat.save(update_fields=["valid_to"])
    record(track.traject, by, LogKind.GUIDE_LEFT, seat.user.name)
    note(track, by, ResidentsLogKind.GUIDE_LEFT)


def _guides(traject: Traject) -> MembershipQuerySet:
    seats = Membership.objects.active().filter(traject=traject, track=Track.RESIDENTS, role=Role.GUIDE)
    return seats.select_related("user")


def _locked(traject: Traject) -> Traject:
    """One at a time is named: two would both find no guide."""
    return Traject.objects.select_for_update().get(pk=traject.pk)
