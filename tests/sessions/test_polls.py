"""A date poll among the invited (S9): from the mail, without login, to the day of the session."""

import re
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from unittest.mock import patch

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from sessions.planning.models import SessionStatus
from sessions.planning.sending import send_agenda
from sessions.planning.services import set_invited
from sessions.polls.models import Poll, PollVote, PollVoter
from sessions.polls.services import open_poll
from tests.jobs import run_jobs
from trajects.partners.services import end_seat

SITE = "http://testserver"


@contextmanager
def travel(day):
    with patch.object(timezone, "now", return_value=timezone.make_aware(datetime.combine(day, time(23)))):
        yield


def logged(session):
    return list(session.log_entries.filter(kind__startswith="poll").order_by("pk").values_list("kind", flat=True))


def address(name, session):
    return reverse(f"sessions:{name}", args=[session.traject_id, session.pk])


def filled_in(today, *days, closes=3):
    """The form with some days, all in the morning."""
    rows = {
        f"moment-{number}-{name}": value
        for number, day in enumerate(days)
        for name, value in {
            "date": (today + timedelta(days=day)).isoformat() if day is not None else "",
            "starts_at": "09:00",
            "ends_at": "11:00",
        }.items()
    }
    closing = {"closes_on": (today + timedelta(days=closes)).isoformat()}
    return {"moment-TOTAL_FORMS": len(days), "moment-INITIAL_FORMS": len(days), **rows, **closing}


@pytest.fixture
def poll(session, people, today):
    """Petra and Karim are asked for one of two mornings."""
    options = [(today + timedelta(days=day), time(9), time(11)) for day in (10, 12)]
    return open_poll(session, by=people["noor"], options=options, closes_on=today + timedelta(days=3), site=SITE)


@pytest.fixture
def links(poll):
    """The link in each mail, by first name."""
    run_jobs()
    found = {letter.to[0].split("@")[0]: letter.body for letter in mail.outbox}
    mail.outbox.clear()
    return {name: re.search(rf"{SITE}(/wanneer/[^/]+/)", body).group(1) for name, body in found.items()}


def chosen(poll, *answers):
    return {f"optie-{option.pk}": answer for option, answer in zip(poll.options.all(), answers, strict=True)}


def test_asking_mails_the_invited_the_days_and_nothing_more(as_, session, today):
    page = as_("noor").get(address("poll-new", session)).content.decode()
    assert session.date.isoformat() in page
    answer = as_("noor").post(address("poll-new", session), filled_in(today, 10, 12, None))
    assert answer.url == address("poll", session)
    assert Poll.objects.get().options.count() == 2
    run_jobs()
    run_jobs()
    assert sorted(letter.to[0] for letter in mail.outbox) == ["karim@buurtbalans.test", "petra@buurtbalans.test"]
    told = mail.outbox[0].subject + mail.outbox[0].body
    for secret in (session.title, session.place, "Molenkade", "Politie"):
        assert secret not in told
    assert as_("petra").get(session.get_absolute_url()).status_code == 404, "the session stays a draft"
    assert as_("noor").get(address("poll-new", session)).url == address("poll", session)


@pytest.mark.parametrize(
    ("days", "closes", "words"),
    [
        ((10,), 3, "minstens twee verschillende momenten"),
        ((10, 10), 3, "minstens twee verschillende momenten"),
        ((10, -1), 3, "Deze dag is al geweest."),
        ((10, 12), -1, "Deze dag is al geweest."),
        (tuple(range(1, 10)), 3, "8"),
    ],
)
def test_what_cannot_be_asked_is_refused(as_, session, today, days, closes, words):
    answer = as_("noor").post(address("poll-new", session), filled_in(today, *days, closes=closes))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Poll.objects.exists()


def test_with_nobody_invited_there_is_nobody_to_ask(as_, session, today):
    set_invited(session, [])
    answer = as_("noor").post(address("poll-new", session), filled_in(today, 10, 12))
    assert answer.status_code == 422
    assert "Er is nog niemand om te vragen." in answer.content.decode()
    assert not Poll.objects.exists()


def test_from_the_mail_to_the_day_of_the_session(client, as_, session, poll, links, people):
    page = client.get(links["petra"]).content.decode()
    assert "Politie Voorbeeldstad" in page
    for secret in (session.title, session.place, "Molenkade", "Karim"):
        assert secret not in page
    assert not PollVote.objects.exists(), "looking answers nothing"
    assert client.post(links["petra"], chosen(poll, "nee", "")).status_code == 422
    assert client.post(links["petra"], chosen(poll, "nee", "ja")).status_code == 302
    client.post(links["petra"], chosen(poll, "nee", "als_het_moet"))
    assert "je antwoord is opgeslagen" in client.get(f"{links['petra']}?gedaan=1").content.decode()
    own = PollVoter.objects.get(membership__user=people["karim"])
    assert [voter.pk for voter in PollVoter.objects.unanswered(poll.created_at.date())] == [own.pk]
    listed = as_("karim").get(reverse("sessions:session-list", args=[session.traject_id])).content.decode()
    vote = reverse("sessions:poll-vote", args=[session.traject_id, own.pk])
    assert vote in listed
    as_("karim").post(vote, chosen(poll, "nee", "ja"))
    table = as_("noor").get(address("poll", session)).context["table"]
    assert [(column.yes, column.if_need_be, column.no, column.is_best) for column in table.columns] == [
        (0, 0, 2, False),
        (1, 1, 0, True),
    ]
    assert table.answered == 2
    best = poll.options.last()
    answer = as_("noor").post(address("poll-pick", session), {"option": best.pk}, follow=True)
    assert "De dag is gekozen." in answer.content.decode()
    session.refresh_from_db()
    assert (session.date, session.starts_at, session.status) == (best.date, time(9), SessionStatus.DRAFT)
    assert session.invited.count() == 2
    assert session.steps.count() == 1
    assert client.get(links["petra"]).status_code == 404
    assert as_("karim").post(vote, chosen(poll, "ja", "ja")).status_code == 409


