"""Asking the leads of lines three questions: planning, the mail, answering by its link (F1)."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from buurtbalans.accounts.models import User
from privacy.links.models import MailedLink
from tests.jobs import run_jobs
from tests.trajects.plan_rows import fill
from trajects.follow_up import check_ins
from trajects.follow_up.check_in_letters import check_ins_of_today, mail_check_in
from trajects.follow_up.check_in_models import CheckIn, CheckInAnswer
from trajects.follow_up.leading import add_lead
from trajects.follow_up.models import StuckPoint
from trajects.partners.handing_over import hand_over
from trajects.partners.services import end_seat
from trajects.plan.services import add_line
from trajects.traject.models import TrajectStatus

SITE = "https://buurtbalans.test"
ANSWER = {"going": "De huiskamer is open", "stuck": "", "needed": "Een sleutel"}


@pytest.fixture
def line(traject, people, partners):
    """Led by Willem and Petra, of an adopted plan."""
    made = fill(traject, people["noor"], partners)
    traject.status, traject.started_on = TrajectStatus.ADOPTED, timezone.localdate()
    traject.save()
    for name in ("willem", "petra"):
        add_lead(made, partners[name], seat(traject, people[name]), by=people["noor"])
    return made


@pytest.fixture
def ask(traject, people, line):
    """A check-in about the line that was sent today, with its mails."""

    def asked(days=7, **more):
        today = timezone.localdate()
        days = {"asks_on": today, "answers_by": today + timedelta(days=days)} | more
        found = check_ins.plan_check_in(traject, by=people["noor"], lines=[line], site=SITE, **days)
        run_jobs()
        return found

    return asked


def seat(traject, person):
    return traject.memberships.get(user=person, partner__isnull=False)


def said(answer):
    return answer.content.decode()


def page(traject):
    return reverse("trajects:execution", args=[traject.pk])


def link_in(letter):
    return next(word[word.index("/check-in/") :] for word in letter.body.split() if "/check-in/" in word)


def test_the_kernteam_plans_it_and_only_who_leads_a_chosen_line_is_mailed_a_link(as_, traject, people, line):
    noor, url, today = as_("noor"), reverse("trajects:check-in-add", args=[traject.pk]), timezone.localdate()
    for days in ((-1, 5), (3, 2)):
        asks_on, answers_by = (today + timedelta(days=day) for day in days)
        refused = noor.post(url, {"asks_on": asks_on, "answers_by": answers_by, "lines": [line.pk]})
        assert refused.status_code == 422
    assert noor.post(url, {"asks_on": today, "answers_by": today}).status_code == 422
    later = {"asks_on": today + timedelta(days=1), "answers_by": today + timedelta(days=9), "lines": [line.pk]}
    assert noor.post(url, later).status_code == 302
    assert run_jobs() == []
    check_in = CheckIn.objects.get()
    edit = reverse("trajects:check-in-edit", args=[traject.pk, check_in.pk])
    assert noor.post(edit, later | {"asks_on": today, "version": 1}).status_code == 302
    assert noor.post(edit, later | {"version": 1}).status_code == 409
    assert run_jobs() == ["send_check_in", "mail_check_in", "mail_check_in"]
    assert noor.post(edit, later | {"version": 2}).status_code == 302, "sent: nothing is changed any more"
    check_in.refresh_from_db()
    assert check_in.sent_at
    assert check_in.asks_on == today
    assert {letter.to[0] for letter in mail.outbox} == {people["willem"].email, people["petra"].email}
    assert traject.name not in mail.outbox[0].body
    assert line.title not in mail.outbox[0].body
    assert check_ins.send(check_in.pk, today=today, site=SITE) == 0
    assert not check_ins.remove_check_in(check_in)


def test_looking_changes_nothing_and_answering_twice_changes_the_answer_until_the_last_day(ask, people):
    check_in = ask()
    letter = next(one for one in mail.outbox if one.to == [people["willem"].email])
    url, browser = link_in(letter), Client()
    assert "Een eigen plek" in said(browser.get(url))
    row = check_in.answers.get(membership__user=people["willem"])
    assert row.answered_at is None
    refused = browser.post(url, {"going": "", "stuck": "Alles"})
    assert (refused.status_code, said(refused).count("Fout: ")) == (422, 1)
    assert browser.post(url, ANSWER | {"question": "Wie heeft een sleutel?", "whom": "kernteam"}).status_code == 302
    shown = said(browser.get(url))
    assert "Je antwoordde op" in shown
    assert "De huiskamer is open" in shown
    assert "Wie heeft een sleutel?" in shown
    changed = ANSWER | {"going": "Twintig jongeren", "question": "Wie betaalt?", "whom": "regiehouder"}
    assert browser.post(url, changed).status_code == 302
    row.refresh_from_db()
    assert (row.going, row.answered_by) == ("Twintig jongeren", people["willem"])
    point = StuckPoint.objects.get()
    assert (point.question, point.whom, row.point) == ("Wie betaalt?", "regiehouder", point)
    assert browser.post(url, ANSWER).status_code == 302
    assert not StuckPoint.objects.exists()
    yesterday = timezone.localdate() - timedelta(days=1)
    CheckIn.objects.update(asks_on=yesterday, answers_by=yesterday)
    assert browser.get(url).status_code == 404
    assert browser.post(url, changed).status_code == 404
    with pytest.raises(check_ins.TooLateError):
        check_ins.answer(row, by=people["willem"], question="", whom="", **ANSWER)


def test_every_partner_reads_the_answers_and_an_answered_question_is_not_lost(as_, ask, traject, people):
    check_in = ask()
    willem = as_("willem")
    own = reverse(
        "trajects:check-in-answer",
        args=[traject.pk, check_in.answers.get(partner__memberships__user=people["willem"]).pk],
    )
    assert willem.post(own, ANSWER | {"question": "Wie heeft een sleutel?"}).status_code == 302
    point = StuckPoint.objects.get()
    point.reply, point.replied_at = "De beheerder", timezone.now()
    point.save()
    assert willem.post(own, ANSWER | {"question": "En wie betaalt?"}).status_code == 302
    assert [one.question for one in StuckPoint.objects.order_by("pk")] == ["Wie heeft een sleutel?", "En wie betaalt?"]
    text = said(as_("karim").get(page(traject)))
    assert "De huiskamer is open" in text
    assert "1 van 2 antwoordden" in text
    assert "En wie betaalt?" in text
    assert as_("petra").get(own).status_code == 404, "it was asked of Willem"
    again = ask().answers.get(partner__memberships__user=people["willem"])
    answered = willem.post(
        reverse("trajects:check-in-answer", args=[traject.pk, again.pk]), ANSWER | {"going": "Nu ook"}
    )
    assert answered.status_code == 302
    text = said(as_("karim").get(page(traject)))
    assert ("Nu ook" in text, "De huiskamer is open" in text) == (True, False), "asked twice on a day: the last counts"


def test_who_left_is_neither_mailed_nor_reminded_and_the_link_ends(ask, traject, people):
    check_in = ask(days=1)
    letter = next(one for one in mail.outbox if one.to == [people["willem"].email])
    mail.outbox.clear()
    end_seat(seat(traject, people["willem"]), by=people["noor"])
    assert Client().get(link_in(letter)).status_code == 404
    CheckIn.objects.update(sent_at=timezone.now() - timedelta(days=2))
    assert check_ins.remind_in_time(timezone.localdate(), SITE) == 1
    assert check_ins.remind_in_time(timezone.localdate(), SITE) == 0
    for row in check_in.answers.all():
        mail_check_in(row.pk, SITE, again=True)
    assert [one.to[0] for one in mail.outbox] == [people["petra"].email]
    assert "nog geen antwoord" in mail.outbox[0].body
    check_ins.answer(
        check_in.answers.get(membership__user=people["petra"]), by=people["petra"], question="", whom="", **ANSWER
    )
    mail_check_in(check_in.answers.get(membership__user=people["petra"]).pk, SITE, again=True)
    assert len(mail.outbox) == 1


def test_who_leads_two_lines_gets_one_mail_and_answers_both_behind_its_link(traject, people, partners, line):
    other = add_line(traject.plan, by=people["noor"], title="Een schoon plein", goal=None)
    add_lead(other, partners["willem"], seat(traject, people["willem"]), by=people["noor"])
    today = timezone.localdate()
    days = {"asks_on": today, "answers_by": today + timedelta(days=1)}
    check_in = check_ins.plan_check_in(traject, by=people["noor"], lines=[line, other], site=SITE, **days)
    assert run_jobs().count("mail_check_in") == 2
    [letter] = [one for one in mail.outbox if one.to == [people["willem"].email]]
    assert "2 delen" in letter.body
    assert MailedLink.objects.filter(user=people["willem"]).count() == 1
    url, browser = link_in(letter), Client()
    first, second = check_in.answers.filter(membership__user=people["willem"])
    assert "Een schoon plein" in said(browser.get(url))
    # Of somebody else, and of nothing: the first that waits, as without a word.
    petra = check_in.answers.get(membership__user=people["petra"])
    for strange in (petra.pk, "x"):
        assert f"<b>{first.line.title}</b>" in said(browser.get(f"{url}?lijn={strange}"))
    answered = browser.post(f"{url}?lijn={second.pk}", ANSWER | {"going": "Het plein is schoon"})
    assert answered["Location"] == f"{url}?gedaan=1&lijn={first.pk}"
    assert "volgende actielijn" in said(browser.get(answered["Location"]))
    mail.outbox.clear()
    CheckIn.objects.update(sent_at=timezone.now() - timedelta(days=2))
    assert check_ins.remind_in_time(today, SITE) == 2
    run_jobs()
    [again] = [one for one in mail.outbox if one.to == [people["willem"].email]]
    assert "een deel" in again.body
    assert browser.post(url, ANSWER)["Location"] == f"{url}?gedaan=1&lijn={first.pk}"
    assert [row.going for row in (first, second) if row.refresh_from_db() is None] == [
        "De huiskamer is open",
        "Het plein is schoon",
    ]


def test_the_kernteam_moves_the_last_day_and_who_did_not_answer_hears_that_once(as_, ask, traject, people):
    today = timezone.localdate()
    check_in, mailed = ask(days=0), {}
    for letter in mail.outbox:
        mailed[letter.to[0]] = link_in(letter)
    petra = check_in.answers.get(membership__user=people["petra"])
    check_ins.answer(petra, by=people["petra"], question="", whom="", **ANSWER)
    yesterday = today - timedelta(days=1)
    CheckIn.objects.update(asks_on=yesterday, answers_by=yesterday, sent_at=timezone.now() - timedelta(days=1))
    MailedLink.objects.update(expires_at=timezone.now() - timedelta(hours=9))
    url, noor = reverse("trajects:check-in-edit", args=[traject.pk, check_in.pk]), as_("noor")
    assert {Client().get(link).status_code for link in mailed.values()} == {404}
    assert f'href="{url}"' in said(noor.get(page(traject)))
    assert f'href="{url}"' not in said(as_("petra").get(page(traject)))
    sent = {"answers_by": today + timedelta(days=10), "version": 1}
    assert as_("petra").post(url, sent).status_code == 403
    assert noor.post(url, sent | {"answers_by": yesterday}).status_code == 422
    mail.outbox.clear()
    assert noor.post(url, sent).status_code == 302
    assert noor.post(url, sent | {"answers_by": today}).status_code == 409
    assert noor.post(url, sent | {"version": 2}).status_code == 302, "the same day tells nobody anything"
    run_jobs()
    [letter] = mail.outbox
    assert letter.to == [people["willem"].email]
    assert "veranderd" in letter.body
    assert traject.name not in letter.subject + letter.body
    assert {Client().get(link).status_code for link in [*mailed.values(), link_in(letter)]} == {200}
    assert Client().post(mailed[people["petra"].email], ANSWER | {"going": "Nu nog beter"}).status_code == 302
    assert check_ins.remind_in_time(today, SITE) == 0
    assert check_ins.remind_in_time(today + timedelta(days=8), SITE) == 1, "of the new day one is reminded anew"
    assert "antwoorden kan tot en met" in said(noor.get(reverse("trajects:logbook", args=[traject.pk])))


def test_a_successor_leads_what_was_led_and_is_asked_what_waits(ask, traject, people, partners):
    check_in = ask()
    colleague = User.objects.create(
        email="bram@welzijn.test", name="Bram Mulder", organisation=people["willem"].organisation
    )
    own = hand_over(seat(traject, people["willem"]), to=colleague, by=people["noor"], confirmed=True)
    assert set(own.leads.values_list("line", flat=True)) == set(check_in.lines.values_list("pk", flat=True))
    assert [row.answered_at for row in own.check_in_answers.all()] == [None]


def test_words_that_were_reported_do_not_come_back_by_an_older_form(as_, ask, traject, people):
    row = ask().answers.get(membership__user=people["willem"])
    own, willem = reverse("trajects:check-in-answer", args=[traject.pk, row.pk]), as_("willem")
    written = ANSWER | {"going": "Braamsluiper woont in portiek twaalf", "question": "Wie kent Braamsluiper daar?"}
    keep = {"door-keep-going": "", "whom": "kernteam"}
    row.going, row.answered_at, row.answered_by = written["going"], timezone.now(), people["willem"]
    row.save()
    assert as_("noor").post(reverse("privacy:report", args=[traject.pk, "check-in", row.pk])).status_code == 302
    late = willem.post(own, written | keep)
    assert late.status_code == 422
    assert "intussen verborgen" in said(late)
    row.refresh_from_db()
    assert "Braamsluiper" not in row.going


def test_the_job_of_the_day_sends_what_is_due_once_and_nothing_in_a_closed_traject(ask, traject, people, line):
    today = timezone.localdate()
    planned = ask(asks_on=today + timedelta(days=1))
    assert planned.sent_at is None
    CheckIn.objects.update(asks_on=today)
    traject.status, traject.ended_on = "afgesloten", today
    traject.save()
    check_ins_of_today(0)
    assert run_jobs() == []
    traject.status, traject.ended_on = "concept", None
    traject.save()
    check_ins_of_today(0)
    check_ins_of_today(0)
    assert run_jobs().count("mail_check_in") == 2
    assert MailedLink.objects.count() == 2
    row = CheckInAnswer.objects.first()
    mail.outbox.clear()
    mail_check_in(row.pk, SITE, again=False)
    assert mail.outbox == []
