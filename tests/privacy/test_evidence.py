"""Evidence that somebody may not see leaves no trace: not in words, numbers, order, addresses or queries."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from privacy import access
from privacy.access_events.models import AccessEvent
from privacy.registrations import services
from privacy.registrations.evidence import bring
from privacy.registrations.models import RegistrationEvidence
from sessions.outcomes import services as outcomes
from tests.privacy.crawling import CHANCE, LITERALS
from tests.privacy.registration_rows import SIGNAL, make
from trajects.analysis.models import Evidence
from trajects.analysis.testing import add_assumption, add_evidence


@pytest.fixture
def row(traject, people, partners):
    return add_assumption(traject, by=people["noor"], partner=partners["noor"], text="Jongeren vervelen zich")


def page_of(row, rest=""):
    return f"/trajecten/{row.traject_id}/buurtbeeld/aannames/{row.pk}/{rest}"


def with_registration(row, rest=""):
    return f"/trajecten/{row.traject_id}/registraties/onderbouwing/{rest}"


def said(client, url):
    """What an answer tells: its words and its questions, without what differs each time."""
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(url)
    return CHANCE.sub(b"", answer.content), [LITERALS.sub("?", query["sql"] or "") for query in queries]


def test_hidden_evidence_changes_nothing_for_who_may_not_see_it(as_, row, traject, people, partners, sent_session):
    add_evidence(row, by=people["willem"], partner=partners["willem"], stance="voor", text="Elke dag gezien")
    urls = [page_of(row), f"/trajecten/{traject.pk}/buurtbeeld/aannames/", f"/trajecten/{traject.pk}/logboek/"]
    willem = as_("willem")
    for url in urls:  # a first look writes questions that are kept for the next
        willem.get(url)
    before = [said(willem, url) for url in urls]
    registration = make(people, partners)
    bring(row, by=people["petra"], registration=registration, stance="tegen", text="Niet in de cijfers")
    outcome = outcomes.add(
        sent_session, by=people["noor"], partner=partners["petra"], kind="informatie", text="Zei iemand", once=uuid4()
    )
    hidden = add_evidence(row, by=people["petra"], partner=partners["petra"], stance="voor", text="", outcome=outcome)
    assert [said(willem, url) for url in urls] == before
    # Who may see them does.
    page = as_("petra").get(page_of(row)).content.decode()
    assert "Niet in de cijfers" in page
    assert "Zei iemand" in page
    assert "Zei iemand" in as_("noor").get(page_of(row)).content.decode()
    assert "Niet in de cijfers" not in as_("noor").get(page_of(row)).content.decode()
    # Its address is not found, and no form offers its source.
    base = f"/trajecten/{traject.pk}/buurtbeeld/onderbouwing/{hidden.uuid}/"
    assert willem.get(base + "wijzigen/").status_code == 404
    assert willem.post(base + "verwijderen/").status_code == 404
    assert "Zei iemand" not in willem.get(page_of(row, "onderbouwing/nieuw/")).content.decode()
    guessed = {"stance": "voor", "text": "x", "outcome": outcome.pk}
    willem.post(page_of(row, "onderbouwing/nieuw/"), guessed)
    assert not Evidence.objects.filter(partner=partners["willem"], outcome=outcome).exists()
    # What came of a session stays with that session when the line itself is taken away.
    outcomes.delete(outcome)
    assert not access.visible(people["willem"], Evidence.objects.filter(pk=hidden.pk)).exists()
    assert access.visible(people["petra"], Evidence.objects.filter(pk=hidden.pk)).exists()


def test_who_a_registration_is_shared_with_reads_its_evidence_and_that_is_written_down(as_, row, people, partners):
    registration = make(people, partners, "willem", about="persoon", value=7)
    bring(row, by=people["petra"], registration=registration, stance="tegen", text="Niet in de cijfers")
    page = as_("willem").get(page_of(row)).content.decode()
    assert "Niet in de cijfers" in page
    assert "minder dan 10" in page
    assert "wijzigen/" not in page
    seen = AccessEvent.objects.about(registration.uuid).filter(actor_id=people["willem"].pk, action="part")
    assert seen.count() == 1
    services.withdraw(registration, by=people["petra"])
    assert "Niet in de cijfers" not in as_("willem").get(page_of(row)).content.decode()
    assert seen.count() == 1


def test_words_about_a_count_of_persons_wait_for_the_end_of_the_period(as_, row, people, partners, today):
    common = {"about": "persoon", "period": "jaar", "year": today.year}
    registration = make(people, partners, "willem", **common)
    bring(row, by=people["petra"], registration=registration, stance="tegen", text="Nu al zes")
    assert "Nu al zes" not in as_("willem").get(page_of(row)).content.decode()
    assert "Nu al zes" in as_("petra").get(page_of(row)).content.decode()


def test_an_organisation_brings_its_own_registration_and_sees_who_will_read_it(as_, row, people, partners):
    registration = make(people, partners, "willem")
    add = with_registration(row, f"bij-aanname/{row.pk}/")
    page = as_("petra").get(add).content.decode()
    assert "Lezen mee: Welzijn Samen" in page
    sent = {"registration": registration.pk, "stance": "nuance", "text": "Vooral in juli"}
    assert as_("petra").post(add, sent).status_code == 302
    assert as_("petra").post(add, sent).status_code == 302
    piece = RegistrationEvidence.objects.get()
    # Not with one of another organisation, though it is shared.
    assert as_("willem").get(add)["Location"].endswith("/registraties/toevoegen/")
    edit = with_registration(row, f"{piece.uuid}/wijzigen/")
    assert as_("willem").get(edit).status_code == 403
    assert as_("noor").get(edit).status_code == 404
    change = {"stance": "tegen", "text": "Ook in augustus", "version": 1}
    assert as_("petra").post(edit, change).status_code == 302
    assert as_("petra").post(edit, change).status_code == 409
    assert as_("petra").post(with_registration(row, f"{piece.uuid}/verwijderen/")).status_code == 302
    assert not RegistrationEvidence.objects.exists()
    assert not row.traject.log_entries.filter(kind="evidence_added").exists()


def test_a_signal_speaks_for_itself_because_its_words_have_a_second_reader(as_, row, people, partners):
    signal = make(people, partners, **SIGNAL | {"year": 2026})
    add = with_registration(row, f"bij-aanname/{row.pk}/")
    answer = as_("petra").post(add, {"registration": signal.pk, "stance": "voor", "text": "Nog meer woorden"})
    assert answer.status_code == 422
    assert "spreekt voor zich" in answer.content.decode()
    assert as_("petra").post(add, {"registration": signal.pk, "stance": "voor"}).status_code == 302
    assert "Woorden" in as_("petra").get(page_of(row)).content.decode()
