"""Several actions changed at once by the kernteam; and the list on paper."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document

from sessions.actions import services
from sessions.actions.models import Action
from tests.privacy.reading import text_of


@pytest.fixture
def agree(traject, people, partners):
    def make(title, **more):
        more.setdefault("partner", partners["petra"])
        return services.add_action(traject, by=people["noor"], title=title, **more)

    return make


@pytest.fixture
def url(traject):
    return reverse("sessions:action-list", args=[traject.pk])


@pytest.fixture
def send(as_, traject):
    def post(actions, name="noor", **data):
        picks = [f"{action.pk}-{action.version}" for action in actions]
        address = reverse("sessions:actions-together", args=[traject.pk])
        return as_(name).post(address, {"rij": picks, "lijst": "?toon=open&kies=1", **data})

    return post


def test_the_kernteam_ticks_and_changes_date_person_step_and_state_in_one_go(send, agree, traject, url, today):
    lamps, seats, other = agree("Lampen"), agree("Bankjes"), agree("Blijft zo")
    willem = traject.memberships.get(user__name="Willem Postma")
    step = traject.steps.get(number=3)
    due = today + timedelta(days=9)
    response = send([lamps, seats], due=due.isoformat(), assignee=willem.pk, step=step.pk, status="klaar")
    assert (response.status_code, response["Location"]) == (302, f"{url}?toon=open")
    for action in (lamps, seats):
        action.refresh_from_db()
        assert (action.due, action.assignee, action.partner, action.step, action.status, action.changed_by) == (
            due, willem, willem.partner, step, "klaar", "Noor Dijkstra"
        )  # fmt: skip
        assert {change.kind for change in action.changes.all()} == {"datum", "wie", "stap", "stand"}
    other.refresh_from_db()
    assert (other.version, other.status) == (1, "open")
    assert traject.log_entries.filter(kind="action_done").count() == 2


def test_what_somebody_changed_meanwhile_is_listed_and_untouched(send, agree, people, today):
    lamps, seats = agree("Lampen"), agree("Bankjes")
    services.change_action(Action.objects.get(pk=lamps.pk), 1, by=people["karim"], title="Lampen bij het plein")
    response = send([lamps, seats], due=today.isoformat())
    assert response.status_code == 409
    assert [left.action for left in response.context["untouched"]] == [lamps]
    body = response.content.decode()
    assert "1 actie gewijzigd" in body
    assert "Lampen bij het plein" in body
    assert "Karim Benali heeft deze net gewijzigd" in body
    own = send([seats], due=today.isoformat())
    assert "Want je hebt deze zelf net gewijzigd, in een ander venster." in own.content.decode()
    assert Action.objects.get(pk=lamps.pk).due is None
    assert Action.objects.get(pk=seats.pk).due == today


def test_an_action_of_a_session_goes_to_nobody_who_does_not_see_it(send, agree, sent_session, partners):
    hidden, open_to_all = agree("Huiswerk", session=sent_session), agree("Lampen")
    response = send([hidden, open_to_all], partner=partners["willem"].pk)
    assert [left.action for left in response.context["untouched"]] == [hidden]
    assert Action.objects.get(pk=hidden.pk).partner == partners["petra"]
    assert Action.objects.get(pk=open_to_all.pk).partner == partners["willem"]


def test_without_a_tick_or_a_choice_it_says_so_and_the_ticks_stay(send, agree, traject, partners):
    lamps = agree("Lampen")
    assert "Vink ten minste één actie aan" in send([], status="klaar").content.decode()
    response = send([lamps])
    assert response.status_code == 422
    assert "Kies wat je wilt wijzigen" in response.content.decode()
    assert [row["is_picked"] for row in response.context["rows"]] == [True]
    willem = traject.memberships.get(user__name="Willem Postma")
    wrong = send([lamps], assignee=willem.pk, partner=partners["petra"].pk)
    assert "werkt niet voor de gekozen organisatie" in wrong.content.decode()
    assert send([lamps], due="31-02-2026").status_code == 422
    assert Action.objects.get().version == 1


def test_boxes_are_for_the_kernteam_only_and_keys_of_others_do_nothing(
    as_, send, agree, url, people, other_traject, today
):
    lamps = agree("Lampen")
    foreign = services.add_action(
        other_traject, by=people["otto"], title="Buizerd", partner=other_traject.partners.get()
    )
    assert 'name="rij"' in as_("noor").get(url, {"kies": "alles"}).content.decode()
    assert 'name="rij"' not in as_("noor").get(url).content.decode()
    assert 'name="rij"' not in as_("petra").get(url, {"kies": "alles"}).content.decode()
    assert send([lamps], "petra", due=today.isoformat()).status_code == 403
    assert send([lamps], "otto", due=today.isoformat()).status_code == 404
    assert (
        send([lamps, foreign], due=today.isoformat(), rij=[f"{foreign.pk}-1", "x", "9" * 30 + "-1"]).status_code == 302
    )
    assert Action.objects.get(pk=foreign.pk).due is None


def test_the_list_is_narrowed_to_one_session_the_reader_sees(as_, agree, sent_session, url):
    agree("Lampen")
    agree("Uit de bijeenkomst", session=sent_session)
    client = as_("petra")
    rows = client.get(url, {"bijeenkomst": sent_session.pk}).context["rows"]
    assert [row["title"] for row in rows] == ["Uit de bijeenkomst"]
    willem = as_("willem").get(url, {"bijeenkomst": sent_session.pk})
    assert [row["title"] for row in willem.context["rows"]] == ["Lampen"]
    assert "Verdieping, " not in willem.content.decode()


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_the_paper_holds_what_its_reader_sees_says_for_whom_and_fits_one_page(
    as_, agree, traject, people, sent_session, today, kind
):
    for number in range(18):
        agree(f"Een afspraak van gewone lengte, nummer {number}", due=today)
    agree("Kanarie", session=sent_session)
    services.add_decision(traject, by=people["noor"], text="We gaan door", decided_on=today)
    address = reverse(f"sessions:action-{kind}", args=[traject.pk])
    petra, willem = as_("petra").get(address), as_("willem").get(address)
    assert "kanarie" in text_of(petra)
    assert "petra kuipers" in text_of(petra)
    assert "kanarie" not in text_of(willem)
    assert "we gaan door" in text_of(as_("petra").get(address, {"toon": "besluiten"}))
    if kind == "pdf":
        assert "pagina 1 van 1" in text_of(petra)
    else:
        assert len(Document(BytesIO(petra.content)).tables[0].rows) == 20


def test_changing_ten_takes_no_more_looking_up_than_one_on_the_page(as_, agree, url, django_assert_max_num_queries):
    def count():
        with django_assert_max_num_queries(20) as captured:
            noor.get(url, {"kies": "alles"})
        return len(captured)

    noor = as_("noor")
    agree("Actie")
    one = count()
    for number in range(9):
        agree(f"Actie {number}")
    assert count() == one
