"""A session in one's own calendar (S6)."""

from datetime import datetime
from zoneinfo import ZoneInfo

import icalendar
from django.urls import reverse


def calendar(client, session):
    answer = client.get(reverse("sessions:session-ics", args=[session.traject_id, session.pk]))
    assert answer.status_code == 200
    return answer, icalendar.Calendar.from_ical(answer.content)


def event_of(found):
    return found.walk("VEVENT")[0]


def test_the_calendar_has_the_session_in_dutch_time(as_, sent_session):
    answer, found = calendar(as_("petra"), sent_session)
    assert answer["Content-Type"].startswith("text/calendar")
    assert answer["Content-Disposition"].startswith("attachment")
    event = event_of(found)
    start = datetime.combine(sent_session.date, sent_session.starts_at, tzinfo=ZoneInfo("Europe/Amsterdam"))
    assert event["dtstart"].dt == start
    assert event["dtend"].dt == sent_session.end
    assert event["location"] == "Buurthuis De Kade"
    assert found["method"] == "PUBLISH"
    assert found.walk("VTIMEZONE")
    assert event["url"].endswith(sent_session.get_absolute_url())


def test_the_calendar_tells_nothing_about_the_content(as_, sent_session):
    answer, found = calendar(as_("petra"), sent_session)
    assert event_of(found)["summary"] == "Buurtbalans-bijeenkomst"
    for secret in (sent_session.title, "Molenkade", "Politie"):
        assert secret not in answer.content.decode()


def test_a_moved_session_keeps_its_uid_and_counts_up(as_, sent_session):
    first = event_of(calendar(as_("petra"), sent_session)[1])
    type(sent_session).objects.filter(pk=sent_session.pk).update(sequence=1)
    second = event_of(calendar(as_("petra"), sent_session)[1])
    assert first["uid"] == second["uid"]
    assert (first["sequence"], second["sequence"]) == (0, 1)


def test_who_is_not_invited_gets_no_calendar(as_, sent_session):
    url = reverse("sessions:session-ics", args=[sent_session.traject_id, sent_session.pk])
    assert {as_(who).get(url).status_code for who in ("willem", "otto", "yasmin", "root", "achmed")} == {404}
