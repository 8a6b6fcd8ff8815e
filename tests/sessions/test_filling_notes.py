"""Filling the plan from notes of the wall and answers to homework, each with its source for who sees that (L2)."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from privacy.doors.hidden import SENTENCE
from sessions.actions.homework import add_homework
from sessions.actions.services import report, tick
from sessions.room import rounds
from sessions.room.models import NoteGroup, RoomNote
from sessions.room.services import close as end
from tests.sessions.filling_rows import url
from tests.sessions.room_rows import held as begun
from tests.sessions.room_rows import item
from trajects.analysis.models import Assumption, JointGoal, Opportunity, ProblemStatement
from trajects.plan.services import add_line, submit
from trajects.plan.source_models import Source
from trajects.plan.sourcing import sources_of

DARK = "Ik denk dat er een probleem is met de steeg omdat ik zie dat het er donker is"


@pytest.fixture
def wall(sent_session, people, partners):
    """A session to which welfare was not invited, with three notes of the police on its wall."""
    session = begun(sent_session, people["noor"])
    group = NoteGroup.objects.create(session=session, item=item(session, 0), title="Donkere plekken")
    common = {"session": session, "item": item(session, 0), "partner": partners["petra"], "is_revealed": True}

    def stick(what, because="", **more):
        return RoomNote.objects.create(**common | {"what": what, "because": because} | more)

    return {
        "session": session,
        "dark": stick("de steeg", "het er donker is", group=group),
        "chance": stick("het plein", "het ruim is", sentence="kans"),
        "hope": stick("Meer licht", sentence="verwachting"),
    }


@pytest.fixture
def answer(sent_session, people, partners):
    """Homework of the police, answered."""
    work = add_homework(sent_session, by=people["noor"], title="Tel de lampen", partner=partners["petra"])
    assert report(work, by=people["petra"], seen_version=1, status="klaar", note="Er zijn er twaalf kapot")
    work.refresh_from_db()
    return work


def offered(answer):
    return {piece.key for row in answer.context["of_sessions"] for piece in row.pieces}


def asked(client, traject):
    with CaptureQueriesContext(connection) as seen:
        client.get(url(traject))
    return len(seen)


def labels(people, traject, name):
    return {link.label.split(" van ")[0] for found in sources_of(people[name], traject.pk).values() for link in found}


def take(client, traject, key, **data):
    word, pk = key.split("-")
    address = url(traject, f"overnemen/{word}/{pk}/?als={data.pop('als')}")
    return client.post(address, {**data, "sure": "on"})


def test_notes_are_offered_when_their_session_is_over_each_as_what_it_says_and_once(as_, traject, people, wall):
    noor, keys = as_("noor"), {f"geeltje-{wall[name].pk}" for name in ("dark", "chance", "hope")}
    assert not offered(noor.get(url(traject))) & keys, "while it is held a note can still be taken off"
    assert noor.get(url(traject, f"overnemen/geeltje/{wall['dark'].pk}/")).status_code == 404
    rounds.become(wall["chance"], "aanname", by=people["noor"])
    end(wall["session"], by=people["noor"])
    page = noor.get(url(traject))
    keys -= {f"geeltje-{wall['chance'].pk}"}
    assert {key for key in offered(page) if key.startswith("geeltje")} == keys, "what was recorded already is that"
    for words in (DARK, "Donkere plekken · Politie", "Wat kan Buurtbalans voor jou betekenen?", "Nu niet te zien voor"):
        assert words in page.content.decode(), words
    recorded = noor.get(url(traject, f"overnemen/geeltje/{wall['chance'].pk}/")).context
    assert (recorded["piece"].word, recorded["target"].word) == ("uitkomst", "aanname")
    for name, target, initial in (
        ("dark", "probleem", {"text": DARK}),
        ("hope", "doel", {"title": "Meer licht"}),
    ):
        shown = noor.get(url(traject, f"overnemen/geeltje/{wall[name].pk}/")).context
        assert (shown["target"].word, shown["form"].initial) == (target, initial)
        assert shown["unseen"] == ["Welzijn Samen"]
    assert as_("petra").get(url(traject, f"overnemen/geeltje/{wall['dark'].pk}/")).status_code == 403
    assert as_("otto").get(url(traject, f"overnemen/geeltje/{wall['dark'].pk}/")).status_code == 404
    first = asked(noor, traject)
    for number in range(10):
        copy = {"session": wall["session"], "item": wall["dark"].item, "partner": wall["dark"].partner}
        RoomNote.objects.create(**copy, what=f"geeltje {number}", is_revealed=True)
    assert asked(noor, traject) == first, "as many queries for twelve notes as for two"
    # Nor what was stuck at an item that turned out to be confidential.
    wall["session"].items.update(is_confidential=True)
    assert not {key for key in offered(noor.get(url(traject))) if key.startswith("geeltje")}


def test_what_came_from_a_note_tells_so_to_who_was_invited_and_outlives_the_note(as_, traject, people, wall):
    noor = as_("noor")
    end(wall["session"], by=people["noor"])
    for address in (url(traject, ""), f"/trajecten/{traject.pk}/probleem-en-doel/"):
        assert "Bron:" not in as_("willem").get(address).content.decode()
    refused = noor.post(url(traject, f"overnemen/geeltje/{wall['dark'].pk}/?als=probleem"), {"text": DARK})
    assert refused.context["form"].errors.keys() == {"sure"}
    for name, data in (
        ("dark", {"als": "probleem", "text": "De steeg is donker"}),
        ("hope", {"als": "doel", "title": "Meer licht"}),
        ("chance", {"als": "onderdeel", "part": "planning", "text": "- Plein"}),
    ):
        assert take(noor, traject, f"geeltje-{wall[name].pk}", **data).status_code == 302
    assert (ProblemStatement.objects.get().text, JointGoal.objects.get().title) == ("De steeg is donker", "Meer licht")
    assert not {key for key in offered(noor.get(url(traject))) if key.startswith("geeltje")}
    for name, is_told in (("noor", True), ("petra", True), ("willem", False)):
        assert labels(people, traject, name) == ({"geeltje uit bijeenkomst"} if is_told else set())
        page = as_(name).get(f"/trajecten/{traject.pk}/probleem-en-doel/").content.decode()
        assert ("De steeg is donker" in page, "geeltje uit" in page) == (True, is_told)
    note = {"traject": traject, "note": wall["dark"], "goal": JointGoal.objects.get()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Source.objects.create(**note)
    # Notes are erased by their term: what was made of them stays, and so does which session it was.
    assert submit(traject.plan, 1, by=people["noor"])
    before = traject.plan.submitted.get().contents
    RoomNote.objects.all().delete()
    assert labels(people, traject, "petra") == {"bijeenkomst"}
    assert labels(people, traject, "willem") == set()
    assert Source.objects.filter(note=None).count() == 3
    assert traject.plan.parts.get(part="planning").text == "- Plein"
    assert traject.plan.submitted.get().contents == before


def test_a_note_that_became_a_problem_on_the_wall_keeps_its_source_and_is_hidden_with_it(as_, traject, people, wall):
    noor, note = people["noor"], wall["dark"]
    for _ in range(2):
        rounds.become(note, "probleemstelling", by=noor)
    end(wall["session"], by=noor)
    problem = ProblemStatement.objects.get()
    assert Source.objects.get().problem == problem
    assert f"geeltje-{note.pk}" not in offered(as_("noor").get(url(traject)))
    assert (labels(people, traject, "petra"), labels(people, traject, "willem")) == ({"geeltje uit bijeenkomst"}, set())
    # Its words are too short to look for by themselves, and are hidden as the sentence that they are in.
    as_("petra").post(reverse("privacy:report", args=[traject.pk, "geeltje", note.pk]))
    problem.refresh_from_db()
    assert problem.text == SENTENCE
    assert as_("noor").get(url(traject, f"overnemen/geeltje/{note.pk}/")).status_code == 404


def test_an_answer_to_homework_is_taken_over_with_its_source_for_who_sees_it(
    as_, traject, people, answer, sent_session
):
    noor, key = as_("noor"), f"huiswerk-{answer.pk}"
    page = noor.get(url(traject))
    assert key in offered(page)
    for words in ("Antwoord op huiswerk", "Tel de lampen · Politie", "Er zijn er twaalf kapot"):
        assert words in page.content.decode(), words
    assert url(traject, f"overnemen/huiswerk/{answer.pk}/") in noor.get(answer.get_absolute_url()).content.decode()
    shown = noor.get(url(traject, f"overnemen/huiswerk/{answer.pk}/")).context
    assert (shown["target"].word, shown["form"].initial["text"]) == ("onderdeel", "- Er zijn er twaalf kapot")
    assert shown["unseen"] == ["Welzijn Samen"]
    add_line(traject.plan, by=people["noor"], title="Licht", goal=None)
    measure = noor.get(url(traject, f"overnemen/huiswerk/{answer.pk}/?als=maatregel")).context["form"].initial
    assert measure["owner"] is None, "who answers does not own what is made of it"
    assert take(noor, traject, key, als="aanname", text="Twaalf lampen zijn kapot").status_code == 302
    assert Source.objects.get().action == answer
    assert key not in offered(noor.get(url(traject)))
    where = f"/trajecten/{traject.pk}/buurtbeeld/aannames/{Assumption.objects.get().pk}/"
    for name, is_told in (("petra", True), ("willem", False)):
        page = as_(name).get(where).content.decode()
        assert ("Twaalf lampen" in page, "huiswerk voor bijeenkomst van" in page) == (True, is_told)
    # What is not answered, or not any more, is no answer.
    for done in (False, True):
        tick(answer, by=people["petra"], done=done)
        is_there = noor.get(url(traject, f"overnemen/huiswerk/{answer.pk}/")).status_code == 200
        assert is_there is done
    for word, status in (("huiswerk", 404), ("actie", 404)):
        assert as_("otto").get(url(traject, f"overnemen/{word}/{answer.pk}/")).status_code == status
    assert noor.get(url(traject, f"overnemen/actie/{answer.pk}/")).status_code == 404
    as_("petra").post(reverse("privacy:report", args=[traject.pk, "actie", answer.pk]))
    assert noor.get(url(traject, f"overnemen/huiswerk/{answer.pk}/")).status_code == 404
    assert not Opportunity.objects.exists()
