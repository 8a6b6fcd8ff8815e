"""Leading a session: item, clock, attendance and outcomes on the page of the kernteam (S4, S8)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from sessions.actions.models import Action
from sessions.agenda.models import Treatment
from sessions.outcomes.models import Outcome
from sessions.planning.models import Attendance, Session, SessionStatus
from sessions.room.models import Room
from tests.sessions.room_rows import code, held, item, live, version


@pytest.fixture
def running(session, people):
    return held(session, people["noor"])


def test_a_session_begins_with_one_click_on_its_agenda_and_ends_with_one(as_, session, people):
    noor = as_("noor")
    # Begun by accident a week before, it would be open to the invited: a page asks first.
    agenda = noor.get(session.get_absolute_url()).content.decode()
    assert live(session, "room-start") not in agenda
    assert live(session) in agenda
    assert live(session, "room-start") in noor.get(live(session)).content.decode()
    Session.objects.filter(pk=session.pk).update(date=timezone.localdate())
    assert live(session, "room-start") in noor.get(session.get_absolute_url()).content.decode()
    begun = noor.post(live(session, "room-start"), follow=True)
    assert begun.redirect_chain[-1][0] == live(session)
    noor.post(live(session, "room-start"))
    room = Room.objects.get(session=session)
    assert (Session.objects.get(pk=session.pk).status, room.item) == (SessionStatus.RUNNING, None)
    old = code(session)
    assert noor.post(live(session, "room-close")).status_code == 302
    noor.post(live(session, "room-close"))
    session.refresh_from_db()
    assert (session.status, session.ended_at is not None) == (SessionStatus.MINUTES, True)
    assert noor.get(live(session, "room-state")).status_code == 303
    # Ended by mistake: it goes on, with another code.
    noor.post(live(session, "room-start"))
    assert code(session) != old
    assert noor.get(live(session)).status_code == 200


def test_next_leads_to_the_item_that_was_shown_as_next_however_often_it_is_sent(as_, running):
    noor = as_("noor")
    page = noor.get(live(running)).content.decode()
    assert all(words in page for words in ("Onderdeel 1 van 3", "20:00", "Hoe zien we de urgentie?"))
    for _ in range(2):
        noor.post(live(running, "room-item"), {"item": item(running, 1).pk})
    assert Room.objects.get(session=running).item == item(running, 1)
    assert [one.treatment for one in running.items.on_agenda()] == [Treatment.DISCUSSED, Treatment.OPEN, Treatment.OPEN]
    noor.post(live(running, "room-item"), {"item": item(running, 0).pk})
    assert [one.treatment for one in running.items.on_agenda()] == [Treatment.OPEN] * 3
    assert noor.post(live(running, "room-item"), {"item": 987654321}).status_code == 404
    noor.post(live(running, "room-close"))
    assert [one.treatment for one in running.items.on_agenda()] == [Treatment.DISCUSSED, Treatment.OPEN, Treatment.OPEN]


def test_the_clock_is_reckoned_from_moments_of_the_server(as_, running):
    noor, now = as_("noor"), timezone.now()
    Room.objects.filter(session=running).update(item_started_at=now - timedelta(minutes=8))

    def left():
        return Room.objects.get(session=running).seconds_left(timezone.now())

    assert left() in range(12 * 60 - 5, 12 * 60 + 1)
    for _ in range(2):
        noor.post(live(running, "room-clock"), {"doen": "erbij", "extra": "0"})
    assert left() in range(17 * 60 - 5, 17 * 60 + 1)
    noor.post(live(running, "room-clock"), {"doen": "pauze"})
    Room.objects.filter(session=running).update(paused_at=timezone.now() - timedelta(minutes=4))
    assert left() in range(21 * 60 - 5, 21 * 60 + 1)
    assert "Ga verder" in noor.get(live(running)).content.decode()
    for _ in range(2):
        noor.post(live(running, "room-clock"), {"doen": "verder"})
    assert left() in range(21 * 60 - 5, 21 * 60 + 1)
    Room.objects.filter(session=running).update(item_started_at=now - timedelta(minutes=40))
    assert 'data-bb-left="-' in noor.get(live(running)).content.decode()


def test_who_asks_again_hears_at_once_that_nothing_changed(as_, running, django_assert_max_num_queries):
    noor = as_("noor")
    seen = version(noor.get(live(running)))
    with django_assert_max_num_queries(3):
        assert noor.get(live(running, "room-state"), {"v": seen}).status_code == 204
    with django_assert_max_num_queries(3):
        assert noor.get(live(running, "room-screen-state"), {"v": seen}).status_code == 204
    noor.post(live(running, "room-item"), {"item": item(running, 2).pk})
    answer = noor.get(live(running, "room-state"), {"v": seen})
    assert answer.status_code == 200
    assert "Wie doet wat?" in answer.content.decode()
    assert version(answer) != seen


def test_asking_again_is_not_doing_something_but_leading_keeps_one_signed_in(as_, running):
    noor = as_("noor")
    noor.get(live(running))
    web = noor.session
    web["active"] = web["began"] = 0
    web.save()
    # Nine hours later nobody else would be logged in.
    assert noor.get(live(running, "room-state")).status_code == 200
    assert noor.session["active"] == 0
    Session.objects.filter(pk=running.pk).update(
        status=SessionStatus.MINUTES, ended_at=timezone.now() - timedelta(hours=1)
    )
    noor.get(live(running, "room-state"))
    assert noor.get(live(running)).status_code == 302
    assert noor.get(live(running)).url.startswith(reverse("account_login"))


def test_who_is_there_is_written_down_by_organisation(as_, running, partners):
    noor, petra = as_("noor"), partners["petra"]
    url = live(running, "room-attendance", petra.pk)
    for attendance in (Attendance.LATE, Attendance.APOLOGY, Attendance.SUBSTITUTE):
        noor.post(url, {"attendance": attendance})
        assert running.invited.get(partner=petra).attendance == attendance
    assert "1 aanwezig" in noor.get(live(running)).content.decode()
    noor.post(url, {"attendance": "onzin"})
    assert running.invited.get(partner=petra).attendance == Attendance.SUBSTITUTE
    assert (
        noor.post(live(running, "room-attendance", partners["willem"].pk), {"attendance": "later"}).status_code == 404
    )


def test_one_line_and_enter_records_and_the_type_changes_afterwards(as_, running, partners, today):
    noor, form = as_("noor"), {"once": str(uuid4()), "item": item(running, 0).pk, "text": "We vragen nieuwe lampen"}
    for _ in range(2):
        assert noor.post(live(running, "room-outcome"), form).status_code == 302
    line = Outcome.objects.get()
    assert (line.kind, line.item) == ("informatie", item(running, 0))
    noor.post(live(running, "room-outcome-kind", line.pk), {"version": line.version, "kind": "actie"})
    action = Action.objects.get()
    assert (action.title, action.due, action.partner) == (form["text"], today + timedelta(days=14), partners["noor"])
    owner = {"version": action.version, "partner": partners["petra"].pk, "due": "2027-03-01"}
    noor.post(live(running, "room-outcome-owner", line.pk), owner)
    action.refresh_from_db()
    assert (action.partner, str(action.due)) == (partners["petra"], "2027-03-01")
    # Somebody with an older page changes nothing.
    as_("karim").post(live(running, "room-outcome-owner", line.pk), {**owner, "partner": partners["karim"].pk})
    as_("karim").post(live(running, "room-outcome-kind", line.pk), {"version": 1, "kind": "besluit"})
    action.refresh_from_db()
    assert (action.partner, Outcome.objects.get().kind) == (partners["petra"], "actie")
    noor.post(live(running, "room-outcome-off", line.pk))
    assert not Outcome.objects.exists()
    assert not Action.objects.exists()


def test_what_looks_like_a_person_is_asked_about_and_nothing_typed_is_lost(as_, running):
    text = "Bel Jan de Vries op 06-12345678"
    sent = {"once": str(uuid4()), "item": item(running, 0).pk, "text": text, "kind": "besluit"}
    for headers in ({}, {"HX-Request": "true"}):
        answer = as_("noor").post(live(running, "room-outcome"), sent, headers=headers)
        assert answer.status_code == 422
        assert text in answer.content.decode()
        assert 'name="door-keep-text"' in answer.content.decode()
    assert not Outcome.objects.exists()


def test_a_page_of_a_session_that_has_ended_changes_nothing_and_says_so(as_, running):
    noor = as_("noor")
    noor.post(live(running, "room-close"))
    before = version_of(running)
    for name, data in (("room-item", {"item": item(running, 1).pk}), ("room-clock", {"doen": "pauze"})):
        assert noor.post(live(running, name), data).status_code == 409
        told = noor.post(live(running, name), data, headers={"HX-Request": "true"})
        assert (told.status_code, told["HX-Retarget"]) == (409, "#bb-melding")
    sent = {"once": str(uuid4()), "text": "Te laat"}
    assert noor.post(live(running, "room-outcome"), sent).status_code == 409
    assert (version_of(running), Outcome.objects.count()) == (before, 0)


def version_of(session):
    return Room.objects.get(session=session).state_version


def test_only_the_kernteam_leads(as_, running):
    assert as_("karim").get(live(running)).status_code == 200
    assert as_("petra").get(live(running)).status_code == 403
    assert as_("petra").get(live(running, "room-state")).status_code == 404
    assert as_("willem").get(live(running)).status_code == 404


def test_a_page_of_ten_lines_asks_as_much_as_one_of_one(as_, running, django_assert_num_queries):
    noor = as_("noor")

    def record(kind, number):
        sent = {"once": str(uuid4()), "item": item(running, 0).pk, "text": f"Regel {number}", "kind": kind}
        noor.post(live(running, "room-outcome"), sent)

    record("actie", 0)
    noor.get(live(running))
    with CaptureQueriesContext(connection) as one:
        noor.get(live(running))
    asked = len(one)
    for number in range(9):
        record("actie", number)
    noor.get(live(running))
    with django_assert_num_queries(asked):
        noor.get(live(running))
