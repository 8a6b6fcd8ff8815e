"""The overview of a traject: where we are, what now, who must do what."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sessions.actions.models import Action, ActionKind
from sessions.planning.services import open_to_invited, plan_session
from sessions.room.services import start


def page_of(client, traject):
    response = client.get(reverse("pages:traject", args=[traject.pk]))
    assert response.status_code == 200
    return response


def test_the_overview_shows_question_kernteam_and_steps(as_, traject):
    text = page_of(as_("petra"), traject).content.decode()
    for expected in ("Jongeren hebben geen plek", "Noor Dijkstra", "Karim Benali", "Gebiedsmakelaar", "Stap 1 van 6"):
        assert expected in text
    assert "Yasmin" not in text


@pytest.mark.parametrize("name", ["achmed", "yasmin", "bea", "root", "otto"])
def test_for_others_the_traject_does_not_exist(as_, traject, name):
    assert as_(name).get(reverse("pages:traject", args=[traject.pk])).status_code == 404


def test_the_primary_button_of_a_proposal_starts_it_or_asks_a_gebiedsmakelaar(as_, other_traject):
    assert page_of(as_("otto"), other_traject).context["next_thing"].label == "Gebiedsmakelaar erbij vragen"


def test_the_primary_button_follows_the_preparation(as_, traject, session):
    assert page_of(as_("noor"), traject).context["next_thing"].label == "Bijeenkomst voorbereiden"
    session.delete()
    assert page_of(as_("noor"), traject).context["next_thing"].label == "Bijeenkomst plannen"


def test_while_a_session_is_held_the_primary_button_leads_into_it_and_the_pace_rests(
    as_, traject, sent_session, people, today
):
    type(sent_session).objects.filter(pk=sent_session.pk).update(date=today)
    hours = {"starts_at": sent_session.starts_at, "ends_at": sent_session.ends_at}
    first = plan_session(traject, by=people["noor"], title="Begin", day=today - timedelta(days=60), **hours)
    open_to_invited(first)
    assert page_of(as_("noor"), traject).context["pace"].level == "slow"
    start(sent_session, by=people["noor"])
    page = page_of(as_("noor"), traject)
    assert (page.context["next_thing"].label, page.context["pace"].level) == ("Naar de bijeenkomst", "ok")
    assert "Nu bezig" in page.content.decode()


def test_a_partner_with_homework_gets_that_as_the_primary_button(as_, traject, sent_session, partners, people):
    homework = Action.objects.create(
        traject=traject, session=sent_session, kind=ActionKind.HOMEWORK, title="Cijfers", partner=partners["petra"]
    )
    thing = page_of(as_("petra"), traject).context["next_thing"]
    assert (thing.label, thing.url) == ("Huiswerk maken", homework.get_absolute_url())
    assert page_of(as_("willem"), traject).context["next_thing"] is None


def test_a_draft_session_leaves_no_trace_for_a_partner(as_, traject, session):
    text = page_of(as_("petra"), traject).content.decode()
    assert session.title not in text.split("Stappen</h2>")[0]
    assert "Er is nog geen bijeenkomst gepland" in text
    assert page_of(as_("noor"), traject).context["following"] == session


def test_an_invited_partner_sees_the_session_and_another_does_not(as_, traject, sent_session):
    assert page_of(as_("petra"), traject).context["following"] == sent_session
    willem = page_of(as_("willem"), traject)
    assert willem.context["following"] is None
    assert "Buurthuis De Kade" not in willem.content.decode()


def test_the_pace_of_a_partner_counts_only_sessions_that_partner_may_see(as_, traject, sent_session, today):
    sent_session.date = today - timedelta(days=100)
    sent_session.save()
    assert page_of(as_("petra"), traject).context["pace"].level == "slow"
    assert page_of(as_("willem"), traject).context["pace"].level == "ok"


def test_a_session_that_is_off_or_was_never_sent_does_not_count_and_one_that_ended_today_does(
    as_, traject, sent_session, today
):
    now = timezone.now()

    def pace_when(**changes):
        type(sent_session).objects.update(**changes)
        page = page_of(as_("petra" if "sent_at" not in changes else "noor"), traject)
        return page.context["following"], page.context["pace"].days

    assert pace_when(status="afgelast", cancelled_at=now) == (None, None)
    assert pace_when(date=today - timedelta(days=30)) == (None, None)
    assert pace_when(status="uitgenodigd") == (None, 30)
    assert pace_when(status="concept", sent_at=None) == (None, None)
    assert pace_when(status="verslag", date=today, sent_at=now, started_at=now) == (None, 0)
    assert pace_when(status="bezig") == (sent_session, 0)


def test_that_another_traject_runs_here_is_told_to_its_members_only(as_, traject, other_traject, people):
    from trajects.partners.services import add_partner, give_seat

    other_traject.areas.add(*traject.areas.all())
    assert "loopt nog een traject" not in page_of(as_("noor"), traject).content.decode()
    give_seat(partner=add_partner(other_traject, people["noor"].organisation, by=people["otto"]), user=people["noor"])
    assert "loopt nog een traject" in page_of(as_("noor"), traject).content.decode()


def test_the_overview_takes_as_many_queries_for_ten_rows_as_for_one(
    as_, traject, sent_session, partners, people, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = as_("noor")
    url = reverse("pages:traject", args=[traject.pk])

    def count():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(url)
        return len(queries)

    Action.objects.create(traject=traject, title="Actie", partner=partners["petra"])
    few = count()
    for number in range(3):
        Action.objects.create(traject=traject, title=f"Actie {number}", partner=partners["willem"])
        traject.joint_goals.create(title=f"Doel {number}")
    assert count() == few
    assert few <= 32
