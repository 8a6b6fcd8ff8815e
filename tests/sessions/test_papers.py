"""The papers of a session: agenda and script for a word processor, the script on paper, and all in one (S10, V7)."""

from datetime import timedelta
from io import BytesIO

import docx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from sessions.actions.homework import add_homework
from sessions.actions.services import add_action, add_decision
from sessions.agenda.models import AgendaItem
from sessions.agenda.services import add_item, fill_from_example
from sessions.planning.services import plan_session

KERNTEAM_ONLY = ("script-pdf", "script-docx", "pack-pdf")


def address(name, session):
    return reverse(f"sessions:{name}", args=[session.traject_id, session.pk])


def words(text):
    return " ".join(text.split())


def paper(client, name, session):
    answer = client.get(address(name, session))
    assert answer["Content-Type"] == "application/pdf"
    return PdfReader(BytesIO(answer.content))


def letter(client, name, session):
    answer = client.get(address(name, session))
    assert answer["Content-Disposition"].endswith('.docx"')
    return docx.Document(BytesIO(answer.content))


def printed(read):
    return words(" ".join(page.extract_text() for page in read.pages))


def typed(document):
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return words(" ".join([*(line.text for line in document.paragraphs), *cells]))


@pytest.fixture
def prepared(sent_session, people, partners, traject):
    """A filled agenda with a lead, a preparer and confidentiality, homework, an action and an earlier decision."""
    fill_from_example(sent_session, by=people["noor"])
    AgendaItem.objects.filter(session=sent_session, title="De buurt op de kaart").update(
        lead="Politie", preparer=traject.memberships.get(user=people["karim"]), is_confidential=True
    )
    add_homework(sent_session, by=people["noor"], title="Tel de meldingen", partner=partners["petra"])
    add_action(traject, by=people["noor"], title="Bel de school", partner=partners["willem"], due=sent_session.date)
    before = plan_session(
        traject,
        by=people["noor"],
        title="De start",
        day=sent_session.date - timedelta(days=28),
        starts_at=sent_session.starts_at,
        ends_at=sent_session.ends_at,
    )
    add_decision(traject, by=people["noor"], text="We kiezen het plein", decided_on=before.date, session=before)
    return sent_session


def test_the_script_tells_times_who_and_how_with_all_materials_on_top(as_, prepared):
    on_paper = printed(paper(as_("noor"), "script-pdf", prepared))
    in_letter = typed(letter(as_("noor"), "script-docx", prepared))
    for text in (on_paper, in_letter):
        for expected in (
            "Wat je nodig hebt",
            "Eén of twee kaarten van de buurt op A0 (",
            "14.35–15.05",
            "Karim Benali",
            "Politie",
            "Kaart op A0 – In groepen rond een kaart op A0",
            "Verdeel de groep over de kaarten",
            "ertrouwelijk",
        ):
            assert expected in text
    for expected in ("Voor: kernteam van dit traject", "voor Stadsdeel Oude Stad"):
        assert expected in on_paper
    assert in_letter.index("Wat je nodig hebt") < in_letter.index("Programma")


def test_script_and_pack_are_for_the_kernteam_and_the_agenda_is_for_the_invited(as_, prepared):
    for name in KERNTEAM_ONLY:
        assert as_("petra").get(address(name, prepared)).status_code == 403
        assert as_("willem").get(address(name, prepared)).status_code == 404
    assert as_("willem").get(address("agenda-docx", prepared)).status_code == 404
    page = as_("petra").get(address("agenda", prepared)).content.decode()
    assert address("agenda-docx", prepared) in page
    assert address("script-pdf", prepared) not in page
    document = letter(as_("petra"), "agenda-docx", prepared)
    assert "Karim Benali" not in typed(document)
    foot = words(" ".join(line.text for line in document.sections[0].footer.paragraphs))
    assert "Voor: genodigden van deze bijeenkomst" in foot
    assert "voor Politie Voorbeeldstad" in foot
    for expected in ("13.30", "De buurt op de kaart", "Tel de meldingen", "Aannames toetsen"):
        assert expected in typed(document)


def test_the_pack_holds_everything_with_a_table_of_contents_and_is_tagged(as_, prepared):
    read = paper(as_("noor"), "pack-pdf", prepared)
    text = printed(read)
    first = words(read.pages[0].extract_text())
    for chapter in ("Agenda", "Draaiboek", "Werkvormen", "Huiswerk", "Acties die dan af moeten zijn", "Besluiten"):
        assert chapter in first
    for expected in ("Tel de meldingen", "Bel de school", "We kiezen het plein", "De start", "Kaart op A0"):
        assert expected in text
    root = read.trailer["/Root"]
    assert root["/Lang"] == "nl"
    assert root["/MarkInfo"]["/Marked"]
    assert {entry.title for entry in read.outline if not isinstance(entry, list)} >= {"Verdieping"}
    assert f"Pagina 1 van {len(read.pages)}" in text
    assert "Voor: kernteam van dit traject" in text


def test_an_empty_agenda_makes_papers_that_say_so(as_, session):
    assert "De agenda is nog leeg." in printed(paper(as_("noor"), "pack-pdf", session))
    assert "Concept" in printed(paper(as_("noor"), "script-pdf", session))
    assert "Niets van tevoren" in typed(letter(as_("noor"), "script-docx", session))
    assert "Programma" in typed(letter(as_("noor"), "agenda-docx", session))


def test_ten_items_take_as_many_queries_in_the_pack_as_one(as_, session, people):
    noor, counts = as_("noor"), []
    for number in (1, 9):
        for place in range(number):
            add_item(session, by=people["noor"], title=f"Punt {place}", minutes=5)
        noor.get(address("script-docx", session))
        with CaptureQueriesContext(connection) as queries:
            noor.get(address("script-docx", session))
        counts.append(len(queries))
    assert counts[0] == counts[1]
