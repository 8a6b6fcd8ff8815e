"""Taking part on one's own phone: the code, the seat, notes and votes, and nothing else (S4; privacy.md road 58)."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from buurtbalans.accounts.models import Organisation
from privacy import access
from privacy.doors.models import PersonalDataDecision
from sessions.outcomes.models import Outcome
from sessions.planning.models import Session, SessionStatus
from sessions.planning.states import WrongMomentError
from sessions.room import rounds
from sessions.room.codes import how_it_stands
from sessions.room.models import NoteGroup, Room, RoomNote, RoomSeat, Vote
from tests.sessions.room_rows import code, held, item, live, note, phase, phone, stick

DOOR, STATE = reverse("sessions:phone"), reverse("sessions:phone-state")


@pytest.fixture
def running(sent_session, people):
    return held(sent_session, people["noor"])


@pytest.fixture
def asked(running, as_):
    """The session at an item at which notes are asked for."""
    phase(as_("noor"), running, item(running, 0), "schrijven")
    return running


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


# --- coming in


def test_a_right_code_shows_the_invited_and_gives_a_seat_for_one_of_them(running, partners):
    device = Client()
    typed = code(running).lower().replace(" ", "-")
    shown = text(device.post(DOOR, {"code": typed}))
    assert "Politie Voorbeeldstad" in shown
    assert "Welzijn Samen" not in shown
    assert device.post(DOOR, {"code": typed, "partner": partners["willem"].pk}).status_code == 422
    answer = device.post(DOOR, {"code": typed, "partner": partners["petra"].pk})
    cookie = answer.cookies["plek"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    seat = RoomSeat.objects.get()
    assert seat.partner == partners["petra"]
    assert cookie.value not in str(vars(seat))
    assert running.invited.get(partner=partners["petra"]).attendance == "aanwezig"
    # The same device chooses another organisation: the same seat.
    device.post(DOOR, {"code": typed, "partner": partners["karim"].pk})
    assert RoomSeat.objects.get().partner == partners["karim"]


@pytest.mark.parametrize("way", ["no longer invited", "closed"])
def test_a_seat_ends_when_its_organisation_is_no_longer_invited_or_was_closed(asked, partners, way):
    device, petra = phone(asked, partners["petra"]), partners["petra"]
    stick(device, item(asked, 0), "de verlichting")
    assert "de verlichting" in text(device.get(DOOR))
    if way == "closed":
        Organisation.objects.filter(pk=petra.organisation_id).update(is_active=False)
    else:
        asked.invited.filter(partner=petra).delete()
    assert "de verlichting" not in text(device.get(DOOR))
    assert "de verlichting" not in text(device.get(f"{STATE}?v=0"))
    stick(device, item(asked, 0), "het plein")
    assert RoomNote.objects.count() == 1


def test_a_wrong_an_old_and_an_ended_code_get_the_same_answer(running, as_, people):
    def answer(typed):
        return re.sub(r'value="[^"]*"', "", text(Client().post(DOOR, {"code": typed})))

    right, wrong = code(running), answer("ABCD EFGH")
    assert "Deze code werkt niet" in wrong
    assert "Politie" not in wrong
    as_("noor").post(live(running, "room-code"))
    assert answer(right) == wrong
    right = code(running)
    Room.objects.update(code_until=timezone.now() - timedelta(seconds=1))
    assert answer(right) == wrong
    Room.objects.update(code_until=timezone.now() + timedelta(hours=1))
    assert answer(right) != wrong
    as_("noor").post(live(running, "room-close"))
    assert answer(right) == wrong
    assert answer("") == wrong
    assert answer("x" * 5000) == wrong


# --- notes


def test_writing_is_silent_until_all_lie_open(asked, as_, partners, people):
    first, second, noor = phone(asked, partners["petra"]), phone(asked, partners["karim"]), as_("noor")
    answer = stick(first, item(asked, 0), "donkere brandgangen")
    assert answer.status_code == 302
    assert "donkere brandgangen" in text(first.get(DOOR))
    for reader in (second, noor):
        for url in (DOOR, live(asked), live(asked, "room-state"), live(asked, "room-screen")):
            assert "brandgangen" not in text(reader.get(url))
    assert "<b>1</b> geeltje" in text(noor.get(live(asked)))
    assert not access.visible(people["noor"], RoomNote.objects.all()).exists()
    phase(noor, asked, item(asked, 0), "open")
    for reader, url in ((second, DOOR), (noor, live(asked)), (noor, live(asked, "room-screen"))):
        shown = text(reader.get(url))
        assert "donkere brandgangen" in shown
        assert "Politie Voorbeeldstad" in shown
    # What is stuck after that lies open at once; what lies open is not closed again.
    stick(second, item(asked, 0), "losse tegels")
    assert "losse tegels" in text(first.get(DOOR))
    phase(noor, asked, item(asked, 0), "schrijven")
    assert "losse tegels" in text(first.get(DOOR))


def test_a_phone_sees_the_current_item_and_nothing_else(asked, as_, partners):
    device, noor = phone(asked, partners["petra"]), as_("noor")
    stick(device, item(asked, 0), "donkere brandgangen")
    noor.post(live(asked, "room-outcome"), {"once": str(uuid4()), "text": "Uitkomst van de zaal"})
    phase(noor, asked, item(asked, 0), "open")
    noor.post(live(asked, "room-item"), {"item": item(asked, 1).pk})
    shown = text(device.get(DOOR))
    assert item(asked, 1).title in shown
    for hidden in ("brandgangen", item(asked, 0).title, item(asked, 2).title, "Uitkomst", asked.title, "Noor"):
        assert hidden not in shown
    for url in (live(asked), live(asked, "room-screen"), asked.get_absolute_url()):
        assert device.get(url).status_code == 302
    item_now = item(asked, 1)
    phase(noor, asked, item_now, "schrijven")
    item_now.is_confidential = True
    item_now.save()
    for reader, url in ((device, DOOR), (noor, live(asked, "room-screen"))):
        assert "Vertrouwelijk onderdeel" in text(reader.get(url))
        assert item_now.title not in text(reader.get(url))
    assert stick(device, item_now, "iets").status_code == 422
    assert "Geeltjes plakken" not in text(noor.get(live(asked)))


def test_the_same_note_comes_in_once_and_a_note_for_an_item_that_has_passed_stays_with_it(asked, as_, partners):
    device, sent = phone(asked, partners["petra"]), note(item(asked, 0), "te weinig banken")
    for _ in range(3):
        assert device.post(reverse("sessions:phone-note"), sent).status_code == 302
    as_("noor").post(live(asked, "room-item"), {"item": item(asked, 1).pk})
    stick(device, item(asked, 0), "scheve stoep")
    assert [(one.what, one.item) for one in RoomNote.objects.all()] == [
        ("te weinig banken", item(asked, 0)),
        ("scheve stoep", item(asked, 0)),
    ]
    refused = stick(device, item(asked, 2), "waar niets gevraagd werd")
    assert refused.status_code == 422
    assert "waar niets gevraagd werd" in text(refused)


def test_a_note_completes_a_sentence_and_carries_an_organisation_only(asked, as_, partners):
    device = phone(asked, partners["petra"])
    assert stick(device, item(asked, 0), "", because="").status_code == 422
    assert stick(device, item(asked, 0), "stilte", because="").status_code == 422
    stick(device, item(asked, 0), "het lege pand", sentence="kans")
    stick(device, item(asked, 0), "rust in de straat", sentence="verwachting", because="wordt niet gevraagd")
    assert [one.text for one in RoomNote.objects.all()] == [
        "Ik zie een kans in het lege pand omdat ik zie dat het donker is",
        "Wat kan Buurtbalans voor jou betekenen? rust in de straat",
    ]
    typed = note(item(asked, 0), "gladde brug") | {"partner": partners["karim"].pk}
    as_("noor").post(live(asked, "room-note"), typed)
    assert RoomNote.objects.get(what="gladde brug").partner == partners["karim"]
    typed = note(item(asked, 0), "van een ander") | {"partner": partners["willem"].pk}
    assert as_("noor").post(live(asked, "room-note"), typed).status_code == 422
    names = {field.name for field in RoomNote._meta.get_fields()}
    assert not names & {"user", "created_by", "author", "membership"}


def test_a_phone_that_writes_a_name_is_warned_and_one_more_press_keeps_it(asked, partners):
    device = phone(asked, partners["petra"])
    sent = note(item(asked, 0), "de bal van Kees Jansen")
    answer = device.post(reverse("sessions:phone-note"), sent)
    assert answer.status_code == 422
    assert "Kees Jansen" in text(answer)
    hidden = dict(re.findall(r'name="(door-[a-z-]+)" value="([^"]*)"', text(answer)))
    assert device.post(reverse("sessions:phone-note"), sent | hidden).status_code == 302
    decision = PersonalDataDecision.objects.get()
    assert (decision.by, decision.label, decision.field) == (None, "NAAM", "what")
    hard = device.post(reverse("sessions:phone-note"), note(item(asked, 0), "BSN 111222333") | hidden)
    assert hard.status_code == 422
    assert "door-keep" not in text(hard)


def test_a_device_takes_back_its_own_note_until_it_lies_open(asked, as_, partners):
    device, other = phone(asked, partners["petra"]), phone(asked, partners["petra"])
    stick(device, item(asked, 0), "vergissing")
    pk, off = RoomNote.objects.get().pk, reverse("sessions:phone-note-off")
    other.post(off, {"note": pk})
    assert RoomNote.objects.exists()
    device.post(off, {"note": pk})
    assert not RoomNote.objects.exists()
    stick(device, item(asked, 0), "blijft")
    phase(as_("noor"), asked, item(asked, 0), "open")
    device.post(off, {"note": RoomNote.objects.get().pk})
    assert RoomNote.objects.get().what == "blijft"


# --- laying together, voting, and what comes of a note


@pytest.fixture
def opened(asked, as_, partners):
    device = phone(asked, partners["petra"])
    for what in ("licht", "afval", "parkeren", "geluid"):
        stick(device, item(asked, 0), what)
    phase(as_("noor"), asked, item(asked, 0), "open")
    return asked


def test_notes_are_laid_under_headings_by_a_list(opened, as_):
    noor, light = as_("noor"), RoomNote.objects.get(what="licht")
    for title in ("Openbare ruimte", "openbare ruimte", "Overlast"):
        noor.post(live(opened, "room-heading"), {"item": item(opened, 0).pk, "title": title})
    group = NoteGroup.objects.get(title="Openbare ruimte")
    noor.post(live(opened, "room-note-group", light.pk), {"group": group.pk})
    light.refresh_from_db()
    assert light.group == group
    assert [one.title for one in NoteGroup.objects.all()] == ["Openbare ruimte", "Overlast"]
    noor.post(live(opened, "room-note-group", light.pk), {"group": ""})
    light.refresh_from_db()
    assert light.group is None
    other = NoteGroup.objects.create(session=opened, item=item(opened, 1), title="Elders")
    assert noor.post(live(opened, "room-note-group", light.pk), {"group": other.pk}).status_code == 404
    assert as_("petra").post(live(opened, "room-note-group", light.pk), {"group": group.pk}).status_code == 403


def test_each_device_has_three_votes_and_the_same_vote_counts_once(opened, as_, partners):
    device, noor, url = phone(opened, partners["petra"]), as_("noor"), reverse("sessions:phone-vote")
    rows = list(RoomNote.objects.all())
    device.post(url, {"note": rows[0].pk, "stem": "ja"})
    assert not Vote.objects.exists()
    phase(noor, opened, item(opened, 0), "stemmen")
    for row in (rows[0], rows[0], *rows):
        device.post(url, {"note": row.pk, "stem": "ja"})
    assert set(Vote.objects.values_list("note", "number")) == {(rows[n].pk, n + 1) for n in range(3)}
    device.post(url, {"note": rows[0].pk, "stem": "nee"})
    device.post(url, {"note": rows[3].pk, "stem": "ja"})
    assert set(Vote.objects.values_list("note", "number")) == {(rows[1].pk, 2), (rows[2].pk, 3), (rows[3].pk, 1)}
    phone(opened, partners["karim"]).post(url, {"note": rows[1].pk, "stem": "ja"})
    shown = text(noor.get(live(opened)))
    assert '2 <span class="ams-visually-hidden">stemmen</span>' in shown
    vote = Vote.objects.first()
    for number, wrong in ((vote.number, rows[0]), (4, rows[0]), (1, vote.note)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Vote.objects.create(seat=vote.seat, item=vote.item, note=wrong, number=number)


def test_a_vote_answers_with_its_own_note_and_what_is_left(opened, as_, partners):
    """Thirty people vote within seconds: not each gets all notes again. One refused vote shows them all."""
    device, url, where = phone(opened, partners["petra"]), reverse("sessions:phone-vote"), item(opened, 0)
    phase(as_("noor"), opened, where, "stemmen")
    rows = list(RoomNote.objects.order_by("pk"))
    for left, row in ((2, rows[0]), (1, rows[1]), (0, rows[2])):
        answer = device.post(url, {"note": row.pk, "stem": "ja"}, headers={"HX-Request": "true"})
        shown = text(answer)
        assert re.findall(r'id="geeltje-(\d+)" hx-swap-oob="true"', shown) == [str(row.pk)]
        assert f"<b>{left}</b> van 3 stemmen" in shown
        assert "Stem intrekken" in shown
        assert "stand-versie" not in shown
    full = text(device.post(url, {"note": rows[3].pk, "stem": "ja"}, headers={"HX-Request": "true"}))
    assert len(re.findall(r'id="stem-\d+"', full)) == len(rows)
    assert full.count("Stem intrekken") == 3
    back = text(device.post(url, {"note": rows[0].pk, "stem": "nee"}, headers={"HX-Request": "true"}))
    assert "Stem intrekken" not in back
    assert device.post(url, {"note": rows[0].pk, "stem": "ja"}).status_code == 302


def test_one_click_makes_something_of_a_note_and_a_second_click_nothing_more(opened, as_, traject, partners):
    noor, light = as_("noor"), RoomNote.objects.get(what="licht")
    for kind in ("aanname", "actie", "informatiebehoefte", "probleemstelling"):
        for _ in range(2):
            noor.post(live(opened, "room-note-become", light.pk), {"kind": kind})
    assert sorted(Outcome.objects.values_list("kind", "text", "partner")) == [
        (kind, light.text, partners["petra"].pk) for kind in ("aanname", "actie", "informatiebehoefte")
    ]
    assert traject.problem_statements.get().text == light.text
    assert as_("petra").post(live(opened, "room-note-become", light.pk), {"kind": "aanname"}).status_code == 403


# --- the end


def test_a_seat_ends_with_its_session_and_what_was_typed_stays(asked, as_, partners, people):
    device = phone(asked, partners["petra"])
    stick(device, item(asked, 0), "op tijd")
    as_("noor").post(live(asked, "room-close"))
    assert "De bijeenkomst is afgelopen" in text(device.get(DOOR))
    assert (device.get(STATE).status_code, device.get(STATE)["Location"]) == (303, DOOR)
    late = stick(device, item(asked, 0), "te laat")
    assert late.status_code == 409
    assert "te laat" in text(late)
    assert device.post(reverse("sessions:phone-vote"), {"note": 1, "stem": "ja"}).status_code == 409
    # Whose device stuck it is forgotten; what was not opened yet is for the minutes.
    kept = RoomNote.objects.get()
    assert (kept.what, kept.seat, kept.is_revealed) == ("op tijd", None, True)
    with pytest.raises(WrongMomentError):
        rounds.stick(
            asked.pk, item(asked, 0).pk, partner=partners["petra"], sentence="kans", what="x", because="y", once=uuid4()
        )
    assert Session.objects.get(pk=asked.pk).status == SessionStatus.MINUTES


def test_a_device_without_a_seat_gets_in_nowhere(asked, partners):
    phone(asked, partners["petra"])
    for cookie in ("", "onzin", "x" * 3000):
        device = Client()
        device.cookies["plek"] = cookie
        assert "Code op het scherm" in text(device.get(DOOR))
        assert device.get(STATE).status_code == 303
        assert stick(device, item(asked, 0), "van buiten").status_code == 409
        assert not how_it_stands(secret_hash=access.link_hash(cookie))
    assert not RoomNote.objects.exists()
