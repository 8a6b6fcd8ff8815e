"""The history of an action: who changed what when, and where it came from."""

from datetime import timedelta

import pytest
from django.urls import reverse

from sessions.actions import services
from sessions.agenda.models import AgendaItem


@pytest.fixture
def action(traject, people, partners, today):
    return services.add_action(
        traject, by=people["noor"], title="Lampen tellen", partner=partners["petra"], due=today + timedelta(days=3)
    )


def page(client, action):
    return client.get(action.get_absolute_url())


def lines(response):
    return [(line.who, line.text.split(":")[0]) for line in response.context["history"]]


def test_every_change_stands_in_the_history_last_first(as_, action, traject, people, partners, today):
    data = {"title": "Lampen tellen", "partner": partners["willem"].pk, "version": 1, "due": today.isoformat()}
    as_("karim").post(reverse("sessions:action-edit", args=[traject.pk, action.pk]), data)
    as_("noor").post(
        reverse("sessions:action-edit", args=[traject.pk, action.pk]),
        data | {"title": "Lampen vervangen", "version": 2, "step": traject.steps.get(number=3).pk},
    )
    report = {"status": "klaar", "note": "Er zijn er 12", "version": 3}
    as_("willem").post(reverse("sessions:action-report", args=[traject.pk, action.pk]), report)
    as_("noor").post(reverse("sessions:action-tick", args=[traject.pk, action.pk]), {"klaar": "0"})
    response = page(as_("petra"), action)
    # Two changes at one moment stand last written first.
    assert lines(response) == [
        ("Noor Dijkstra", "Stand"),
        ("Willem Postma", "Stand"),
        ("Noor Dijkstra", "Tekst gewijzigd"),
        ("Noor Dijkstra", "Stap"),
        ("Karim Benali", "Wie het doet"),
        ("Karim Benali", "Datum"),
        ("Noor Dijkstra", "Afgesproken"),
    ]
    body = response.content.decode()
    assert "van Politie Voorbeeldstad, nog niemand naar Welzijn Samen, nog niemand" in body
    assert "van geen stap naar stap 3" in body
    assert "Lampen tellen" not in body


def test_saving_without_a_change_and_losing_to_somebody_else_leave_no_line(as_, action, traject, people, partners):
    same = {"title": action.title, "partner": partners["petra"].pk, "due": action.due.isoformat(), "version": 1}
    url = reverse("sessions:action-edit", args=[traject.pk, action.pk])
    assert as_("noor").post(url, same).status_code == 302
    assert as_("noor").post(url, same | {"title": "Iets anders"}).status_code == 409
    assert not action.changes.exists()


def test_the_agenda_item_is_a_link_for_who_sees_the_session(as_, action, traject, people, partners, sent_session):
    item = AgendaItem.objects.create(session=sent_session, title="Kanarie", minutes=20, position=1)
    type(action).objects.update(item=item)
    assert f'{sent_session.get_absolute_url()}#onderdeel-{item.pk}"' in page(as_("petra"), action).content.decode()
    assert "Kanarie" not in page(as_("willem"), action).content.decode()


def test_ten_changes_take_as_many_queries_as_one(as_, action, people, today, django_assert_max_num_queries):
    petra = as_("petra")

    def count():
        with django_assert_max_num_queries(20) as captured:
            page(petra, action)
        return len(captured)

    services.change_action(action, 1, by=people["noor"], due=today)
    one = count()
    for number in range(2, 11):
        services.change_action(action, number, by=people["noor"], due=today + timedelta(days=number))
    assert count() == one
