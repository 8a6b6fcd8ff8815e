"""The agenda on paper: one page, tagged, for whom and when (V7)."""

from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from buurtbalans import pdf
from sessions.actions.homework import add_homework
from sessions.agenda.models import AgendaItem
from sessions.agenda.services import add_item, fill_from_example


def url(session):
    return reverse("sessions:agenda-pdf", args=[session.traject_id, session.pk])


def paper(client, session):
    answer = client.get(url(session))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith('attachment; filename="agenda-molenkade')
    return PdfReader(BytesIO(answer.content))


def text(read):
    return " ".join(" ".join(page.extract_text() for page in read.pages).split())


def test_the_paper_has_times_items_goals_homework_and_for_whom(as_, session, people, partners):
    fill_from_example(session, by=people["noor"])
    add_homework(session, by=people["noor"], title="Tel de meldingen", partner=partners["petra"])
    words = text(paper(as_("noor"), session))
    for expected in (
        "Verdieping",
        "13.30",
        "De buurtscan",
        "Tel de meldingen",
        "Buurthuis De Kade",
        "Aannames toetsen",
        "Molenkade",
        "Concept",
        "Voor: genodigden van deze bijeenkomst",
        "Pagina 1 van 1",
        "voor Stadsdeel Oude Stad",
        "Einde",
    ):
        assert expected in words


def test_the_paper_is_tagged_and_dutch_and_has_a_title(as_, session, people):
    fill_from_example(session, by=people["noor"])
    read = paper(as_("noor"), session)
    root = read.trailer["/Root"]
    assert root["/Lang"] == "nl"
    assert "/StructTreeRoot" in root
    assert root["/MarkInfo"]["/Marked"]
    assert read.metadata.title.startswith("Agenda Verdieping")


@pytest.mark.parametrize("size", ["short", "example", "long"])
def test_twelve_items_fit_on_one_page(as_, session, people, partners, size):
    long = "Wat zien we en wat weten we over de plekken waar jongeren elkaar in de buurt treffen, en klopt dat beeld?"
    for number in range(12):
        item = add_item(session, by=people["noor"], title=long if size == "long" else f"Punt {number}", minutes=10)
        if size != "short":
            purpose = "Zwakke en kansrijke plekken aanwijzen en zien waar dingen samenkomen. " * (
                3 if size == "long" else 1
            )
            AgendaItem.objects.filter(pk=item.pk).update(
                purpose=purpose, lead="Onderzoeksadviseur en politie", working_form="In groepen rond een kaart op A0"
            )
    for number in range(4):
        add_homework(session, by=people["noor"], title=f"Huiswerk {number}: {long}", partner=partners["petra"])
    assert len(paper(as_("noor"), session).pages) == 1


def test_a_very_long_agenda_takes_more_pages(as_, session, people):
    for number in range(70):
        add_item(session, by=people["noor"], title=f"Punt {number}", minutes=5)
    read = paper(as_("noor"), session)
    assert len(read.pages) > 1
    assert "Punt 69" in text(read)


def test_html_in_a_title_is_printed_as_text_and_fetches_nothing(as_, session, people, monkeypatch):
    import socket

    def no_network(*args, **kwargs):
        raise AssertionError("A paper may not use the network.")

    title = '<img src="http://voorbeeld.test/x.png"><b>Vet</b>'
    add_item(session, by=people["noor"], title=title, minutes=5)
    monkeypatch.setattr(socket.socket, "connect", no_network)
    content = pdf.make("pdf/agenda.html", _context(session, people["noor"]))
    assert "<b>Vet</b>" in text(PdfReader(BytesIO(content)))


def _context(session, reader):
    from sessions.agenda.paper import paper_context

    return paper_context(session, reader, homework=[], invited=[])


def test_the_paper_is_made_for_who_asks(as_, sent_session, people):
    words = text(paper(as_("petra"), sent_session))
    assert "voor Politie Voorbeeldstad" in words
    assert "Concept" not in words
    for name in ("willem", "achmed", "otto", "yasmin", "bea", "root"):
        assert as_(name).get(url(sent_session)).status_code == 404


def test_without_pango_the_page_says_so(as_, session, monkeypatch):
    def missing():
        raise pdf.PdfUnavailableError

    monkeypatch.setattr(pdf, "_engine", missing)
    answer = as_("noor").get(url(session))
    assert answer.status_code == 503
    assert "pango" in answer.content.decode()
