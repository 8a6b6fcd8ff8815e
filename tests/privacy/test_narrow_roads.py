"""Rows that fewer people read than what they hang on: each kind with exactly its readers (privacy.md section 3)."""

from uuid import uuid4

from django.apps import apps
from django.utils import timezone

from privacy import access, policy
from privacy.agreements.models import AgreementDraft
from privacy.agreements.services import accept
from privacy.registrations.models import SecondReading
from privacy.retention.services import close
from sessions.polls.models import Poll
from tests.privacy.cast import KERNTEAM, PARTNERS, PEOPLE
from tests.privacy.residents_world import GUIDE, TRACK
from trajects.partners.models import Membership
from trajects.partners.services import give_seat
from trajects.plan.writing import be_there
from trajects.residents.services import publish_agreement

INVITED = KERNTEAM | {"petra"}
OWNER = {"petra"}
# Of the other traject.
OTHERS = {"otto"}

READERS = {
    "privacy.agreementacceptance": KERNTEAM,
    "privacy.agreementdraft": KERNTEAM | OTHERS,
    "privacy.deletionreport": set(),
    "privacy.privacyagreement": KERNTEAM | PARTNERS | OTHERS,
    "privacy.registrationimport": OWNER,
    "privacy.registrationversion": OWNER,
    "privacy.secondreading": OWNER,
    "traject_sessions.agendafile": INVITED,
    "traject_sessions.missingparty": KERNTEAM,
    "traject_sessions.poll": KERNTEAM,
    "traject_sessions.polloption": KERNTEAM,
    "traject_sessions.pollvote": set(),
    "traject_sessions.pollvoter": OWNER,
    "traject_sessions.preparationtask": KERNTEAM,
    "traject_sessions.room": KERNTEAM,
    "traject_sessions.roomnote": INVITED,
    "trajects.invitation": KERNTEAM,
    "trajects.membership": KERNTEAM | PARTNERS | OTHERS,
    "trajects.residentsinvitation": GUIDE,
    "trajects.residentsnote": TRACK,
    "trajects.rewriting": TRACK,
    "trajects.writing": KERNTEAM,
}


def readers(people, label, **which):
    """Who sees such a row of this kind."""
    rows = apps.get_model(label).objects.filter(**which)
    return {name for name in PEOPLE if name and access.visible(people[name], rows).exists()}


def test_each_kind_of_row_that_is_not_for_everybody_has_these_readers_and_no_others(world):
    be_there(world.traject.plan.parts.first(), uuid4(), by=world.people["karim"])
    assert {label: readers(world.people, label) for label in READERS} == READERS


def test_every_road_that_is_narrower_than_its_object_is_in_that_list():
    assert {
        label for label, road in policy.ROADS.items() if road.needs or road.only or road.agreed or road.own_only
    } == READERS.keys()


def test_a_file_goes_and_comes_back_with_its_item(world):
    item = world.session.items.on_agenda().first()
    label, which = "traject_sessions.agendafile", {"item": item.pk}
    assert readers(world.people, label, **which) == INVITED
    world.session.items.filter(pk=item.pk).update(deleted_at=timezone.now(), position=None, deleted_from=1)
    assert readers(world.people, label, **which) == set()
    world.session.items.filter(pk=item.pk).update(deleted_at=None, position=1, deleted_from=None)
    assert readers(world.people, label, **which) == INVITED


def test_a_rewriting_is_read_again_by_who_agreed_with_the_newest_version(world):
    draft, people = AgreementDraft.objects.get(traject=world.traject, track="residents"), world.people
    version = publish_agreement(world.residents.track, draft.version, by=people["willem"])
    assert readers(people, "trajects.rewriting") == set()
    accept(version, by=people["willem"])
    assert readers(people, "trajects.rewriting") == GUIDE
    accept(version, by=people["yasmin"])
    assert readers(people, "trajects.rewriting") == TRACK


def test_days_and_readings_stay_with_who_made_them_when_what_they_hang_on_is_given_to_others(world):
    people, poll, reading = world.people, Poll.objects.first(), SecondReading.objects.first()
    partners = list(world.traject.partners.values_list("pk", flat=True))
    access.admit(poll.session, partners)
    access.share(reading.registration, partners, by=people["petra"])
    sessions, registrations = "traject_sessions.session", "privacy.registration"
    assert readers(people, sessions, pk=poll.session_id) >= INVITED
    assert readers(people, registrations, pk=reading.registration_id) > OWNER
    for label in ("traject_sessions.poll", "traject_sessions.polloption", "privacy.secondreading"):
        assert readers(people, label) == READERS[label]


def test_a_table_that_was_brought_waits_for_its_bringer_as_long_as_he_may_add_registrations(world):
    assert readers(world.people, "privacy.registrationimport") == OWNER
    close(world.traject, by=world.people["noor"], today=timezone.localdate())
    assert readers(world.people, "privacy.registrationimport") == set()


def test_who_agreed_among_residents_is_told_to_no_professional(world):
    label, which = "privacy.agreementacceptance", {"agreement__track": "residents"}
    assert apps.get_model(label).objects.filter(**which).exists()
    assert readers(world.people, label, **which) == set()


def test_what_was_erased_is_told_to_who_may_close_the_traject_once_it_is_shown(world):
    reports = apps.get_model("privacy.deletionreport").objects
    shown = reports.create(traject=world.traject, table="traject_sessions.roomnote", count=3, is_shown=True)
    assert readers(world.people, "privacy.deletionreport", pk=shown.pk) == KERNTEAM
    reports.filter(pk=shown.pk).update(is_shown=False)
    assert readers(world.people, "privacy.deletionreport", pk=shown.pk) == set()


def test_what_one_was_asked_ends_with_the_seat_for_which_it_was_asked(world):
    petra = world.people["petra"]
    seat = world.traject.memberships.get(user=petra)
    assert "petra" in readers(world.people, "traject_sessions.pollvoter")
    Membership.objects.filter(pk=seat.pk).update(valid_to=timezone.now())
    give_seat(partner=seat.partner, user=petra, role="partner", functions=[])
    assert access.seat(petra, world.traject.pk) is not None
    assert "petra" not in readers(world.people, "traject_sessions.pollvoter", membership=seat)
