"""Mijn werk: what I must do now, overdue first (A2)."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from sessions.actions.models import Action, ActionKind
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import record
from trajects.plan.models import PlanVersion

URL = "/mijn-werk/"


def test_my_homework_and_actions_stand_in_order_of_their_date(as_, traject, sent_session, partners, today):
    seat = traject.memberships.get(user__email="petra@buurtbalans.test")
    for days, title in ((5, "Later"), (-2, "Te laat"), (1, "Morgen")):
        Action.objects.create(
            traject=traject, title=title, partner=partners["petra"], assignee=seat, due=today + timedelta(days=days)
        )
    Action.objects.create(
        traject=traject, session=sent_session, kind=ActionKind.HOMEWORK, title="Huiswerk", partner=partners["petra"]
    )
    response = as_("petra").get(URL)
    assert [action.title for action in response.context["actions"]] == ["Te laat", "Morgen", "Later"]
    assert [action.title for action in response.context["homework"]] == ["Huiswerk"]
    assert response.context["overdue"] == 1
    assert response.context["first"].title == "Te laat"


def test_what_others_must_do_is_not_mine(as_, traject, partners):
    Action.objects.create(traject=traject, title="Van Willem", partner=partners["willem"])
    assert "Van Willem" not in as_("petra").get(URL).content.decode()
    assert "Van Willem" in as_("willem").get(URL).content.decode()


def test_work_from_a_session_one_may_no_longer_see_is_gone(as_, traject, session, partners):
    Action.objects.create(
        traject=traject, session=session, kind=ActionKind.HOMEWORK, title="Nog geheim", partner=partners["petra"]
    )
    assert "Nog geheim" not in as_("petra").get(URL).content.decode()


def test_after_leaving_nothing_is_left(as_, traject, partners, people):
    from trajects.partners.services import end_seat

    Action.objects.create(traject=traject, title="Van Petra", partner=partners["petra"])
    end_seat(traject.memberships.get(user=people["petra"]), by=people["noor"])
    page = as_("petra").get(URL).content.decode()
    assert "Van Petra" not in page
    assert "Je doet nog niet mee aan een traject" in page


def test_a_resident_is_told_of_the_own_track_without_a_word_of_the_professionals(as_, traject):
    page = as_("yasmin").get(URL).content.decode()
    assert "bewonersspoor" in page
    assert traject.name not in page


def test_the_back_office_is_told_that_the_plan_comes_later(as_, traject):
    for url in (URL, "/trajecten/"):
        page = as_("achmed").get(url).content.decode()
        assert "Je leest mee namens je organisatie" in page
        assert "Je doet nog niet mee" not in page


NEW = 'href="/trajecten/nieuw/"'


def button(page):
    """The class of the button to a new traject, "" without one."""
    return page.rpartition(NEW)[0].rpartition('class="')[2].partition('"')[0] if NEW in page else ""


def test_starting_a_traject_is_no_first_thing_for_who_reads_along_or_follows(as_, people, traject):
    people["otto"].groups.add(traject.role_groups.get(role="aanjager").group)
    for name in ("achmed", "otto"):
        assert button(as_(name).get(URL).content.decode()) == "", name
        assert "secondary" in button(as_(name).get("/trajecten/").content.decode()), name
    assert "Je volgt trajecten als aanjager" in as_("otto").get(URL).content.decode()
    assert "Je volgt trajecten als aanjager" in as_("otto").get("/trajecten/").content.decode()


def test_who_has_nothing_yet_may_start_a_traject_and_who_speaks_for_nobody_may_not(as_, people, traject):
    for url in (URL, "/trajecten/"):
        assert "primary" in button(as_("otto").get(url).content.decode())
        for name in ("yasmin", "bea"):
            assert button(as_(name).get(url).content.decode()) == "", name


def test_a_plan_to_read_comes_first_for_the_back_office(as_, traject):
    version = PlanVersion.objects.create(plan=traject.plan, label="Concept 0.1", contents={})
    page = as_("achmed").get(URL).content.decode()
    address = reverse("trajects:plan-submitted", args=[traject.pk, version.pk])
    assert page.count(f'href="{address}"') == 2
    assert "Plan lezen" in page
    assert button(page) == ""
    version.adopted_label, version.adopted_at = "Versie 1.0", timezone.now()
    version.save()
    assert "Versie 1.0, " in as_("achmed").get(URL).content.decode()


def test_everybody_who_is_logged_in_has_the_page(as_, traject):
    for name in ("noor", "karim", "petra", "achmed", "yasmin", "bea", "root", "otto"):
        assert as_(name).get(URL).status_code == 200
    assert as_("").get(URL).status_code == 302


def test_as_many_queries_for_ten_actions_as_for_one(as_, traject, partners):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = as_("petra")

    def count():
        with CaptureQueriesContext(connection) as queries:
            client.get(URL)
        return len(queries)

    Action.objects.create(traject=traject, title="Een", partner=partners["petra"])
    few = count()
    for number in range(9):
        Action.objects.create(traject=traject, title=f"Actie {number}", partner=partners["petra"])
    assert count() == few


def test_the_list_of_trajects_holds_only_ones_own(as_, traject, other_traject):
    url = reverse("pages:traject-list")
    assert [row.traject for row in as_("noor").get(url).context["rows"]] == [traject]
    assert [row.traject for row in as_("otto").get(url).context["rows"]] == [other_traject]
    assert as_("root").get(url).context["rows"] == []
    assert as_("yasmin").get(url).context["rows"] == []


def test_the_filters_of_the_list_stand_in_the_address(as_, traject):
    url = reverse("pages:traject-list")
    assert len(as_("noor").get(url, {"stap": "1"}).context["rows"]) == 1
    empty = as_("noor").get(url, {"stap": "6"})
    assert empty.context["rows"] == []
    assert "Wis de filters" in empty.content.decode()


def test_an_invitation_waits_for_an_answer_of_ones_organisation_until_it_came(as_, traject, sent_session, partners):
    invited = sent_session.invited.get(partner=partners["petra"])
    assert list(as_("petra").get(URL).context["unanswered"]) == [invited]
    assert "Kom je naar Verdieping?" in as_("petra").get(URL).content.decode()
    # Noor plans it and was not invited; Willem was not either.
    for name in ("noor", "willem"):
        assert as_(name).get(URL).context["unanswered"] == []
    type(invited).objects.filter(pk=invited.pk).update(answer="komt")
    assert as_("petra").get(URL).context["unanswered"] == []


def test_the_pace_stands_there_for_who_plans_the_sessions(as_, traject, sent_session, today):
    type(sent_session).objects.update(date=today - timedelta(days=50))
    for name in ("noor", "karim"):
        (row,) = as_(name).get(URL).context["led"]
        assert (row.name, row.pace.level) == (traject.name, "slow")
    assert "Het tempo zakt" in as_("noor").get(URL).content.decode()
    for name in ("petra", "willem"):
        assert as_(name).get(URL).context["led"] == []


def test_what_was_called_off_or_is_over_is_no_next_session(as_, traject, sent_session, today):
    now = timezone.now()
    assert as_("petra").get(URL).context["sessions"] == [sent_session]
    assert "Je hebt nu niets open. Je volgende bijeenkomst is" in as_("petra").get(URL).content.decode()
    for status in ("afgelast", "verslag"):
        type(sent_session).objects.update(status=status, date=today, started_at=now, cancelled_at=now)
        assert as_("petra").get(URL).context["sessions"] == []
        assert as_("petra").get(URL).context["unanswered"] == []


def test_who_logs_in_again_reads_what_others_did_since_as_far_as_he_may_know(
    client, people, traject, other_traject, session
):
    petra, before = people["petra"], timezone.now() - timedelta(days=2)
    petra.set_password("een lang wachtwoord")
    petra.save()
    told = {"kernteam": "Over de conceptagenda", "petra": "Zelf gedaan", "all": "Voor iedereen", "other": "Elders"}
    record(traject, people["noor"], LogKind.GOAL_SET, told["kernteam"], session_id=session.pk)
    record(traject, petra, LogKind.GOAL_SET, told["petra"])
    record(traject, people["noor"], LogKind.GOAL_SET, told["all"])
    record(other_traject, people["otto"], LogKind.GOAL_SET, told["other"])

    def page():
        client.logout()
        client.post("/inloggen/", {"login": petra.email, "password": "een lang wachtwoord"})
        return client.get(URL).content.decode()

    assert "Nieuw sinds" not in page(), "the first time there is nothing to compare with"
    type(petra).objects.filter(pk=petra.pk).update(last_login=before)
    text = page()
    assert [key for key, words in told.items() if words in text] == ["all"]
    assert "Nieuw sinds" not in page(), "everything was there the time before"