def test_a_poll_closes_after_its_last_day_and_when_the_agenda_is_sent(as_, session, poll, links, people, today):
    voter = PollVoter.objects.get(membership__user=people["petra"])
    vote = reverse("sessions:poll-vote", args=[session.traject_id, voter.pk])

    def status():
        return as_("petra").post(vote, chosen(poll, "ja", "ja")).status_code, PollVoter.objects.asked_now(today).count()

    assert status() == (302, 2)
    Poll.objects.update(closes_on=today - timedelta(days=1))
    assert status() == (409, 0)
    Poll.objects.update(closes_on=today)
    send_agenda(session, by=people["noor"], site=SITE)
    assert status() == (409, 0)


def test_the_last_day_is_moved_and_who_has_not_answered_hears_of_it(client, as_, session, poll, links, people, today):
    client.post(links["petra"], chosen(poll, "ja", "nee"))
    noor, move, seen = as_("noor"), address("poll-move", session), poll.closes_on.isoformat()
    later = today + timedelta(days=8)
    refused = noor.post(move, {"seen": seen, "closes_on": (today - timedelta(days=1)).isoformat()})
    assert (refused.status_code, "Deze dag is al geweest." in refused.content.decode()) == (422, True)
    for _ in range(2):  # the second time it is not the day that was seen
        noor.post(move, {"seen": seen, "closes_on": later.isoformat()})
    assert Poll.objects.get().closes_on == later
    run_jobs()
    run_jobs()
    [letter] = mail.outbox
    assert letter.to == ["karim@buurtbalans.test"]
    assert "De laatste dag om te antwoorden is gewijzigd" in letter.body
    assert str(later.day) in letter.body
    with travel(later):
        # The links of before work until the new day as well.
        for link in (*links.values(), re.search(r"(/wanneer/[^/]+/)", letter.body)[1]):
            assert client.post(link, chosen(poll, "ja", "ja")).status_code == 302
    assert logged(session) == ["poll_opened", "poll_moved"]


def test_a_poll_that_closed_by_itself_opens_again_but_not_once_a_day_was_picked(as_, session, poll, people, today):
    yesterday = today - timedelta(days=1)
    Poll.objects.update(closes_on=yesterday)
    noor, sent = as_("noor"), {"seen": yesterday.isoformat(), "closes_on": today.isoformat()}
    noor.post(address("poll-move", session), sent)
    assert Poll.objects.get().is_open
    noor.post(address("poll-pick", session), {"option": poll.options.first().pk})
    answer = noor.post(address("poll-move", session), sent | {"seen": today.isoformat()}, follow=True)
    assert "De dag is al gekozen" in answer.content.decode()
    noor.post(address("poll-remove", session))
    assert logged(session) == ["poll_opened", "poll_moved", "poll_closed", "poll_removed"]
    # Of a draft nobody but the kernteam reads that.
    logbook = reverse("trajects:logbook", args=[session.traject_id])
    assert "Datumprikker" in noor.get(logbook).content.decode()
    assert "Datumprikker" not in as_("petra").get(logbook).content.decode()


def test_the_link_ends_with_the_invitation_and_with_the_seat(client, session, poll, links, partners, people):
    set_invited(session, [partners["karim"]])
    end_seat(session.traject.memberships.get(user=people["karim"]), by=people["noor"])
    assert {client.get(link).status_code for link in [*links.values(), "/wanneer/onzin/"]} == {404}


def test_who_is_invited_later_can_be_asked_too(as_, session, poll, links, partners):
    set_invited(session, partners.values())
    answer = as_("noor").post(address("poll-ask", session), follow=True)
    assert "Ook gevraagd: 2." in answer.content.decode()
    run_jobs()
    assert sorted(letter.to[0] for letter in mail.outbox) == ["noor@buurtbalans.test", "willem@buurtbalans.test"]
    as_("noor").post(address("poll-remove", session))
    assert not Poll.objects.exists()


def test_who_is_asked_sees_his_own_question_only(as_, session, poll, people):
    voters = {voter.membership.user.email.split("@")[0]: voter.pk for voter in poll.voters.all()}
    for name, pk in voters.items():
        url = reverse("sessions:poll-vote", args=[session.traject_id, pk])
        seen_by = {who for who in ("noor", "karim", "petra", "willem", "otto") if as_(who).get(url).status_code == 200}
        assert seen_by == {name}
    for action in ("poll-pick", "poll-ask", "poll-remove"):
        assert as_("petra").post(address(action, session)).status_code == 404
