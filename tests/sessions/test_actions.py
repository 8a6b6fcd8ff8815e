"""Agreeing on an action, changing it, and telling how it went."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sessions.actions import services
from sessions.actions.models import Action, ActionFile, ActionKind
from tests.uploads.files import pdf

PDF = pdf()


@pytest.fixture(autouse=True)
def files_in_a_folder_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def action(traject, people, partners):
    return services.add_action(traject, by=people["noor"], title="Lampen tellen", partner=partners["petra"])


@pytest.fixture
def homework(traject, people, partners, sent_session):
    return services.add_action(
        traject,
        by=people["noor"],
        title="Welke meldingen krijg je?",
        why="Om te zien of het plein drukker wordt",
        kind=ActionKind.HOMEWORK,
        partner=partners["petra"],
        session=sent_session,
    )


def at(name, row):
    return reverse(f"sessions:{name}", args=[row.traject_id, row.pk])


def seat(traject, name):
    return traject.memberships.active().get(user__name__startswith=name.title())


@pytest.fixture
def add_url(traject):
    return reverse("sessions:action-add", args=[traject.pk])


def test_any_partner_may_add_an_action(as_, traject, partners, add_url, today):
    data = {"title": "Bankjes plaatsen", "partner": partners["willem"].pk, "due": today.isoformat()}
    response = as_("petra").post(add_url, data)
    assert response.status_code == 302
    action = traject.actions.get()
    assert (action.title, action.partner, action.due) == ("Bankjes plaatsen", partners["willem"], today)
    assert traject.log_entries.filter(kind="action_added", session=None).exists()


def test_choosing_a_person_is_enough_to_choose_the_organisation(as_, traject, partners, add_url):
    as_("noor").post(add_url, {"title": "Bankjes", "assignee": seat(traject, "willem").pk})
    assert traject.actions.get().partner == partners["willem"]


def test_persons_are_offered_with_their_organisation(as_, add_url):
    body = as_("noor").get(add_url).content.decode()
    assert "Petra Kuipers (Politie Voorbeeldstad)" in body
    assert "Achmed" not in body
    assert "Yasmin" not in body


def test_a_person_of_another_organisation_is_refused_with_the_text_kept(as_, traject, partners, add_url):
    data = {"title": "Bankjes", "partner": partners["petra"].pk, "assignee": seat(traject, "willem").pk}
    response = as_("noor").post(add_url, data)
    assert response.status_code == 422
    assert "werkt niet voor de gekozen organisatie" in response.content.decode()
    assert 'value="Bankjes"' in response.content.decode()
    assert not traject.actions.exists()


def test_an_action_of_a_session_goes_to_an_invited_organisation(as_, traject, partners, sent_session, add_url):
    data = {"title": "Bankjes", "partner": partners["willem"].pk, "session": sent_session.pk}
    response = as_("noor").post(add_url, data)
    assert response.status_code == 422
    assert "niet bij de bijeenkomst uitgenodigd" in response.content.decode()
    data["partner"] = partners["petra"].pk
    assert as_("noor").post(add_url, data).status_code == 302


def test_an_organisation_of_the_kernteam_may_do_something_for_any_session(as_, partners, sent_session, add_url):
    data = {"title": "Zaal huren", "partner": partners["noor"].pk, "session": sent_session.pk}
    assert as_("noor").post(add_url, data).status_code == 302


def test_a_session_that_one_may_not_see_cannot_be_chosen(as_, traject, partners, sent_session, add_url):
    data = {"title": "Bankjes", "partner": partners["willem"].pk, "session": sent_session.pk}
    assert as_("willem").post(add_url, data).status_code == 422
    assert "Verdieping (" not in as_("willem").get(add_url).content.decode()
    assert not traject.actions.exists()


def test_ids_of_another_traject_are_refused(as_, traject, other_traject, add_url):
    foreign = {
        "partner": other_traject.partners.get().pk,
        "assignee": other_traject.memberships.get().pk,
        "step": other_traject.steps.first().pk,
    }
    for field, pk in foreign.items():
        response = as_("noor").post(add_url, {"title": "Bankjes", field: pk})
        assert response.status_code == 422
    assert not traject.actions.exists()


@pytest.mark.parametrize(
    "bad",
    [
        {"title": ""},
        {"title": "x" * 301},
        {"note": "x" * 20_001},
        {"due": "31-02-2026"},
        {"partner": "x"},
        {"title": "a\x00b"},
    ],
)
def test_bad_input_is_refused_and_nothing_is_saved(as_, traject, partners, add_url, bad):
    response = as_("noor").post(add_url, {"title": "Bankjes", "partner": partners["petra"].pk, **bad})
    assert response.status_code == 422
    assert not traject.actions.exists()


@pytest.mark.parametrize(("name", "status"), [("noor", 200), ("petra", 403), ("willem", 403), ("otto", 404)])
def test_only_the_kernteam_changes_what_was_agreed(as_, action, name, status):
    assert as_(name).get(at("action-edit", action)).status_code == status


def test_the_kernteam_changes_an_action(as_, action, partners):
    data = {"title": "Lampen vervangen", "partner": partners["willem"].pk, "version": action.version}
    assert as_("karim").post(at("action-edit", action), data).status_code == 302
    action.refresh_from_db()
    assert (action.title, action.partner, action.version) == ("Lampen vervangen", partners["willem"], 2)
    assert action.changed_by == "Karim Benali"


def test_two_people_at_once_get_both_texts(as_, action, partners):
    data = {"title": "Lampen vervangen", "partner": partners["petra"].pk, "version": action.version}
    as_("karim").post(at("action-edit", action), data)
    response = as_("noor").post(at("action-edit", action), data | {"title": "Lampen repareren"})
    body = response.content.decode()
    assert response.status_code == 409
    assert "Lampen vervangen" in body
    assert "Lampen repareren" in body
    assert "Karim Benali" in body
    assert Action.objects.get().title == "Lampen vervangen"


def test_the_conflict_page_names_persons_and_sessions(as_, traject, action, partners, sent_session):
    data = {"title": "Lampen", "partner": partners["petra"].pk, "session": sent_session.pk, "version": 1}
    as_("karim").post(at("action-edit", action), data | {"assignee": seat(traject, "petra").pk})
    body = as_("noor").post(at("action-edit", action), data).content.decode()
    assert "Petra Kuipers (Politie Voorbeeldstad)" in body
    assert "Verdieping (" in body
    assert "Deelnemer" not in body


def test_homework_keeps_its_session(as_, homework, partners):
    data = {"title": "Iets anders", "partner": partners["petra"].pk, "version": 1, "session": ""}
    assert as_("noor").post(at("action-edit", homework), data).status_code == 422


def test_a_reason_that_was_given_cannot_be_wiped_by_editing(as_, people, action, partners):
    services.report(action, by=people["petra"], seen_version=1, status="lukt_niet", note="Geen tijd")
    data = {"title": "Lampen", "partner": partners["petra"].pk, "version": 2, "note": ""}
    assert as_("noor").post(at("action-edit", action), data).status_code == 422


def test_the_homework_page_asks_the_question_and_says_why(as_, homework):
    body = as_("petra").get(at("action", homework)).content.decode()
    assert "Welke meldingen krijg je?" in body
    assert "Om te zien of het plein drukker wordt" in body
    assert "Klaar, inleveren" in body


def test_a_partner_hands_in_homework_with_text_and_file(as_, homework):
    data = {"status": "klaar", "note": "Er zijn er 120", "version": 1}
    data["file"] = SimpleUploadedFile("meldingen.pdf", PDF)
    assert as_("petra").post(at("action-report", homework), data).status_code == 302
    homework.refresh_from_db()
    assert (homework.status, homework.note) == ("klaar", "Er zijn er 120")
    assert homework.closed_at is not None
    assert homework.files.get().filename == "meldingen.pdf"
    entry = homework.traject.log_entries.get(kind="action_done")
    assert entry.session_id == homework.session_id


def test_what_is_not_possible_needs_a_reason(as_, homework):
    response = as_("petra").post(at("action-report", homework), {"status": "lukt_niet", "note": " ", "version": 1})
    assert response.status_code == 422
    assert "Schrijf waarom het niet lukt" in response.content.decode()
    data = {"status": "lukt_niet", "note": "Onze cijfers komen pas in mei", "version": 1}
    assert as_("petra").post(at("action-report", homework), data).status_code == 302
    assert Action.objects.get().status == "lukt_niet"


@pytest.mark.parametrize(
    ("filename", "content", "message"),
    [
        ("virus.exe", b"MZ", "Dit soort bestand kan niet"),
        ("nep.pdf", b"<html></html>", "past niet bij de naam"),
        ("groot.pdf", PDF + b"0" * (11 * 1024 * 1024), "groter dan 10 MB"),
    ],
)
def test_a_bad_file_is_refused_and_the_text_is_kept(as_, homework, filename, content, message):
    data = {"status": "klaar", "note": "Mijn antwoord", "version": 1, "file": SimpleUploadedFile(filename, content)}
    response = as_("petra").post(at("action-report", homework), data)
    assert response.status_code == 422
    assert message in response.content.decode()
    assert "Mijn antwoord" in response.content.decode()
    homework.refresh_from_db()
    assert (homework.status, homework.files.count()) == ("open", 0)


def test_a_report_can_be_adapted_and_is_logged_once(as_, homework):
    petra = as_("petra")
    petra.post(at("action-report", homework), {"status": "klaar", "note": "Eerste", "version": 1})
    petra.post(at("action-report", homework), {"status": "klaar", "note": "Tweede", "version": 2})
    homework.refresh_from_db()
    assert homework.note == "Tweede"
    assert homework.traject.log_entries.filter(kind="action_done").count() == 1


def test_a_report_on_what_a_colleague_just_changed_is_a_conflict(as_, homework):
    petra = as_("petra")
    petra.post(at("action-report", homework), {"status": "klaar", "note": "Eerste", "version": 1})
    response = petra.post(at("action-report", homework), {"status": "klaar", "note": "Tweede", "version": 1})
    assert response.status_code == 409
    assert "Eerste" in response.content.decode()
    assert "Tweede" in response.content.decode()
    assert Action.objects.get().note == "Eerste"


@pytest.mark.parametrize(("name", "status"), [("petra", 422), ("karim", 422), ("willem", 404), ("achmed", 404)])
def test_who_may_report_on_homework(as_, homework, name, status):
    assert as_(name).post(at("action-report", homework)).status_code == status


def test_another_partner_may_read_an_action_but_not_report_it(as_, action):
    assert as_("willem").get(at("action", action)).status_code == 200
    assert "Dit lukt mij niet" not in as_("willem").get(at("action", action)).content.decode()
    assert as_("willem").post(at("action-report", action), {"status": "klaar", "version": 1}).status_code == 403


def test_a_file_goes_out_as_an_attachment_to_who_sees_the_action(as_, homework, people):
    file = SimpleUploadedFile("meldingen.pdf", PDF)
    services.report(homework, by=people["petra"], seen_version=1, status="klaar", note="", file=file)
    stored = ActionFile.objects.get()
    url = reverse("sessions:action-file", args=[homework.traject_id, stored.uuid])
    response = as_("karim").get(url)
    assert BytesIO(b"".join(response.streaming_content)).read() == PDF
    assert response["Content-Disposition"].startswith("attachment")
    assert "meldingen" not in stored.file.name
    for name in ("willem", "achmed", "yasmin", "bea", "root", "otto"):
        assert as_(name).get(url).status_code == 404


def test_html_in_what_people_type_stays_text(as_, traject, people, partners):
    action = services.add_action(
        traject, by=people["noor"], title="<script>x</script>", partner=partners["petra"], why="<b>y</b>", note="<i>z"
    )
    for url in (at("action", action), reverse("sessions:action-list", args=[traject.pk])):
        body = as_("willem").get(url).content.decode()
        assert "<script>x" not in body
        assert "<b>y" not in body
        assert "<i>z" not in body


def test_the_page_says_who_sees_it(as_, action, homework):
    assert "Te zien voor alle partners" in as_("petra").get(at("action", action)).content.decode()
    assert "wie bij de bijeenkomst is uitgenodigd" in as_("petra").get(at("action", homework)).content.decode()
