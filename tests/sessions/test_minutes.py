"""The minutes of a session: written, sent round, settled, and never changed afterwards (S5, S7)."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import docx
import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sessions.actions.models import Action, Decision
from sessions.agenda.services import add_item, delete_item
from sessions.minutes import services
from sessions.minutes.contents import contents, digest
from sessions.minutes.models import Minutes, MinutesCorrection, MinutesNote, MinutesPart
from sessions.outcomes import services as outcomes
from sessions.outcomes.models import Outcome
from sessions.planning.models import Session, SessionStatus
from sessions.planning.states import WrongMomentError
from sessions.room.models import NoteGroup, RoomNote
from tests.jobs import run_jobs
from tests.privacy.reading import pdf_text
from tests.sessions.minutes_rows import SITE, settled, url, with_minutes, words
from trajects.logbook.models import LogEntry


@pytest.fixture
def held(sent_session, people, today):
    return with_minutes(sent_session, people["noor"], today)


@pytest.fixture
def item(held):
    return held.items.get(title="Het plein")


def test_minutes_begin_once_the_session_was_held_and_not_before(as_, sent_session, people, today):
    noor, petra = as_("noor"), as_("petra")
    assert "Verslag maken" not in words(noor.get(url(sent_session)))
    assert noor.post(url(sent_session, "minutes-begin")).status_code == 302
    sent_session.refresh_from_db()
    assert sent_session.status == SessionStatus.INVITED
    Session.objects.filter(pk=sent_session.pk).update(date=today - timedelta(days=1))
    assert "Verslag maken" in words(noor.get(url(sent_session)))
    assert "Verslag maken" not in words(petra.get(url(sent_session)))
    assert petra.post(url(sent_session, "minutes-begin")).status_code == 403
    page = noor.post(url(sent_session, "minutes-begin"), follow=True)
    assert "Er is live niets vastgelegd. Schrijf het verslag hier." in words(page)
    sent_session.refresh_from_db()
    assert sent_session.status == SessionStatus.MINUTES


def test_a_session_cut_short_leaves_what_was_not_discussed_open(sent_session, people, today):
    noor = people["noor"]
    Session.objects.filter(pk=sent_session.pk).update(date=today)
    sent_session.refresh_from_db()
    done, left = (add_item(sent_session, by=noor, title=title, minutes=5) for title in ("Eerst", "Daarna"))
    services.advance(sent_session, SessionStatus.RUNNING, by=noor)
    type(done).objects.filter(pk=done.pk).update(treatment="besproken")
    services.begin(sent_session, by=noor)
    settled(sent_session, noor)
    left.refresh_from_db()
    sections = {one["title"]: one["treatment"] for one in sent_session.minutes_row.contents["sections"]}
    assert (left.treatment, sections["Eerst"]) == ("doorgeschoven", "Besproken")
    assert sections["Daarna"] == "Doorgeschoven"


def test_everything_recorded_stands_under_its_item(as_, held, item, people, partners):
    noor = people["noor"]
    common = {"by": noor, "partner": partners["karim"], "item": item}
    outcomes.add(held, kind="besluit", text="We verlichten het plein", once=uuid4(), **common)
    outcomes.add(held, kind="actie", text="Lampen bestellen", once=uuid4(), **common)
    group = NoteGroup.objects.create(session=held, item=item, title="Donkere hoeken")
    note = {"session": held, "item": item, "partner": partners["petra"], "is_revealed": True}
    RoomNote.objects.create(**note, what="de fietsenstalling", because="het daar donker is", group=group)
    RoomNote.objects.create(**note | {"is_revealed": False}, what="nog dicht")
    services.write_part(held, item, 0, by=noor, text="Het plein is donker.")
    for name in ("noor", "petra"):
        page = words(as_(name).get(url(held)))
        for text in ("We verlichten het plein", "Lampen bestellen", "Donkere hoeken", "fietsenstalling", "is donker."):
            assert text in page
        assert "nog dicht" not in page
    assert all(as_(name).get(url(held)).status_code == 404 for name in ("willem", "achmed", "otto", "yasmin", "root"))


def test_a_text_saves_itself_and_who_is_second_chooses(as_, held, item):
    noor, address = as_("noor"), url(held, "minutes-part", f"punt-{item.pk}")
    saved = noor.post(address, {"version": 0, "text": "Eerste"}, headers={"HX-Request": "true"})
    assert 'value="1"' in words(saved)
    assert "Opgeslagen." in words(saved)
    for htmx in ({}, {"HX-Request": "true"}):
        late = as_("karim").post(address, {"version": 0, "text": "Die van Karim"}, headers=htmx)
        assert late.status_code == 409
        assert "Die van Karim" in words(late)
        assert "Eerste" in words(late)
        assert (late.get("HX-Retarget") == f"#tekst-punt-{item.pk}") == bool(htmx)
    assert MinutesPart.objects.get(item=item).text == "Eerste"
    assert noor.post(address, {"version": 0, "text": "Eerste"}).status_code == 302  # the same words again
    assert noor.post(address, {"version": 1, "text": ""}).status_code == 302
    assert MinutesPart.objects.get(item=item).text == ""
    asked = noor.post(address, {"version": 2, "text": "Bel Jan Pietersen op 06 12345678"})
    assert asked.status_code == 422
    assert as_("petra").post(address, {"version": 2, "text": "x"}).status_code == 403


def test_an_item_that_is_taken_off_keeps_its_text(as_, held, item, people):
    services.write_part(held, item, 0, by=people["noor"], text="Het plein is donker.")
    delete_item(item)
    assert "Het plein is donker." in words(as_("noor").get(url(held)))
    item.delete()
    part = MinutesPart.objects.get()
    assert "Het plein is donker." in words(as_("noor").get(url(held)))
    answer = as_("noor").post(url(held, "minutes-part", f"tekst-{part.pk}"), {"version": 1, "text": "En nat."})
    assert answer.status_code == 302
    assert [one["text"] for one in contents(people["noor"], held)["sections"] if one["title"] == "Het plein"] == [
        "En nat."
    ]
    assert as_("noor").get(url(held, "minutes-part", "punt-987654")).status_code == 404
    assert as_("noor").get(url(held, "minutes-part", "onzin")).status_code == 404


def test_an_outcome_is_added_reworded_retyped_and_taken_away(as_, held, item):
    noor, once = as_("noor"), str(uuid4())
    add = url(held, "minutes-outcome-add", f"punt-{item.pk}")
    for _ in range(2):
        assert noor.post(add, {"kind": "actie", "text": "Lampen bestellen", "once": once}).status_code == 302
    line = Outcome.objects.get()
    assert Action.objects.get().item == item
    change = url(held, "minutes-outcome", line.pk)
    assert noor.post(change, {"kind": "actie", "text": "Lampen kopen", "version": line.version}).status_code == 302
    assert [line.kind for line in Action.objects.get().changes.all()] == ["tekst"]
    line.refresh_from_db()
    sent = {"kind": "besluit", "text": "Er komen lampen", "version": line.version}
    assert noor.post(change, sent).status_code == 302
    assert Decision.objects.get().text == "Er komen lampen"
    assert not Action.objects.exists()
    assert as_("karim").post(change, sent).status_code == 409
    assert noor.post(add, {"kind": "actie", "text": "", "once": once}).status_code == 422
    assert as_("petra").post(add, {"kind": "actie", "text": "Van Petra", "once": str(uuid4())}).status_code == 403
    assert noor.post(url(held, "minutes-outcome-delete", line.pk)).status_code == 302
    assert not Decision.objects.exists()


def test_who_was_there_is_written_per_organisation_and_a_second_hand_hears_it(as_, held, partners):
    row = held.invited.get(partner=partners["petra"])
    as_("noor").post(url(held, "minutes-attendance"), {f"seen-{row.pk}": "", f"is-{row.pk}": "aanwezig"})
    late = as_("karim").post(
        url(held, "minutes-attendance"), {f"seen-{row.pk}": "", f"is-{row.pk}": "afwezig"}, follow=True
    )
    assert "Intussen is iets anders ingevuld bij: Politie Voorbeeldstad" in words(late)
    row.refresh_from_db()
    assert row.attendance == "aanwezig"


def test_sending_mails_everybody_who_was_invited_once(as_, held, people, partners, today):
    outcomes.add(held, by=people["noor"], partner=partners["petra"], kind="actie", text="Tellen", once=uuid4())
    noor = as_("noor")
    assert "petra" not in words(noor.get(url(held, "minutes-send")))
    yesterday = {"deadline": (today - timedelta(days=1)).isoformat()}
    assert noor.post(url(held, "minutes-send"), yesterday).status_code == 422
    for _ in range(2):
        noor.post(url(held, "minutes-send"), {"deadline": (today + timedelta(days=7)).isoformat()})
    run_jobs()
    assert {message.to[0] for message in mail.outbox} == {"petra@buurtbalans.test", "karim@buurtbalans.test"}
    assert len(mail.outbox) == 2
    for message in mail.outbox:
        assert "Verdieping" not in message.subject + message.body
        assert "Tellen" not in message.body
        assert f"{url(held)}#mijn-acties" in message.body
    assert "Tellen" in words(as_("petra").get(url(held))).split('id="mijn-acties"')[1]
    assert LogEntry.objects.filter(kind="minutes_sent").count() == 1


def test_who_left_before_the_mail_goes_gets_none(held, people, today, traject):
    services.send(held, by=people["noor"], deadline=today, site=SITE)
    traject.memberships.filter(user=people["petra"]).update(valid_to="2026-01-01T00:00Z")
    run_jobs()
    assert {message.to[0] for message in mail.outbox} == {"karim@buurtbalans.test"}


def test_who_was_there_adds_something_and_hears_what_became_of_it(as_, held, item, people, partners, today):
    petra, add = as_("petra"), url(held, "minutes-correct", f"punt-{item.pk}")
    assert petra.post(add, {"text": "Te vroeg"}).status_code == 302
    services.send(held, by=people["noor"], deadline=today, site=SITE)
    assert petra.get(add).status_code == 200
    assert petra.post(add, {"text": "Het is ook nat."}).status_code == 302
    row = MinutesCorrection.objects.get()
    assert (row.partner, row.item, row.created_by) == (partners["petra"], item, people["petra"])
    assert as_("willem").post(add, {"text": "x"}).status_code == 404
    answer = url(held, "minutes-correction", row.pk)
    assert petra.post(answer, {"version": 1, "verdict": "overgenomen"}).status_code == 403
    noor = as_("noor")
    assert noor.post(answer, {"version": 1, "verdict": "niet_overgenomen", "answer": ""}).status_code == 422
    sent = {"version": 1, "verdict": "niet_overgenomen", "answer": "Dat is niet besproken."}
    assert noor.post(answer, sent).status_code == 302
    assert as_("karim").post(answer, {"version": 1, "verdict": "overgenomen"}).status_code == 409
    assert "Dat is niet besproken." in words(petra.get(url(held)))
    held.invited.filter(partner=partners["petra"]).update(attendance="afgemeld")
    assert petra.post(add, {"text": "Ik was er niet"}).status_code == 302
    held.invited.filter(partner=partners["petra"]).update(attendance="aanwezig")
    Minutes.objects.update(deadline=today - timedelta(days=1))
    assert petra.post(add, {"text": "Te laat"}).status_code == 302
    assert MinutesCorrection.objects.count() == 1


def test_settling_keeps_the_words_and_nothing_changes_them_afterwards(as_, held, item, people, partners):
    noor = people["noor"]
    services.write_part(held, item, 0, by=noor, text="Het plein is donker.")
    line = outcomes.add(held, by=noor, partner=partners["karim"], kind="besluit", text="Licht", once=uuid4(), item=item)
    page = as_("noor").get(url(held, "minutes-settle"))
    assert "Het plein is donker." in words(page)
    for _ in range(2):
        answer = as_("noor").post(url(held, "minutes-settle"), {"seen": page.context["seen"]}, follow=True)
        assert answer.status_code == 200
    kept = Minutes.objects.get()
    assert kept.sha256 == digest(kept.contents)
    assert LogEntry.objects.filter(kind="minutes_settled").count() == 1
    run_jobs()
    assert len(mail.outbox) == 2  # it was not sent round, so everybody hears of it now, once
    refused = as_("noor").post(
        url(held, "minutes-part", f"punt-{item.pk}"), {"version": 1, "text": "Toch maar niet donker"}
    )
    assert refused.status_code == 409
    assert "Toch maar niet donker" in words(refused)
    as_("noor").post(url(held, "minutes-outcome-delete", line.pk))
    assert Outcome.objects.filter(pk=line.pk).exists()
    outcomes.reword(line, line.version, by=noor, text="Duister")
    shown = words(as_("petra").get(url(held)))
    assert "Licht" in shown
    assert "Duister" not in shown
    held.refresh_from_db()
    with pytest.raises(WrongMomentError):
        services.begin(held, by=noor)


def test_who_settles_something_else_than_was_read_is_told(as_, held, item, people):
    seen = as_("noor").get(url(held, "minutes-settle")).context["seen"]
    services.write_part(held, item, 0, by=people["karim"], text="Nog gauw iets.")
    answer = as_("noor").post(url(held, "minutes-settle"), {"seen": seen})
    assert answer.status_code == 409
    assert "Nog gauw iets." in words(answer)
    assert as_("noor").post(url(held, "minutes-settle"), {"seen": answer.context["seen"]}).status_code == 302
    assert as_("petra").post(url(held, "minutes-settle"), {"seen": seen}).status_code == 403


def test_the_database_refuses_settled_minutes_without_their_words(held):
    services.minutes_of(held)
    with pytest.raises(IntegrityError), transaction.atomic():
        Minutes.objects.update(settled_at="2026-01-01T00:00Z")


def test_a_later_correction_is_a_dated_note_under_the_minutes(as_, held, people):
    address = url(held, "minutes-note")
    assert as_("noor").post(address, {"text": "Te vroeg"}).status_code == 409
    settled(held, people["noor"])
    assert as_("noor").post(address, {"text": "Het was dinsdag."}).status_code == 302
    assert as_("petra").post(address, {"text": "x"}).status_code == 403
    note = MinutesNote.objects.get()
    assert note.by_name == people["noor"].name
    assert "Het was dinsdag." in words(as_("petra").get(url(held)))


def test_papers_say_the_same_for_whom_and_when(as_, held, item, people, partners):
    services.write_part(held, item, 0, by=people["noor"], text="Het plein is donker.")
    outcomes.add(held, by=people["noor"], partner=partners["karim"], kind="actie", text="Lampen", once=uuid4())
    draft = as_("petra").get(url(held, "minutes-pdf"))
    assert "Concept" in pdf_text(draft.content)
    settled(held, people["noor"])
    MinutesPart.objects.update(text="Anders")
    paper = pdf_text(as_("petra").get(url(held, "minutes-pdf")).content)
    letter = docx.Document(BytesIO(as_("petra").get(url(held, "minutes-docx")).content))
    foot = " ".join(line.text for line in letter.sections[0].footer.paragraphs)
    cells = {cell.text for table in letter.tables for row in table.rows for cell in row.cells}
    body = " ".join(line.text for line in letter.paragraphs)
    for text in ("Het plein is donker.", "Vastgesteld op"):
        assert text in paper
        assert text in body
    assert "Lampen" in paper
    assert {"Lampen", "Politie Voorbeeldstad"} <= cells
    for text in ("Voor: genodigden van deze bijeenkomst", "voor Politie Voorbeeldstad"):
        assert text in foot
        assert text in " ".join(paper.split())
    assert "Anders" not in paper + body
    assert ("Heading 1", "Het plein") in {(line.style.name, line.text) for line in letter.paragraphs}


def test_many_items_take_as_many_questions_as_a_few(as_, held, people):
    noor = as_("noor")
    noor.get(url(held))

    with CaptureQueriesContext(connection) as few:
        noor.get(url(held))
    for number in range(150):
        added = add_item(held, by=people["noor"], title=f"Punt {number}", minutes=1)
        services.write_part(held, added, 0, by=people["noor"], text=f"Tekst {number}")
    with CaptureQueriesContext(connection) as many:
        page = noor.get(url(held))
    assert len(many) <= len(few)
    assert "Tekst 149" in words(page)


def test_a_reported_text_leaves_settled_minutes_too(as_, held, item, people):
    services.write_part(held, item, 0, by=people["noor"], text="De enige bakker van de kade kwam langs.")
    settled(held, people["noor"])
    part = MinutesPart.objects.get()
    kept = Minutes.objects.get().contents
    for change in ({"contents": {}}, {"settled_by": "Een ander"}, {"settled_at": None, "contents": None, "sha256": ""}):
        with pytest.raises(IntegrityError, match="were settled"), transaction.atomic():
            Minutes.objects.update(**change)
    as_("petra").post(reverse("privacy:report", args=[held.traject_id, "verslagtekst", part.pk]))
    # Who hid it may do so; afterwards, in the same transaction, nobody may.
    assert Minutes.objects.get().contents != kept
    with pytest.raises(IntegrityError, match="were settled"), transaction.atomic():
        Minutes.objects.update(contents=kept)
    for name in ("minutes", "minutes-pdf"):
        answer = as_("noor").get(url(held, name))
        shown = words(answer) if name == "minutes" else pdf_text(answer.content)
        assert "bakker" not in shown
