"""One's own sessions in one's own calendar: a secret address that asks the gate at every visit (S6)."""

import re

import icalendar
import pytest

from buurtbalans.accounts.models import User
from sessions.planning.models import CalendarFeed
from trajects.partners.models import Membership

SETTINGS = "/account/agenda/"


@pytest.fixture
def petras(as_, sent_session):
    """The address that Petra made."""
    return made(as_("petra"))


def made(client):
    page = client.post(SETTINGS).content.decode()
    return re.search(r'value="http://testserver(/mijn-agenda/[^"]+)"', page).group(1)


def uids(response):
    assert response.status_code == 200
    return [event["uid"] for event in icalendar.Calendar.from_ical(response.content).walk("VEVENT")]


def test_the_address_gives_exactly_the_sessions_one_may_see_without_logging_in(as_, session, petras, client):
    response = client.get(petras)
    assert len(uids(response)) == 1
    assert response["Cache-Control"].startswith("no-store")
    text = response.content.decode()
    assert "Verdieping" not in text
    assert "SUMMARY:Buurtbalans-bijeenkomst" in text


def test_who_is_not_invited_has_an_empty_calendar(as_, sent_session, client):
    assert uids(client.get(made(as_("willem")))) == []


def test_a_draft_is_in_the_calendar_of_the_kernteam_only(as_, session, client):
    assert len(uids(client.get(made(as_("noor"))))) == 1
    assert uids(client.get(made(as_("petra")))) == []


def test_the_address_is_shown_once_and_kept_as_a_hash(as_, petras):
    token = petras.split("/")[2]
    assert token not in as_("petra").get(SETTINGS).content.decode()
    assert not CalendarFeed.objects.filter(token_hash=token).exists()


def test_a_new_address_ends_the_old_one_and_stopping_ends_it_all(as_, petras, client):
    renewed = made(as_("petra"))
    assert client.get(petras).status_code == 404
    assert client.get(renewed).status_code == 200
    as_("petra").post(SETTINGS, {"stop": "1"})
    assert client.get(renewed).status_code == 404


def test_who_left_the_traject_gets_nothing(people, petras, client, traject):
    Membership.objects.filter(user=people["petra"]).update(valid_to=traject.created_at)
    assert client.get(petras).status_code == 404


def test_who_is_deactivated_gets_nothing(people, petras, client):
    User.objects.filter(pk=people["petra"].pk).update(is_active=False)
    assert client.get(petras).status_code == 404


def test_who_moved_to_another_organisation_gets_nothing(people, petras, client):
    User.objects.filter(pk=people["petra"].pk).update(organisation=people["otto"].organisation)
    assert client.get(petras).status_code == 404


def test_a_session_from_which_one_was_taken_off_is_gone_from_the_calendar(people, petras, client, sent_session):
    from sessions.planning.services import set_invited

    set_invited(sent_session, [])
    assert uids(client.get(petras)) == []


def test_ten_sessions_take_as_many_queries_as_one(
    people, petras, client, traject, partners, django_assert_max_num_queries
):
    from datetime import time, timedelta

    from django.utils import timezone

    from sessions.planning.services import open_to_invited, plan_session

    with django_assert_max_num_queries(20) as one:
        client.get(petras)
    for number in range(9):
        day = timezone.localdate() + timedelta(days=number + 1)
        extra = plan_session(
            traject,
            by=people["noor"],
            title=f"Extra {number}",
            day=day,
            starts_at=time(9),
            ends_at=time(10),
            partners=[partners["petra"]],
        )
        open_to_invited(extra)
    with django_assert_max_num_queries(20) as ten:
        assert len(uids(client.get(petras))) == 10
    assert len(ten.captured_queries) == len(one.captured_queries)
