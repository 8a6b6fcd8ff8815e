"""A session that is called off, and what only gets a warning (S1, S7)."""

from datetime import date, time, timedelta

import icalendar
import pytest
from django.urls import reverse
from django.utils import timezone

from sessions.planning.calendar import ics
from sessions.planning.models import Session, SessionStatus
from sessions.planning.sending import send_agenda
from sessions.planning.states import advance
from tests.sessions.test_invitations import SITE, address, change, event_in, mailed


@pytest.fixture
def invited(session, people):
    """The letters by which Petra and Karim were invited."""
    send_agenda(session, by=people["noor"], site=SITE)
    return mailed()


def test_calling_off_tells_who_expects_it_and_can_be_undone(as_, session, people, invited):
    page = as_("noor").get(address("session-cancel", session)).content.decode()
    assert "Petra Kuipers" in page
    as_("noor").post(address("session-cancel", session))
    letters = mailed()
    assert set(letters) == {"karim", "petra"}
    method, event = event_in(letters["petra"])
    assert (method, event["status"]) == ("CANCEL", "CANCELLED")
    assert "gaat niet door" in letters["petra"].body
    for url in (session.get_absolute_url(), reverse("sessions:session-list", args=[session.traject_id])):
        assert "Afgelast" in as_("petra").get(url).content.decode()
    assert as_("noor").get(address("session-edit", session)).status_code == 302
    as_("noor").post(address("session-reopen", session))
    session.refresh_from_db()
    assert session.status == SessionStatus.DRAFT
    assert as_("petra").get(session.get_absolute_url()).status_code == 404
    send_agenda(session, by=people["noor"], site=SITE)
    again = mailed()
    assert again["petra"].subject == "Buurtbalans: uitnodiging voor een bijeenkomst"
    assert event_in(again["petra"])[1]["sequence"] > event["sequence"]


def test_calling_off_that_is_undone_before_the_mail_leaves_tells_nobody(as_, session, invited):
    as_("noor").post(address("session-cancel", session))
    as_("noor").post(address("session-reopen", session))
    assert mailed() == {}


def test_what_was_called_off_is_nowhere_to_come(as_, session, traject, invited, people):
    def shown():
        coming = as_("petra").get("/mijn-werk/").context["sessions"]
        overview = as_("petra").get(traject.get_absolute_url()).context
        listed = as_("petra").get(reverse("sessions:session-list", args=[traject.pk])).context
        return list(coming), overview["following"], list(listed["upcoming"]), list(listed["cancelled"])

    assert shown() == ([session], session, [session], [])
    advance(session, SessionStatus.CANCELLED, by=people["noor"])
    assert shown() == ([], None, [], [session])
    event = icalendar.Calendar.from_ical(as_("petra").get(address("session-ics", session)).content).walk("VEVENT")[0]
    assert event["status"] == "CANCELLED"


def test_what_has_begun_is_neither_sent_nor_called_off(as_, session, people):
    advance(session, SessionStatus.RUNNING, by=people["noor"])
    for action in ("agenda-send", "session-cancel", "session-reopen"):
        answer = as_("noor").post(address(action, session), follow=True)
        assert "Dit kan nu niet meer" in answer.content.decode()
        assert Session.objects.get().status == SessionStatus.RUNNING
    assert mailed() == {}


def test_only_the_kernteam_calls_off(as_, sent_session):
    for action in ("session-cancel", "session-reopen"):
        got = {who: as_(who).post(address(action, sent_session)).status_code for who in ("petra", "willem", "otto")}
        assert got == {"petra": 403, "willem": 404, "otto": 404}


def test_a_past_day_and_an_overlap_are_warned_for_and_not_refused(as_, session, partners):
    plan = {"title": "Nog een", "date": session.date.isoformat(), "starts_at": "16:00", "ends_at": "17:00"}
    new = reverse("sessions:session-new", args=[session.traject_id])
    with_petra = as_("noor").post(new, {**plan, "partners": [partners["petra"].pk]}, follow=True).content.decode()
    assert "“Verdieping” is op hetzelfde moment, ook met Politie Voorbeeldstad." in with_petra
    with_willem = as_("noor").post(new, {**plan, "partners": [partners["willem"].pk]}, follow=True).content.decode()
    assert "op hetzelfde moment" not in with_willem
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    answer = as_("noor").post(address("session-edit", session), change(session, date=yesterday), follow=True)
    assert "Let op: deze dag is al geweest." in answer.content.decode()


@pytest.mark.parametrize(("day", "hours"), [(date(2027, 3, 28), 2), (date(2027, 10, 31), 4)])
def test_a_session_in_the_night_that_the_clock_changes_takes_as_long_as_it_takes(session, day, hours):
    session.date, session.starts_at, session.ends_at = day, time(1), time(4)
    event = icalendar.Calendar.from_ical(ics(session, SITE)).walk("VEVENT")[0]
    starts, ends = event["dtstart"].dt, event["dtend"].dt
    assert (starts.hour, ends.hour) == (1, 4)
    assert ends.timestamp() - starts.timestamp() == hours * 3600
