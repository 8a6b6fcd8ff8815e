"""One mail a day with what is to be done: at the chosen hour, without a confidential word, off with one click (A3)."""

import re
from datetime import datetime, time, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from privacy.links import services as links
from privacy.links.models import MailedLink, Purpose
from privacy.retention.erasing import empty
from privacy.retention.leftovers import forget_links
from sessions.actions.models import Action, ActionKind
from sessions.agenda.models import AgendaItem
from sessions.planning.models import PreparationTask, SessionPartner
from sessions.polls.models import PollVoter
from sessions.polls.services import open_poll, vote
from sessions.reminders.letters import mail_digest, remind
from sessions.reminders.models import ReminderSetting
from sessions.reminders.services import choose
from tests.jobs import run_jobs
from trajects.partners.services import end_seat


@pytest.fixture
def hour(monkeypatch):
    """Makes it so late today in the Netherlands."""

    def at(number, days=0):
        moment = timezone.make_aware(datetime.combine(day + timedelta(days=days), datetime.min.time()))
        monkeypatch.setattr(timezone, "now", lambda: moment + timedelta(hours=number, minutes=5))

    day = timezone.localdate()
    return at


@pytest.fixture
def work(traject, sent_session, people, partners, today):
    """For Petra: one late, one soon, homework of a session and two actions of it; a session tomorrow."""
    common = {"traject": traject, "partner": partners["petra"], "created_by": people["noor"]}
    of_session = {**common, "session": sent_session, "due": today + timedelta(days=2)}
    Action.objects.create(**common, title="Lampen tellen", due=today - timedelta(days=1))
    Action.objects.create(**common, title="Bankjes plaatsen", due=today + timedelta(days=3))
    Action.objects.create(**common, title="Later", due=today + timedelta(days=4))
    Action.objects.create(**of_session, title="Kanarie", kind=ActionKind.HOMEWORK)
    Action.objects.create(**of_session, title="Zwaluw")
    Action.objects.create(**of_session, title="Merel")
    type(sent_session).objects.update(date=today + timedelta(days=1))
    PreparationTask.objects.create(
        session=sent_session, title="Kievit", owner=traject.memberships.get(user=people["karim"]), due=today
    )
    AgendaItem.objects.create(
        session=sent_session,
        title="Wulp",
        minutes=10,
        position=1,
        preparer=traject.memberships.get(user=people["karim"]),
    )
    return sent_session


def tick(hour, number, days=0):
    hour(number, days)
    remind(0)
    run_jobs()


def told():
    return {letter.to[0].split("@")[0] for letter in mail.outbox}


def test_each_gets_one_neutral_mail_at_the_usual_hour_and_nobody_without_work_gets_one(work, hour, people):
    tick(hour, 7)
    assert mail.outbox == []
    tick(hour, 8)
    tick(hour, 9)
    # Willem has nothing, Achmed only reads, and who has no seat is not asked.
    assert told() == {"petra", "karim", "noor"}
    assert len(mail.outbox) == 3
    letter = next(letter for letter in mail.outbox if letter.to == ["petra@buurtbalans.test"])
    assert letter.subject == "Buurtbalans: wat er voor je klaarstaat"
    lines = [line for line in letter.body.splitlines() if line.startswith("- ")]
    assert [re.sub(r"uiterlijk .*", "uiterlijk", line) for line in lines] == [
        "- Lampen tellen, uiterlijk",
        "- Huiswerk voor een bijeenkomst, uiterlijk",
        "- Bankjes plaatsen, uiterlijk",
        "- 2 acties uit een bijeenkomst",
        "- Een bijeenkomst, 13.30 uur",
    ]
    whole = " ".join(each.body + each.subject + str(each.extra_headers) for each in mail.outbox)
    assert not [
        word for word in ("Kanarie", "Zwaluw", "Merel", "Kievit", "Wulp", "Verdieping", "De Kade") if word in whole
    ]
    assert "- 2 taken voor een bijeenkomst" in next(each for each in mail.outbox if "karim" in each.to[0]).body
    assert "Lampen" not in next(each for each in mail.outbox if "karim" in each.to[0]).body


def test_who_was_asked_for_a_day_is_reminded_until_the_answer(as_, traject, session, people, hour, today):
    day = (today + timedelta(days=9), time(13), time(15))
    open_poll(session, by=people["noor"], options=[day], closes_on=today + timedelta(days=2), site="https://x.test")
    run_jobs()
    mail.outbox.clear()
    page = as_("petra").get("/mijn-werk/")
    assert "Welke dag past je?" in page.content.decode()
    assert "Verdieping" not in page.content.decode()
    tick(hour, 8)
    letter = next(letter for letter in mail.outbox if "petra" in letter.to[0])
    assert "Welke dag past je?" in letter.body
    assert "Verdieping" not in letter.body
    path = re.search(r"/wanneer/[\w-]+/", letter.body)[0]
    assert Client().get(path).status_code == 200
    vote(PollVoter.objects.get(membership__user=people["petra"]), {})
    assert as_("petra").get("/mijn-werk/").context["polls"] == []
    mail.outbox.clear()
    tick(hour, 8, days=1)
    assert "petra" not in told()


