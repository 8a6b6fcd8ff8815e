"""The wall between residents and professionals, from both sides (V4, B6)."""

import pytest
from django.apps import apps
from django.urls import reverse

from privacy import access, policy, wall
from privacy.doors.finding import Door
from tests.privacy.cast import PEOPLE, PROFESSIONALS
from tests.privacy.matrix import ROWS
from tests.privacy.test_matrix import address
from trajects.partners.models import Membership

# Every word by which a resident could know of the professionals: people, organisations, what they work on.
WORDS_OF_PROFESSIONALS = (
    "dijkstra",
    "benali",
    "kuipers",
    "yilmaz",
    "stadsdeel oude stad",
    "de brug",
    "politie voorbeeldstad",
    "welzijn samen",
    "jongeren hebben geen plek",
    "het plein is onrustig",
    "gebiedsplan",
    "een plek",
)


def test_a_resident_reads_no_word_of_the_professionals_anywhere(walk_of):
    told = {}
    for got in walk_of("yasmin").answers:
        if words := [word for word in WORDS_OF_PROFESSIONALS if word in got.words]:
            told[got.url] = words
    assert told == {}


def test_every_address_of_the_traject_but_the_own_side_is_not_found_for_a_resident(world, as_):
    yasmin, own = as_("yasmin"), f"/trajecten/{world.traject.pk}/bewoners/"
    for name, row in ROWS.items():
        url = address(name, row, world)
        if row.arguments and not url.startswith(own):
            for method in ("get", "post"):
                wanted = 404 if getattr(row, method) else 405
                assert getattr(yasmin, method)(url).status_code == wanted, (method, name)


def test_flags_groups_and_seats_of_professionals_open_nothing_of_the_residents(world):
    labels = [label for label, road in policy.ROADS.items() if road.carrier == "track"]
    for name in set(PEOPLE) - {"", "willem", "yasmin"}:
        for label in labels:
            rows = access.visible(world.people[name], apps.get_model(label).objects.all())
            assert not rows.exists(), (name, label)
        assert wall.actions(world.people[name], world.residents.track) == frozenset()
        assert not wall.residents_of(world.people[name], Membership.objects.all()).exists()


@pytest.mark.parametrize("loss", ["seat", "group", "account"])
def test_on_the_residents_side_too_there_are_two_locks_and_a_live_account(world, as_, loss):
    yasmin, client = world.people["yasmin"], as_("yasmin")
    home = world.residents.track.get_absolute_url()
    assert client.get(home).status_code == 200
    if loss == "seat":
        Membership.objects.filter(user=yasmin).update(valid_to="2026-01-01T00:00Z")
    elif loss == "group":
        yasmin.groups.clear()
    else:
        yasmin.is_active = False
        yasmin.save()
    assert client.get(home).status_code in ({302} if loss == "account" else {404})
    assert not access.visible(type(yasmin).objects.get(pk=yasmin.pk), type(world.residents.note).objects.all()).exists()


def test_each_role_holds_exactly_its_actions_on_the_track(world):
    for role, actions in policy.TRACK_ROLES.items():
        group = world.traject.role_groups.get(role=role).group
        rows = group.residentstrackgrouppermission_set.filter(content_object=world.residents.track)
        assert set(rows.values_list("permission__codename", flat=True)) == actions
        assert not group.trajectgrouppermission_set.exists()


def test_who_guides_the_residents_is_known_to_who_sees_either_side(world):
    knows = {name for name in set(PEOPLE) - {""} if wall.guides_of(world.people[name], world.traject.pk).exists()}
    assert knows == PROFESSIONALS | {"yasmin"}


def test_a_resident_of_one_traject_sees_nothing_of_the_residents_of_another(world, as_):
    from trajects.residents.seats import name_guide

    elsewhere = name_guide(world.other.memberships.get(), by=world.people["otto"])
    for client in (as_("yasmin"), as_("willem")):
        for name in ("residents", "residents-notes", "residents-meetings", "rewriting-list", "residents-people"):
            assert client.get(reverse(f"trajects:{name}", args=[elsewhere.traject_id])).status_code == 404


def test_rows_of_another_track_are_not_found_through_the_own_one(world, as_):
    """The number of a row elsewhere under the own address, and the other way round."""
    from trajects.residents.seats import name_guide
    from trajects.residents.services import write_note

    elsewhere = name_guide(world.other.memberships.get(), by=world.people["otto"])
    foreign = write_note(elsewhere, by=world.people["otto"], kind="idee", text="Elders")
    own = world.residents.note
    for who in ("yasmin", "willem"):
        for traject_id, pk in ((world.traject.pk, foreign.pk), (elsewhere.traject_id, own.pk)):
            for name in ("residents-note-edit", "residents-note-delete"):
                assert as_(who).post(reverse(f"trajects:{name}", args=[traject_id, pk])).status_code == 404


def test_a_resident_cannot_find_out_by_typing_names_who_is_among_the_professionals(world, as_):
    """A name of a professional is asked about just as that of a stranger."""
    url = reverse("trajects:residents-note-add", args=[world.traject.pk])
    answer = as_("yasmin").post(url, {"kind": "idee", "text": "Petra Kuipers zorgt voor lampen"})
    assert answer.status_code == 422
    door = Door(world.people["yasmin"], world.traject.pk, for_residents=True)
    assert (door.allowed, door.called_by) == (["Molenkade"], frozenset())


def test_the_names_of_professionals_are_asked_about_in_what_goes_to_residents(world, as_):
    url = reverse("trajects:feedback-add", args=[world.traject.pk])
    assert as_("noor").post(url, {"text": "Petra Kuipers zorgt voor lampen"}).status_code == 422
