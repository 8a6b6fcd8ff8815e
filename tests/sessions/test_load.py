"""Who carries how much, counted over what the reader sees; a gentle word when it hangs on one (A4)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from sessions.actions import services


@pytest.fixture
def agree(traject, people, partners):
    def make(name, **more):
        seat = traject.memberships.get(user=people[name])
        return services.add_action(
            traject, by=people["noor"], title="Actie", partner=partners[name], assignee=seat, **more
        )

    return make


@pytest.fixture
def load(as_, traject):
    return lambda name: as_(name).get(reverse("sessions:action-load", args=[traject.pk]))


def counted(response):
    return {
        load.whole.name: [(each.name, each.open, each.late, each.soon) for each in load.people]
        for load in response.context["loads"]
    }


def test_open_late_and_coming_work_is_counted_for_each_organisation_and_person(
    agree, load, traject, people, partners, today
):
    agree("petra", due=today - timedelta(days=1))
    agree("petra", due=today + timedelta(days=28))
    agree("petra", due=today + timedelta(days=29))
    agree("willem")
    services.add_action(traject, by=people["noor"], title="Voor wie wil", partner=partners["willem"])
    services.tick(agree("willem"), by=people["noor"], done=True)
    assert counted(load("willem")) == {
        "Politie Voorbeeldstad": [("Petra Kuipers", 3, 1, 1)],
        "Welzijn Samen": [("Willem Postma", 1, 0, 0), ("Nog niemand", 1, 0, 0)],
    }
    assert "Meer dan de helft staat bij Petra Kuipers" in load("willem").content.decode()


def test_what_the_reader_does_not_see_is_not_counted_and_raises_no_signal(agree, load, sent_session):
    for _ in range(4):
        agree("petra", session=sent_session)
    agree("willem")
    assert counted(load("karim"))["Politie Voorbeeldstad"] == [("Petra Kuipers", 4, 0, 0)]
    assert load("karim").context["signal"].name == "Petra Kuipers"
    assert counted(load("willem")) == {"Welzijn Samen": [("Willem Postma", 1, 0, 0)]}
    assert load("willem").context["signal"] is None


def test_with_nothing_open_it_says_so_and_ten_take_as_many_queries_as_one(agree, load, django_assert_max_num_queries):
    def count():
        with django_assert_max_num_queries(30) as captured:
            load("petra")
        return len(captured)

    assert "Niets open" in load("petra").content.decode()
    agree("petra")
    one = count()
    for name in ("willem", "karim", "noor") * 3:
        agree(name)
    assert count() == one
