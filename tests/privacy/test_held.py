"""While a page is read, what its reader holds is asked once; it decides exactly what the database would."""

import pytest
from django.apps import apps
from django.utils import timezone

from privacy import access, held, policy
from privacy.agreements import publishing
from privacy.agreements.models import AgreementDraft
from privacy.registrations.models import Registration, RegistrationKind
from tests.agreeing import agree
from trajects.partners.models import Membership
from trajects.partners.services import add_partner, end_seat, give_seat
from trajects.traject.models import Traject

EVERYBODY = ["noor", "karim", "petra", "willem", "achmed", "yasmin", "bea", "root", "otto"]


@pytest.fixture
def registration(traject, people, partners):
    found = Registration.objects.create(
        traject=traject,
        partner=partners["petra"],
        created_by=people["petra"],
        kind=RegistrationKind.COUNT,
        title="Meldingen",
        value=12,
        period="k1",
        year=2026,
    )
    access.share(found, [partners["willem"].pk], by=people["petra"])
    return found


def seen(user):
    return {
        label: set(access.visible(user, apps.get_model(label).objects.all()).values_list("pk", flat=True))
        for label in policy.ROADS
    }


@pytest.mark.parametrize("name", ["noor", "petra", "willem", "otto"])
def test_an_acceptance_that_is_lacking_counts_the_same_both_ways(people, name, traject, registration, today):
    agree(traject)
    AgreementDraft.objects.filter(traject=traject).update(text="Een nieuwe tekst")
    publishing.publish(traject.pk, 1, by=people["noor"])
    asked_each_time = seen(people[name])
    people[name].__dict__.pop("_seats", None)
    held.remember(people[name])
    assert seen(people[name]) == asked_each_time
    assert (registration.pk in asked_each_time["privacy.registration"]) == (name == "petra")


@pytest.mark.parametrize("name", EVERYBODY)
def test_a_reader_sees_the_same_rows_as_when_the_database_is_asked_each_time(
    people, name, traject, sent_session, registration, other_traject, track
):
    asked_each_time = seen(people[name])
    seat = access.seat(people[name], traject.pk)
    people[name].__dict__.pop("_seats", None)
    held.remember(people[name])
    assert seen(people[name]) == asked_each_time
    assert access.seat(people[name], traject.pk) == seat


@pytest.mark.parametrize("remembers", [False, True])
def test_who_sits_in_one_traject_only_is_not_asked_about_others_and_who_sits_in_two_is(
    people, traject, other_traject, remembers
):
    """What is remembered may spare a question, never an answer."""
    noor, karim = people["noor"], people["karim"]
    give_seat(partner=add_partner(other_traject, noor.organisation, by=people["otto"]), user=noor)
    if remembers:
        held.remember(noor)
        held.remember(karim)
    assert access.sits_elsewhere(noor, traject.pk)
    assert access.sits_elsewhere(noor, other_traject.pk)
    assert access.sits_elsewhere(karim, other_traject.pk)
    assert access.sits_elsewhere(karim, traject.pk) is not remembers


def test_the_next_request_asks_again(as_, people, traject):
    petra = as_("petra")
    assert petra.get(traject.get_absolute_url()).status_code == 200
    end_seat(Membership.objects.get(traject=traject, user=people["petra"]), by=people["noor"])
    assert petra.get(traject.get_absolute_url()).status_code == 404


def test_a_share_that_is_withdrawn_while_a_page_is_read_is_gone_at_once(people, registration):
    held.remember(people["willem"])
    rows = access.visible(people["willem"], Registration.objects.all())
    assert rows.exists()
    access.share(registration, [], by=people["petra"])
    assert not rows.all().exists()


@pytest.mark.parametrize(("method", "remembers"), [("get", True), ("head", True), ("post", False)])
def test_only_a_request_that_only_reads_remembers(as_, people, traject, monkeypatch, method, remembers):
    began = []
    monkeypatch.setattr(held, "remember", began.append)
    getattr(as_("petra"), method)(traject.get_absolute_url())
    assert began == ([people["petra"]] if remembers else [])


def test_a_page_asks_twice_what_its_reader_holds_and_no_more(people, traject, django_assert_num_queries):
    held.remember(people["petra"])
    with django_assert_num_queries(4):
        list(access.visible(people["petra"], Traject.objects.all()))
        list(access.visible(people["petra"], Membership.objects.all()))
        access.seat(people["petra"], traject.pk)


def test_a_seat_among_residents_is_ones_own_and_ends(people, traject, track):
    def sits(name):
        held.remember(people[name])
        return held.remembered(people[name]).sits_with_residents

    assert [name for name in ("petra", "willem", "yasmin") if sits(name)] == ["willem", "yasmin"]
    Membership.objects.filter(user=people["yasmin"]).update(valid_to=timezone.now())
    assert not sits("yasmin")


def test_a_group_of_residents_opens_nothing_to_who_has_no_seat_among_them(people, traject, track):
    people["petra"].groups.add(traject.role_groups.get(role="resident").group)
    assert not access.visible(people["petra"], type(track).objects.all()).exists()
    assert access.visible(people["yasmin"], type(track).objects.all()).exists()
