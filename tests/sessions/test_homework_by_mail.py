"""Homework answered from a mailed link: one person, one piece of homework, until two weeks after its date (P7)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from privacy.doors.models import PersonalDataDecision
from privacy.links.models import MailedLink
from sessions.actions import services
from sessions.actions.homework import add_homework
from sessions.actions.models import ActionChange
from sessions.agenda.models import AgendaItem
from sessions.reminders.links import homework_link
from trajects.partners.services import end_seat


@pytest.fixture
def homework(sent_session, people, partners, today):
    return add_homework(
        sent_session,
        by=people["noor"],
        title="Welke meldingen krijg je?",
        why="Kanarie",
        partner=partners["petra"],
        due=today + timedelta(days=2),
    )


@pytest.fixture
def link(homework, people):
    return homework_link(people["petra"], homework)


def send(link, **data):
    return Client().post(link, {"version": 1, "status": "klaar", "note": "", **data})


def test_the_link_shows_what_by_when_and_which_organisation_and_changes_nothing(link, homework):
    response = Client().get(link)
    body = response.content.decode()
    assert "Welke meldingen krijg je?" in body
    assert "Politie Voorbeeldstad" in body
    assert "Kanarie" not in body
    assert "Verdieping" not in body
    assert response["Referrer-Policy"] == "same-origin"
    homework.refresh_from_db()
    assert homework.is_open


def test_one_click_reports_it_done_as_the_logged_in_form_does(link, homework, people):
    assert send(link, note="Er zijn er 120").status_code == 302
    homework.refresh_from_db()
    assert (homework.status, homework.note, homework.changed_by) == ("klaar", "Er zijn er 120", "Petra Kuipers")
    assert homework.traject.log_entries.get(kind="action_done").actor == people["petra"]
    assert ActionChange.objects.get().by == people["petra"]
    body = Client().get(link).content.decode()
    assert "Gemeld: klaar" in body
    assert "Er zijn er 120" not in body


def test_what_is_not_possible_needs_a_reason_and_what_looks_like_a_person_is_asked_about(link, homework):
    assert "Schrijf waarom het niet lukt" in send(link, status="lukt_niet").content.decode()
    response = send(link, status="lukt_niet", note="Bel met 06-12345678 voor meer")
    assert response.status_code == 422
    question = response.context["form"].questions["note"]
    answer = {question.keep_name: "werk", question.seen_name: question.seen}
    assert send(link, status="lukt_niet", note="Bel met 06-12345678 voor meer", **answer).status_code == 302
    homework.refresh_from_db()
    assert homework.status == "lukt_niet"
    assert PersonalDataDecision.objects.get().object_id == homework.pk


def test_a_note_that_stands_there_is_not_shown_and_not_lost(link, homework, people):
    services.change_action(homework, 1, by=people["noor"], note="Geheime toelichting")
    assert "Geheime toelichting" not in Client().get(link).content.decode()
    assert send(link, version=2, note="Gedaan").status_code == 302
    homework.refresh_from_db()
    assert homework.note == "Geheime toelichting\n\nGedaan"


def test_who_was_second_keeps_his_text_and_reads_nothing_of_the_other(link, homework, people):
    services.change_action(homework, 1, by=people["noor"], note="Van Noor")
    response = send(link, note="Mijn antwoord")
    body = response.content.decode()
    assert response.status_code == 409
    assert "Mijn antwoord" in body
    assert "Van Noor" not in body
    assert 'name="version" value="2"' in body
    assert send(link, version=2, note="Mijn antwoord").status_code == 302
    late = send(link, version=3, note="Nog een keer")
    assert late.status_code == 409
    assert "Nog een keer" in late.content.decode()


def test_with_something_confidential_on_the_agenda_it_asks_to_log_in(link, homework, sent_session):
    AgendaItem.objects.create(session=sent_session, title="Merel", minutes=5, position=1, is_confidential=True)
    response = Client().get(link)
    assert "Log in om te lezen" in response.content.decode()
    assert "meldingen" not in response.content.decode()
    assert send(link).status_code == 200
    homework.refresh_from_db()
    assert homework.is_open


def test_an_ended_link_and_one_of_who_may_not_report_any_more_are_unknown(link, homework, people, partners, traject):
    unknown = Client().get("/huiswerk/onzin/")
    assert unknown.status_code == 404
    homework_of_others = homework_link(people["willem"], homework)
    assert Client().get(homework_of_others).status_code == 404
    MailedLink.objects.update(expires_at=timezone.now())
    ended = Client().get(link)
    assert (ended.status_code, ended.content) == (404, unknown.content)
    assert send(link).status_code == 404
    MailedLink.objects.update(expires_at=timezone.now() + timedelta(days=1))
    end_seat(traject.memberships.get(user=people["petra"]), by=people["noor"])
    assert send(link).status_code == 404
    homework.refresh_from_db()
    assert homework.is_open


def test_the_link_works_until_two_weeks_after_its_date(homework, people, today):
    homework_link(people["petra"], homework)
    assert timezone.localdate(MailedLink.objects.get().expires_at) == today + timedelta(days=16)
