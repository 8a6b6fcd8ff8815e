"""Who reads and who changes the agenda of a session (S2, P5)."""

from datetime import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sessions.agenda.services import add_item
from sessions.planning.services import plan_session
from tests.sessions.test_agenda import address, items

__all__ = ["items"]


def test_the_invited_read_the_agenda_without_forms(as_, sent_session, items):
    page = as_("petra").get(address("agenda", sent_session))
    body = page.content.decode().split("<main")[1].split("</main>")[0]
    assert page.status_code == 200
    assert "Buurtscan" in body
    assert body.count("<form") == 1
    assert f'action="{address("session-answer", sent_session)}"' in body
    assert "Voorbereiding kernteam" not in body


CHANGES = ["agenda-fill", "agenda-order", "agenda-item-add", "agenda-point-add"]
ITEM_CHANGES = ["agenda-item-minutes", "agenda-item-move", "agenda-item-delete", "agenda-item-restore"]


@pytest.mark.parametrize("name", CHANGES)
def test_only_the_kernteam_changes_an_agenda(as_, sent_session, name):
    statuses = {
        who: as_(who).post(address(name, sent_session)).status_code for who in ("petra", "willem", "otto", "root")
    }
    assert statuses == {"petra": 403, "willem": 404, "otto": 404, "root": 404}


@pytest.mark.parametrize("name", ITEM_CHANGES)
def test_only_the_kernteam_changes_an_item(as_, sent_session, items, name):
    url = address(name, sent_session, items[0].pk)
    statuses = {who: as_(who).post(url).status_code for who in ("petra", "willem", "otto", "root")}
    assert statuses == {"petra": 403, "willem": 404, "otto": 404, "root": 404}


def test_a_draft_is_for_the_kernteam_only(as_, session):
    found = {who: as_(who).get(address("agenda", session)).status_code for who in ("noor", "karim", "petra", "willem")}
    assert found == {"noor": 200, "karim": 200, "petra": 404, "willem": 404}


def test_an_item_of_another_session_does_not_exist_here(as_, session, items, traject, people):
    other = plan_session(
        traject, by=people["noor"], title="Ander", day=session.date, starts_at=time(9), ends_at=time(10)
    )
    for name in ITEM_CHANGES:
        assert as_("noor").post(address(name, other, items[0].pk), {"minutes": "5", "version": "1"}).status_code == 404


def test_ten_items_take_as_many_queries_as_one(as_, session, people):
    counts = []
    for wanted in (1, 10):
        while session.items.count() < wanted:
            add_item(session, by=people["noor"], title="Punt", minutes=5)
        client = as_("noor")
        client.get(address("agenda", session))
        with CaptureQueriesContext(connection) as captured:
            client.get(address("agenda", session))
        counts.append(len(captured))
    assert counts[0] == counts[1]
