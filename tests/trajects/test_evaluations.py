"""Looking back on the plan together: planning the moments, being reminded, saying what came of it (F2)."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.core import mail
from django.urls import reverse

from tests.jobs import run_jobs
from tests.trajects.chain_rows import make_chain
from trajects.follow_up.evaluation import months_between, plan_moment, remind_in_time
from trajects.follow_up.evaluation_letters import mail_evaluation
from trajects.follow_up.leading import add_lead
from trajects.follow_up.steering_forms import months_later
from trajects.follow_up.steering_models import EvaluationMoment
from trajects.partners.services import end_seat
from trajects.traject.models import Theme, TrajectStatus
from trajects.traject.pace import working_day

SITE = "https://buurtbalans.test"


def said(answer):
    """All that an answer says."""
    return unescape(answer.content.decode())


@pytest.fixture
def adopted(traject, today):
    """The traject with its plan adopted."""
    traject.status, traject.started_on = TrajectStatus.ADOPTED, today
    traject.save()
    return traject


def url(traject, rest=""):
    return f"/trajecten/{traject.pk}/uitvoering/evaluaties/{rest}"


@pytest.fixture
def moment(traject, people, today):
    return plan_moment(traject, by=people["noor"], date=today + timedelta(days=10), about="Loopt het?")


def test_a_moment_is_planned_for_some_lines_or_for_the_whole_plan_and_never_in_the_past(
    as_, traject, people, partners, today
):
    rows = make_chain(traject, people["noor"], partners)
    noor = as_("noor")
    assert noor.post(url(traject, "nieuw/"), {"date": today - timedelta(days=1)}).status_code == 422
    assert noor.post(url(traject, "nieuw/"), {"date": "onzin"}).status_code == 422
    assert not EvaluationMoment.objects.exists()
    sent = {"date": today, "about": "Wat lukte er?", "lines": rows.line.pk}
    assert noor.post(url(traject, "nieuw/"), sent).status_code == 302
    assert noor.post(url(traject, "nieuw/"), {"date": today + timedelta(days=90)}).status_code == 302
    page = said(as_("petra").get(url(traject)))
    assert "Over Buurthuis" in page
    assert "Over het hele plan" in page
    assert "Uitkomst opschrijven" not in page
    assert traject.log_entries.filter(kind="evaluation_planned").count() == 2


@pytest.mark.parametrize(
    ("words", "months"),
    [
        ("Elk kwartaal kijken we samen terug.", 3),
        ("Twee keer per jaar, en maandelijks in het kernteam", 1),
        ("twee keer per jaar", 6),
        ("Om de  twee\nmaanden", 2),
        ("", 3),
        ("Een keer per jaar", 12),
    ],
)
def test_how_often_is_read_from_the_plan(words, months):
    assert months_between(words) == months


def test_a_series_is_proposed_in_the_rhythm_of_the_plan_and_planned_once(as_, traject, today):
    traject.plan.parts.filter(part="monitoring").update(text="Elk half jaar kijken we terug.")
    page = as_("noor").get(url(traject, "reeks/")).content.decode()
    assert "Elk half jaar kijken we terug." in page
    assert '<option value="6" selected>' in page
    assert working_day(months_later(today, 6)).isoformat() in page
    sent = {"first": today, "every": "6", "times": "3"}
    for _ in range(2):
        assert as_("noor").post(url(traject, "reeks/"), sent).status_code == 302
    days = list(EvaluationMoment.objects.values_list("date", flat=True))
    assert days == [today, *(working_day(months_later(today, months)) for months in (6, 12))]
    assert months_later(date(2026, 11, 30), 3) == date(2027, 2, 28)
    for wrong in (
        {"times": "13"},
        {"times": "0"},
        {"every": "5"},
        {"first": today - timedelta(days=1)},
        {"first": "9999-12-31"},
    ):
        assert as_("noor").post(url(traject, "reeks/"), sent | wrong).status_code == 422


def test_the_kernteam_is_reminded_two_weeks_and_one_day_before_and_only_of_what_is_still_to_come(
    traject, people, partners, moment, today, as_
):
    line = make_chain(traject, people["noor"], partners).line
    for name in ("petra", "willem"):
        add_lead(line, partners[name], traject.memberships.get(user=people[name]), by=people["noor"])
    end_seat(traject.memberships.get(user=people["willem"]), by=people["noor"])
    assert remind_in_time(moment.date - timedelta(days=15)) == 0
    assert [remind_in_time(moment.date - timedelta(days=days)) for days in (14, 13, 1, 0)] == [1, 0, 1, 0]
    end_seat(traject.memberships.get(user=people["karim"]), by=people["noor"])
    # Karim is of the kernteam and left; Willem led a line and left before.
    assert run_jobs().count("mail_evaluation") == 6
    told = sorted(letter.to[0] for letter in mail.outbox)
    assert told == [people["noor"].email] * 2 + [people["petra"].email] * 2
    letter = mail.outbox[0]
    assert url(traject) in letter.body
    assert traject.name not in letter.subject + letter.body
    assert moment.about not in letter.body
    # On another day people are told anew, and what was made for the old day goes nowhere.
    mail.outbox.clear()
    moment.refresh_from_db()
    later = {"date": today + timedelta(days=40), "about": moment.about, "version": moment.version}
    assert as_("noor").post(url(traject, f"{moment.pk}/wijzigen/"), later).status_code == 302
    old_day, seat = f"{moment.date}", traject.memberships.get(user=people["noor"])
    mail_evaluation(moment.pk, seat.pk, old_day, SITE)
    assert mail.outbox == []
    assert remind_in_time(today + timedelta(days=30)) == 1


def test_what_came_of_it_is_written_down_and_leads_to_the_draft_when_the_plan_is_to_change(as_, traject, moment):
    outcome = url(traject, f"{moment.pk}/uitkomst/")
    noor = as_("noor")
    assert as_("petra").get(outcome).status_code == 403
    assert noor.post(outcome, {"outcome": "", "version": 1}).status_code == 422
    answer = noor.post(outcome, {"outcome": "Het buurthuis is open", "changes_plan": "on", "version": 1})
    assert answer["Location"] == reverse("trajects:plan", args=[traject.pk])
    assert "Pas het plan hier aan" in said(noor.get(answer["Location"]))
    page = said(as_("petra").get(url(traject)))
    assert "Het buurthuis is open" in page
    assert "Het plan wordt aangepast" in page
    late = as_("karim").post(outcome, {"outcome": "Anders", "version": 1})
    assert late.status_code == 409
    assert "Het buurthuis is open" in said(late)
    answer = noor.post(outcome, {"outcome": "Toch niet", "version": 2})
    assert answer["Location"] == url(traject) + f"#evaluatie-{moment.pk}"
    assert remind_in_time(moment.date - timedelta(days=1)) == 0


def test_a_missed_moment_shows_until_somebody_says_what_came_of_it(as_, adopted, moment, today):
    traject = adopted
    overview, work = reverse("pages:traject", args=[traject.pk]), reverse("pages:my-work")
    pages = [(name, address) for name in ("noor", "petra") for address in (url(traject), overview, work)]
    for name, address in pages:
        assert "gemist" not in said(as_(name).get(address)).lower()
    EvaluationMoment.objects.update(date=today - timedelta(days=1))
    for name, address in pages:
        # Who does not steer has nothing to do about it.
        assert ("gemist" in said(as_(name).get(address)).lower()) == ((name, address) != ("petra", work))
    sent = {"outcome": "Alsnog besproken", "version": 1}
    assert as_("noor").post(url(traject, f"{moment.pk}/uitkomst/"), sent).status_code == 302
    for name, address in pages:
        assert "gemist" not in said(as_(name).get(address)).lower()


def test_a_theme_joins_after_the_plan_was_adopted_and_the_logbook_tells(as_, adopted):
    theme = Theme.objects.create(name="Eenzaamheid")
    address = reverse("trajects:theme-add", args=[adopted.pk])
    assert as_("petra").get(address).status_code == 403
    assert as_("noor").post(address, {"theme": "0"}).status_code == 422
    assert as_("noor").post(address, {"theme": theme.pk}).status_code == 302
    assert theme in adopted.themes.all()
    assert adopted.log_entries.filter(kind="theme_added", subject="Eenzaamheid").count() == 1
    # It is no choice any more.
    assert as_("noor").post(address, {"theme": theme.pk}).status_code == 422
