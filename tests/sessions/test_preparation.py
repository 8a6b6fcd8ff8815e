"""The kernteam's preparation list, and homework for a session (S3)."""

import pytest
from django.urls import reverse

from sessions.actions.models import Action, ActionKind

HTMX = {"HTTP_HX_REQUEST": "true"}


def address(name, session, *more):
    return reverse(f"sessions:{name}", args=[session.traject_id, session.pk, *more])


@pytest.fixture
def task(session):
    return session.preparation.first()


def seat(traject, people, name):
    return traject.memberships.get(user=people[name])


def test_the_kernteam_adds_something_to_prepare_with_an_owner_and_a_day(as_, session, traject, people):
    data = {"title": "Kaarten printen", "owner": seat(traject, people, "karim").pk, "due": "2027-01-08"}
    answer = as_("noor").post(address("preparation-add", session), data)
    assert answer.status_code == 302
    added = session.preparation.get(title="Kaarten printen")
    assert (added.owner.user, str(added.due)) == (people["karim"], "2027-01-08")
    assert "Karim Benali" in as_("noor").get(session.get_absolute_url()).content.decode()


def test_only_somebody_of_the_kernteam_owns_a_task(as_, session, traject, people):
    data = {"title": "Kaarten printen", "owner": seat(traject, people, "petra").pk}
    assert as_("noor").post(address("preparation-add", session), data).status_code == 422


@pytest.mark.parametrize("extra", [{}, HTMX])
def test_ticking_twice_the_same_way_stays_ticked(as_, session, task, extra):
    for _ in range(2):
        answer = as_("noor").post(address("preparation-tick", session, task.pk), {"done": "1"}, **extra)
        assert answer.status_code == (200 if extra else 302)
        task.refresh_from_db()
        assert task.done_at
    as_("karim").post(address("preparation-tick", session, task.pk), {"done": "0"}, **extra)
    task.refresh_from_db()
    assert not task.done_at


def test_a_task_is_changed_and_taken_off_the_list(as_, session, task):
    url = address("preparation-edit", session, task.pk)
    assert as_("noor").get(url).status_code == 200
    assert as_("noor").post(url, {"title": ""}).status_code == 422
    as_("noor").post(url, {"title": "Anders", "version": "1"})
    assert session.preparation.get(pk=task.pk).title == "Anders"
    as_("noor").post(address("preparation-delete", session, task.pk))
    assert not session.preparation.filter(pk=task.pk).exists()


def test_two_people_who_change_one_task_see_both_versions(as_, session, task):
    url = address("preparation-edit", session, task.pk)
    as_("karim").post(url, {"title": "Van Karim", "version": "1"})
    answer = as_("noor").post(url, {"title": "Van Noor", "due": "2031-05-06", "version": "1"})
    page = answer.content.decode()
    assert answer.status_code == 409
    for words in ("Van Karim", "Van Noor", "di 6 mei 2031", "Karim Benali", 'name="version" value="2"'):
        assert words in page
    assert session.preparation.get(pk=task.pk).title == "Van Karim"
    as_("noor").post(url, {"title": "Van Noor", "version": "2"})
    assert session.preparation.get(pk=task.pk).title == "Van Noor"


@pytest.mark.parametrize("name", ["preparation-tick", "preparation-edit", "preparation-delete"])
def test_for_partners_the_preparation_does_not_exist(as_, sent_session, name):
    task = sent_session.preparation.first()
    url = address(name, sent_session, task.pk)
    assert {as_(who).post(url).status_code for who in ("petra", "willem", "otto", "root")} == {404}
    assert task.title not in as_("petra").get(sent_session.get_absolute_url()).content.decode()


def test_homework_is_due_on_the_day_of_the_session_by_itself(as_, session, partners):
    page = as_("noor").get(address("homework-add", session))
    assert page.context["form"]["due"].value() == session.date
    data = {"title": "Tel de meldingen", "why": "Is het echt drukker?", "partner": partners["petra"].pk, "due": ""}
    as_("noor").post(address("homework-add", session), data)
    homework = Action.objects.get()
    assert (homework.kind, homework.session, homework.due) == (ActionKind.HOMEWORK, session, session.date)
    assert "Tel de meldingen" in as_("noor").get(session.get_absolute_url()).content.decode()


def test_homework_goes_to_somebody_of_the_organisation(as_, session, traject, people, partners):
    data = {"title": "Tel", "partner": partners["petra"].pk, "assignee": seat(traject, people, "karim").pk}
    answer = as_("noor").post(address("homework-add", session), data)
    assert answer.status_code == 422
    assert "Karim Benali doet niet mee namens Politie Voorbeeldstad" in answer.content.decode()


def test_homework_is_for_who_will_be_there(as_, session, partners, other_traject):
    for partner in (partners["willem"].pk, other_traject.partners.get().pk, "x"):
        assert (
            as_("noor").post(address("homework-add", session), {"title": "Tel", "partner": partner}).status_code == 422
        )
    assert not Action.objects.exists()


def test_only_the_kernteam_gives_homework(as_, sent_session):
    url = address("homework-add", sent_session)
    assert {who: as_(who).post(url).status_code for who in ("petra", "willem")} == {"petra": 403, "willem": 404}
