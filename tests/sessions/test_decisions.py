"""Decisions: who writes them down, who sees them."""

import pytest
from django.urls import reverse

from sessions.actions import services
from sessions.actions.models import Decision


@pytest.fixture
def decision(traject, people, sent_session, today):
    return services.add_decision(
        traject, by=people["noor"], text="We sluiten het plein", decided_on=today, session=sent_session
    )


@pytest.fixture
def add_url(traject):
    return reverse("sessions:decision-add", args=[traject.pk])


def edit_url(decision):
    return reverse("sessions:decision-edit", args=[decision.traject_id, decision.pk])


def list_url(traject):
    return reverse("sessions:action-list", args=[traject.pk]) + "?toon=besluiten"


def test_a_decision_is_seen_by_who_sees_its_session(as_, traject, decision):
    people = ("noor", "karim", "petra", "willem")
    seen = {name for name in people if decision.text in as_(name).get(list_url(traject)).content.decode()}
    assert seen == {"noor", "karim", "petra"}


def test_the_kernteam_writes_down_a_decision(as_, traject, add_url, today):
    data = {"text": "We beginnen klein", "decided_on": today.isoformat()}
    response = as_("karim").post(add_url, data)
    assert response.url == list_url(traject)
    assert traject.decisions.get().text == "We beginnen klein"
    assert traject.log_entries.get(kind="decision_taken").session is None


@pytest.mark.parametrize(("name", "status"), [("petra", 403), ("willem", 403), ("otto", 404), ("root", 404)])
def test_others_do_not(as_, add_url, name, status):
    assert as_(name).post(add_url, {"text": "Ik beslis"}).status_code == status


def test_a_partner_cannot_find_a_decision_of_a_session_he_was_not_at(as_, decision):
    assert as_("willem").get(edit_url(decision)).status_code == 404
    assert as_("petra").get(edit_url(decision)).status_code == 403


@pytest.mark.parametrize(
    "bad", [{"text": ""}, {"text": "x" * 20_001}, {"decided_on": "gisteren"}, {"session": "999999"}]
)
def test_bad_input_is_refused(as_, traject, add_url, today, bad):
    response = as_("noor").post(add_url, {"text": "Besluit", "decided_on": today.isoformat(), **bad})
    assert response.status_code == 422
    assert not traject.decisions.exists()


def test_two_people_at_once_get_both_texts(as_, decision, today):
    data = {"text": "We openen het plein", "decided_on": today.isoformat(), "version": 1}
    data["session"] = decision.session_id
    assert as_("karim").post(edit_url(decision), data).status_code == 302
    response = as_("noor").post(edit_url(decision), data | {"text": "We slopen het plein"})
    assert response.status_code == 409
    assert "We openen het plein" in response.content.decode()
    assert "We slopen het plein" in response.content.decode()
    assert Decision.objects.get().text == "We openen het plein"


@pytest.mark.parametrize("path", ["sessions:action-xlsx", "sessions:action-csv"])
def test_decisions_go_into_the_exports_of_who_sees_them(as_, traject, decision, path):
    url = reverse(path, args=[traject.pk]) + "?toon=besluiten"
    assert as_("petra").get(url).status_code == 200
    assert "We sluiten" not in as_("willem").get(url).content.decode(errors="ignore")
