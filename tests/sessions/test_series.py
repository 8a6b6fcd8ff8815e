"""A series of sessions for the rest of the traject (T7)."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.urls import reverse

from sessions.planning.days import day_off, working_day_from
from sessions.planning.models import Session, SessionStatus
from trajects.steps.services import begin


@pytest.fixture
def url(traject):
    return reverse("sessions:series-new", args=[traject.pk])


def sent(rows, **changes):
    """The form as it stands on the page, with some things changed."""
    fields = {
        f"rij-{number}-{name}": "" if value is None else value
        for number, form in enumerate(rows.forms)
        for name in ("step", "date", "starts_at", "ends_at", "place")
        for value in [form[name].value()]
    }
    return {"rij-TOTAL_FORMS": len(rows.forms), "rij-INITIAL_FORMS": len(rows.forms), **fields, **changes}


def test_the_proposal_has_each_step_to_come_at_the_traject_s_own_pace(as_, traject, session, people, url, today):
    begin(traject.steps.get(number=3), by=people["noor"], today=today)
    rows = as_("noor").get(url).context["rows"]
    shown = [(form["step"].value(), form["date"].value()) for form in rows.forms]
    numbers = dict(traject.steps.values_list("pk", "number"))
    assert [numbers.get(step) for step, _ in shown] == [3, 4, 5, 6, None, None]
    days = [session.date, *(day for _, day in shown if day)]
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    assert all(traject.pace_days <= gap <= traject.pace_days + 5 for gap in gaps)
    assert not any(day_off(day) for day in days[1:])


def test_all_rows_with_a_day_become_drafts_at_once(as_, traject, url, today):
    rows = as_("noor").get(url).context["rows"]
    later = (today + timedelta(days=40)).isoformat()
    answer = as_("noor").post(url, sent(rows, **{"rij-0-date": "", "rij-1-date": later, "rij-1-place": "School"}))
    assert answer.status_code == 302
    made = list(Session.objects.order_by("date"))
    assert len(made) == 4
    assert {session.status for session in made} == {SessionStatus.DRAFT}
    assert made[0].place == "School"
    assert made[0].date.isoformat() == later
    for session in made:
        assert session.steps.count() == 1
        assert session.items.on_agenda().exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"rij-1-ends_at": "09:00"}, "De eindtijd ligt voor de begintijd."),
        ({"rij-1-date": "morgen"}, "Kies bij “Datum” van bijeenkomst 2 een datum die bestaat."),
        ({"rij-1-step": "0"}, "Wat je bij “Stap” van bijeenkomst 2 koos, kan niet meer."),
        ({"rij-1-place": "bij BSN 111222333"}, "Dit mag hier nooit staan"),
        ({f"rij-{number}-date": "" for number in range(6)}, "Vul bij minstens één bijeenkomst een datum in."),
    ],
)
def test_one_row_that_cannot_be_plans_nothing(as_, url, changes, words):
    answer = as_("noor").post(url, sent(as_("noor").get(url).context["rows"], **changes))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Session.objects.exists()


def test_only_the_kernteam_plans_a_series(as_, url):
    assert {who: as_(who).get(url).status_code for who in ("karim", "petra", "otto")} == {
        "karim": 200,
        "petra": 403,
        "otto": 404,
    }


@pytest.mark.parametrize(
    ("day", "reason", "working"),
    [
        (date(2027, 5, 5), "Bevrijdingsdag", date(2027, 5, 7)),
        (date(2027, 3, 26), "Goede vrijdag", date(2027, 3, 30)),
        (date(2027, 6, 12), "het weekend", date(2027, 6, 14)),
        (date(2027, 6, 14), "", date(2027, 6, 14)),
    ],
)
def test_holidays_and_weekends_are_no_working_days(day, reason, working):
    assert (day_off(day), working_day_from(day)) == (reason, working)
