"""What a phone in the room asks of the server, where sixty of them do so at once; and that it shows what was typed."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from sessions.room.models import RoomNote
from tests.sessions.room_rows import held, item, note, phase, phone, stick, version

DOOR, STATE = reverse("sessions:phone"), reverse("sessions:phone-state")


@pytest.fixture
def asked(sent_session, people, as_):
    """A session at an item at which notes are asked for."""
    running = held(sent_session, people["noor"])
    phase(as_("noor"), running, item(running, 0), "schrijven")
    return running


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def test_a_phone_that_asks_again_costs_one_query(asked, as_, partners, django_assert_num_queries):
    device = phone(asked, partners["petra"])
    seen = version(device.get(DOOR))
    with django_assert_num_queries(1):
        assert device.get(STATE, {"v": seen}).status_code == 204
    # What others write in silence changes nothing for it.
    stick(phone(asked, partners["karim"]), item(asked, 0), "stil")
    assert device.get(STATE, {"v": seen}).status_code == 204
    phase(as_("noor"), asked, item(asked, 0), "open")
    answer = device.get(STATE, {"v": seen})
    assert "stil" in text(answer)
    assert device.get(STATE, {"v": "onzin"}).status_code == 200
    few = 0
    for what in range(10):
        few = few or queries_of(device)
        stick(device, item(asked, 0), f"geeltje {what}")
    assert queries_of(device) <= few + 1


def queries_of(device):
    with CaptureQueriesContext(connection) as found:
        device.get(STATE)
    return len(found)


def test_a_note_shows_what_was_typed_whatever_signs_stand_in_it(asked, as_, partners):
    device, odd = phone(asked, partners["petra"]), "{key} %(x)s {} <b>\"lamp\"</b> & 'licht'"
    for where, shown_by in (("schrijven", device), ("open", phone(asked, partners["karim"])), ("stemmen", device)):
        phase(as_("noor"), asked, item(asked, 0), where)
        stick(device, item(asked, 0), odd)
        assert f"</em> {escape(odd)} <em>" in text(shown_by.get(DOOR))


def test_sticking_a_note_asks_ten_queries_however_many_there_are(asked, as_, partners, django_assert_max_num_queries):
    device, where, url = phone(asked, partners["petra"]), item(asked, 0), reverse("sessions:phone-note")
    for how_far in ("schrijven", "open"):
        phase(as_("noor"), asked, where, how_far)
        for what in ("eerste", "tweede"):
            with django_assert_max_num_queries(10):
                device.post(url, note(where, what), headers={"HX-Request": "true"})
    assert RoomNote.objects.count() == 4
