"""Taking part with one click for who is logged in, and codes that cannot be guessed or found (S4)."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from privacy.access import link_hash
from sessions.planning.models import Session
from sessions.room import codes
from sessions.room.models import Room, RoomNote, RoomSeat, Vote
from tests.sessions.room_rows import code, held, item, live, note, phase, phone

DOOR, WORK = reverse("sessions:phone"), "/mijn-werk/"


@pytest.fixture
def running(sent_session, people):
    return held(sent_session, people["noor"])


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def test_who_is_invited_takes_part_from_the_agenda_and_from_mijn_werk_without_a_code(running, as_, partners):
    petra, join = as_("petra"), f'action="{live(running, "room-join")}"'
    for page in (running.get_absolute_url(), WORK):
        assert join in text(petra.get(page))
    answer = petra.post(live(running, "room-join"), follow=True)
    assert answer.redirect_chain == [(DOOR, 302)]
    assert "Je doet mee namens Politie Voorbeeldstad" in text(answer)
    # From the phone's page back to the site; a device that came by the code has nothing to go back to.
    assert f'href="{WORK}">Naar Mijn werk</a>' in text(answer)
    assert WORK not in text(phone(running, partners["petra"]).get(DOOR))
    RoomSeat.objects.exclude(secret_hash=link_hash(petra.cookies["plek"].value)).delete()
    assert petra.cookies["plek"]["httponly"]
    assert running.invited.get(partner=partners["petra"]).attendance == "aanwezig"
    # Once more on the same device is the same seat, and a seat says of nobody whose device it is.
    petra.post(live(running, "room-join"))
    seat = RoomSeat.objects.get()
    assert seat.partner == partners["petra"]
    assert {field.name for field in RoomSeat._meta.fields} == {"id", "room", "partner", "secret_hash", "made_at"}


def test_the_seat_is_one_as_by_the_code(running, as_):
    petra, noor, first = as_("petra"), as_("noor"), item(running, 0)
    phase(noor, running, first, "schrijven")
    petra.post(live(running, "room-join"))
    petra.post(reverse("sessions:phone-note"), note(first, "de donkere hoek"))
    assert "de donkere hoek" not in text(noor.get(live(running)))
    phase(noor, running, first, "open")
    assert "de donkere hoek" in text(petra.get(DOOR))
    phase(noor, running, first, "stemmen")
    petra.post(reverse("sessions:phone-vote"), {"note": RoomNote.objects.get().pk, "stem": "ja"})
    assert Vote.objects.get().seat == RoomSeat.objects.get()


def test_who_is_not_invited_and_who_is_not_logged_in_gets_no_seat(running, as_, partners, people):
    for name in ("noor", "willem", "achmed", "otto", "bea", "yasmin"):
        client = as_(name)
        for page in (running.get_absolute_url(), WORK):
            assert live(running, "room-join") not in text(client.get(page)), name
        assert client.post(live(running, "room-join")).status_code == 404, name
    assert Client().post(live(running, "room-join")).status_code == 401
    assert as_("petra").get(live(running, "room-join")).status_code == 405
    running.invited.filter(partner=partners["petra"]).delete()
    assert as_("petra").post(live(running, "room-join")).status_code == 404
    assert not RoomSeat.objects.exists()


def test_before_and_after_there_is_nothing_to_take_part_in(sent_session, as_, people):
    petra, noor = as_("petra"), as_("noor")

    def refused():
        shown = [text(petra.get(page)) for page in (sent_session.get_absolute_url(), WORK)]
        answer = petra.post(live(sent_session, "room-join"), follow=True)
        assert "Deze bijeenkomst is nu niet bezig" in text(answer)
        return not any(live(sent_session, "room-join") in page for page in shown) and not RoomSeat.objects.exists()

    assert refused()
    held(sent_session, people["noor"])
    noor.post(live(sent_session, "room-close"))
    assert Session.objects.get(pk=sent_session.pk).status == "verslag"
    assert refused()


def test_the_kernteam_takes_part_too_where_its_organisation_is_invited(running, as_, partners):
    karim = as_("karim")
    shown = text(karim.get(running.get_absolute_url()))
    assert "Naar de bijeenkomst" in shown
    karim.post(live(running, "room-join"))
    assert RoomSeat.objects.get().partner == partners["karim"]


def test_guessing_codes_stops_and_right_codes_do_not_count(running, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "room_code": "3/m/ip"}
    for _ in range(5):
        assert Client().post(DOOR, {"code": code(running)}).status_code == 200
    assert [Client().post(DOOR, {"code": "ABCDEFGH"}).status_code for _ in range(4)] == [422, 422, 422, 429]
    assert Client().post(DOOR, {"code": code(running)}).status_code == 429


def test_the_database_holds_no_code(running):
    room = Room.objects.get()
    assert code(running).replace(" ", "") not in str(vars(room))
    assert codes.room_of(room.code_hash) is None