def test_a_link_in_it_reports_without_logging_in(work, hour):
    tick(hour, 8)
    letter = next(letter for letter in mail.outbox if "petra" in letter.to[0])
    path = re.search(r"/huiswerk/[\w-]+/", letter.body)[0]
    assert "Lampen tellen" in Client().get(path).content.decode()


def test_a_worker_that_was_away_sends_later_the_same_day_once_and_not_at_night(work, hour):
    tick(hour, 22)
    assert mail.outbox == []
    tick(hour, 9, days=1)
    count = len(mail.outbox)
    assert "petra" in told()
    tick(hour, 10, days=1)
    assert len(mail.outbox) == count


def test_a_job_that_runs_twice_or_a_day_late_sends_no_second_mail(work, hour, people, today):
    hour(8)
    mail_digest(people["petra"].pk, today.isoformat())
    mail_digest(people["petra"].pk, today.isoformat())
    assert len(mail.outbox) == 1
    mail_digest(people["karim"].pk, (today - timedelta(days=1)).isoformat())
    assert len(mail.outbox) == 1


def test_a_mail_that_cannot_leave_leaves_the_day_open_and_no_link(work, hour, people, today, settings):
    hour(8)
    settings.EMAIL_BACKEND = "django.core.mail.backends.nowhere"
    with pytest.raises(ImportError):
        mail_digest(people["petra"].pk, today.isoformat())
    assert not ReminderSetting.objects.filter(told_on=today).exists()
    assert not MailedLink.objects.exists()


def test_who_left_lost_the_session_or_does_not_come_is_not_told(work, hour, people, traject, partners):
    SessionPartner.objects.filter(partner=partners["petra"]).update(answer="komt_niet")
    end_seat(traject.memberships.get(user=people["karim"]), by=people["noor"])
    remind_now = (8,)
    tick(hour, *remind_now)
    assert told() == {"petra", "noor"}
    assert "Een bijeenkomst, 13.30" not in next(each for each in mail.outbox if "petra" in each.to[0]).body


def test_leaving_between_queueing_and_sending_stops_the_mail(work, hour, people, traject):
    hour(8)
    remind(0)
    end_seat(traject.memberships.get(user=people["petra"]), by=people["noor"])
    run_jobs()
    assert "petra" not in told()


def test_the_hour_and_the_switch_are_chosen_on_ones_account(as_, work, hour, people):
    petra = as_("petra")
    assert petra.post("/account/herinneringen/", {"is_on": "on", "hour": "21"}).status_code == 422
    assert petra.post("/account/herinneringen/", {"is_on": "on", "hour": "10"}).status_code == 302
    assert "selected>10.00 uur" in petra.get("/account/herinneringen/").content.decode()
    as_("karim").post("/account/herinneringen/", {"hour": "8"})
    tick(hour, 9)
    assert told() == {"noor"}
    tick(hour, 10)
    assert told() == {"noor", "petra"}


def test_one_click_in_the_mail_stops_them_and_looking_does_not(work, hour, people):
    tick(hour, 8)
    letter = next(letter for letter in mail.outbox if "petra" in letter.to[0])
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = re.search(r"/herinneringen/[\w-]+/", letter.extra_headers["List-Unsubscribe"])[0]
    assert path in letter.body
    browser = Client(enforce_csrf_checks=True)
    assert "Herinneringen uitzetten" in browser.get(path).content.decode()
    assert not ReminderSetting.objects.filter(is_on=False).exists()
    answer = browser.post(path, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert ReminderSetting.objects.get(is_on=False).user == people["petra"]
    assert "geen herinneringen meer" in browser.get(path).content.decode()
    mail.outbox.clear()
    tick(hour, 8, days=1)
    assert "petra" not in told()


def test_choosing_keeps_what_was_told_today(work, hour, people):
    tick(hour, 8)
    choose(people["petra"], is_on=True, hour=9)
    count = len(mail.outbox)
    tick(hour, 9)
    assert len(mail.outbox) == count


def test_links_that_ended_go_at_night_and_everything_goes_with_an_erased_account(people):
    now = timezone.now()
    for days in (-1, 1):
        links.make(people["petra"], Purpose.MUTE_REMINDERS, people["petra"].pk, until=now + timedelta(days=days))
    assert forget_links(now) == 1
    assert MailedLink.objects.get().expires_at > now
    choose(people["petra"], is_on=True, hour=9)
    empty(people["petra"])
    assert not MailedLink.objects.exists()
    assert not ReminderSetting.objects.exists()
