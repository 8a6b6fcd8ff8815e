"""Carrying out the plan: beginning, who leads, how far it is (F1, F4)."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from buurtbalans.accounts.models import Organisation, User
from tests.trajects.plan_rows import fill
from trajects.follow_up import board
from trajects.follow_up.board import board_questions
from trajects.follow_up.check_in_models import CheckIn
from trajects.follow_up.check_ins import send
from trajects.follow_up.groups import add_group
from trajects.follow_up.leading import EnoughLeadsError, add_lead
from trajects.follow_up.progress import ask_for_help, report
from trajects.follow_up.steering_models import EvaluationMoment
from trajects.logbook.models import LogEntry
from trajects.partners.models import Partner, PartnerStatus
from trajects.partners.services import end_seat, give_seat
from trajects.plan.services import add_line, add_measure
from trajects.traject.models import TrajectStatus


def seat(traject, person):
    return traject.memberships.get(user=person, partner__isnull=False)


def said(answer):
    return answer.content.decode()


def page(traject):
    return reverse("trajects:execution", args=[traject.pk])


@pytest.fixture
def line(traject, people, partners):
    """Of an adopted plan."""
    made = fill(traject, people["noor"], partners)
    traject.status, traject.started_on = TrajectStatus.ADOPTED, timezone.localdate()
    traject.save()
    return made


def test_the_tab_comes_with_the_adopted_plan_and_the_execution_begins_once(as_, traject, people, line):
    plan, start = reverse("trajects:plan", args=[traject.pk]), reverse("trajects:execution-start", args=[traject.pk])
    assert f'href="{page(traject)}"' in said(as_("petra").get(plan))
    noor = as_("noor")
    assert "Uitvoering beginnen" in said(noor.get(page(traject)))
    assert "Uitvoering beginnen" not in said(as_("petra").get(page(traject)))
    for _ in range(2):
        noor.post(start)
    traject.refresh_from_db()
    assert (traject.status, traject.carried_out_since) == (TrajectStatus.IN_EXECUTION, timezone.localdate())
    assert LogEntry.objects.filter(traject=traject, kind="execution_started").count() == 1
    traject.close(timezone.localdate())
    traject.reopen()
    assert traject.status == TrajectStatus.IN_EXECUTION
    traject.status = TrajectStatus.RUNNING
    traject.save()
    assert f'href="{page(traject)}"' not in said(noor.get(plan))
    noor.post(start)
    traject.refresh_from_db()
    assert traject.status == TrajectStatus.RUNNING


def test_a_line_has_one_or_two_leads_of_whom_the_person_may_come_later(as_, traject, people, partners, line):
    url, noor = reverse("trajects:lead-add", args=[traject.pk, line.pk]), as_("noor")
    assert "Niemand heeft de regie over deze lijn" in said(noor.get(page(traject)))
    choices = said(noor.get(url))
    assert "Willem Postma" in choices
    assert "Achmed" not in choices, "who reads along for directors sees nothing of what is carried out"
    welfare, willem = partners["willem"], seat(traject, people["willem"])
    assert noor.post(url, {"who": f"p{welfare.pk}"}).status_code == 302
    assert "Nog niet bekend wie" in said(noor.get(page(traject)))
    assert noor.post(url, {"who": f"m{willem.pk}"}).status_code == 302
    assert [lead.membership_id for lead in line.leads.all()] == [willem.pk]
    assert noor.post(url, {"who": f"m{willem.pk}"}).status_code == 422
    assert noor.post(url, {"who": f"m{seat(traject, people['petra']).pk}"}).status_code == 302
    refused = noor.post(url, {"who": f"m{seat(traject, people['karim']).pk}"})
    assert refused.status_code == 422
    assert "al twee regiehouders" in said(refused)
    assert noor.post(url, {"who": f"m{seat(traject, people['achmed']).pk}"}).status_code == 422
    with pytest.raises(EnoughLeadsError):
        add_lead(line, partners["karim"], None, by=people["noor"])
    remove = reverse("trajects:lead-remove", args=[traject.pk, line.leads.first().pk])
    assert "Willem Postma" in said(noor.get(remove))
    assert noor.post(remove).status_code == 302
    assert [lead.membership.user.name for lead in line.leads.all()] == ["Petra Kuipers"]


def test_before_the_plan_is_adopted_nobody_leads_a_line_and_nobody_is_asked_how_it_goes(as_, traject, line):
    noor = as_("noor")
    addresses = [
        reverse("trajects:lead-add", args=[traject.pk, line.pk]),
        reverse("trajects:check-in-add", args=[traject.pk]),
    ]
    for url in addresses:
        assert f'href="{url}"' in said(noor.get(page(traject)))
        form = said(noor.get(url))
        assert f'<a class="ams-breadcrumb__link" href="{page(traject)}">Uitvoering</a>' in " ".join(form.split())
    traject.status = TrajectStatus.RUNNING
    traject.save()
    welfare = {"who": f"p{line.measures.first().owner_id}"}
    for url in addresses:
        assert f'href="{url}"' not in said(noor.get(page(traject)))
        assert "Het plan is nog niet vastgesteld. Daarna kies je" in said(noor.get(url, follow=True))
        assert "Het plan is nog niet vastgesteld. Daarna kies je" in said(noor.post(url, welfare, follow=True))
        assert as_("petra").post(url, welfare).status_code == 403
    assert not line.leads.exists()


def test_the_page_tells_that_a_lead_left(as_, traject, people, partners, line):
    add_lead(line, partners["willem"], seat(traject, people["willem"]), by=people["noor"])
    end_seat(seat(traject, people["willem"]), by=people["noor"])
    assert "Willem Postma doet niet meer mee" in said(as_("petra").get(page(traject)))


def test_who_moved_or_whose_organisation_closed_leads_no_line_from_that_moment(as_, traject, people, partners, line):
    willem, welfare, today = people["willem"], partners["willem"], timezone.localdate()
    add_lead(line, welfare, seat(traject, willem), by=people["noor"])
    add_group(line, by=people["noor"], name="Plein", people=[seat(traject, willem)])
    nobody_yet = add_line(traject.plan, by=people["noor"], title="Groen", goal=line.goal)
    add_lead(nobody_yet, welfare, None, by=people["noor"])
    days = {"asks_on": today, "answers_by": today + timedelta(days=7)}

    def asked():
        check_in = CheckIn.objects.create(traject=traject, **days)
        check_in.lines.set([line, nobody_yet])
        send(check_in.pk, today=today, site="http://testserver")
        return check_in.answers.count()

    def tells():
        text = said(as_("noor").get(page(traject)))
        lead, member, organisation = "Willem Postma doet", "(Welzijn Samen, doet", "Welzijn Samen doet"
        gone = [f"{who} niet meer mee" for who in (lead, member, organisation)]
        return *(words in text for words in gone), re.findall(r"(\d+) actielijn\w* zonder regiehouder", text), asked()

    assert tells() == (False, False, False, ["1"], 1)
    # By any road: nothing here ended the seat.
    User.objects.filter(pk=willem.pk).update(organisation=people["petra"].organisation)
    assert tells() == (True, True, False, ["2"], 0)
    User.objects.filter(pk=willem.pk).update(organisation=welfare.organisation)
    Organisation.objects.filter(pk=welfare.organisation_id).update(is_active=False)
    assert tells() == (True, True, True, ["3"], 0)
    Organisation.objects.filter(pk=welfare.organisation_id).update(is_active=True)
    Partner.objects.filter(pk=welfare.pk).update(status=PartnerStatus.DECLINED)
    assert tells() == (True, True, True, ["3"], 0)


def test_measures_roll_up_to_line_and_goal_with_as_many_queries_for_one_as_for_ten(
    as_, traject, people, partners, line
):
    by_noor = {"by": people["noor"], "partner": partners["noor"]}

    def enrich(one):
        add_lead(one, partners["willem"], seat(traject, people["willem"]), by=people["noor"])
        add_group(one, by=people["noor"], name="Plein", people=[seat(traject, people["petra"])])
        ask_for_help(one, None, question="Wie helpt?", whom="kernteam", **by_noor)
        report(one.measures.first(), status="klaar", note="Gedaan", on=timezone.localdate(), **by_noor)
        board.ask_board(traject, by=people["noor"], text="Mag het?", line=one)

    enrich(line)
    client = as_("petra")
    assert "1 van 2 klaar" in said(client.get(page(traject)))
    with CaptureQueriesContext(connection) as few:
        client.get(page(traject))
    for number in range(5):
        more = add_line(traject.plan, by=people["noor"], title=f"Lijn {number}", goal=line.goal)
        for name in ("niet_begonnen", "loopt_vast", "vervallen"):
            add_measure(by=people["noor"], line=more, title="Meer", kind="nieuw", status=name)
        enrich(more)
    with CaptureQueriesContext(connection) as many:
        text = said(client.get(page(traject)))
    assert len(many) == len(few)
    assert "6 van 12 maatregelen klaar" in text
    assert "5 maatregelen lopen vast" in text
    assert "6 vragen niet opgelost" in text


def test_the_owner_tells_how_a_measure_goes_and_every_report_is_kept(as_, traject, people, partners, line):
    measure, today = line.measures.first(), timezone.localdate()
    url = reverse("trajects:progress-add", args=[traject.pk, measure.pk])
    willem = as_("willem")
    assert as_("petra").get(url).status_code == 403, "the measure is of welfare"
    assert willem.post(url, {"status": "loopt_vast", "note": "", "on": today}).status_code == 422
    assert willem.post(url, {"status": "loopt", "on": today + timedelta(days=1)}).status_code == 422
    stuck = {"status": "loopt_vast", "note": "Geen ruimte", "on": today, "question": "Wie heeft ruimte?"}
    assert willem.post(url, stuck | {"whom": "regiehouder"}).status_code == 302
    assert as_("noor").post(url, {"status": "klaar", "on": today - timedelta(days=3)}).status_code == 302
    measure.refresh_from_db()
    assert measure.status == "loopt_vast", "the newest day says how it goes now"
    assert measure.progress.count() == 2
    history = said(as_("karim").get(reverse("trajects:measure-progress", args=[traject.pk, measure.pk])))
    assert "Geen ruimte" in history
    assert "Noor Dijkstra" in history
    text = said(as_("karim").get(page(traject)))
    assert "Geen ruimte" in text
    assert "Wie heeft ruimte?" in text


def test_a_question_about_what_is_stuck_is_answered_by_lead_kernteam_or_asker(as_, traject, people, partners, line):
    point = ask_for_help(
        line, None, by=people["willem"], partner=partners["willem"], question="Wie heeft ruimte?", whom="regiehouder"
    )
    url = reverse("trajects:point-answer", args=[traject.pk, point.pk])
    assert as_("petra").get(url).status_code == 403
    add_lead(line, partners["petra"], seat(traject, people["petra"]), by=people["noor"])
    petra = as_("petra")
    assert petra.post(url, {"version": 1, "reply": ""}).status_code == 422
    assert petra.post(url, {"version": 1, "reply": "De school"}).status_code == 302
    conflict = as_("noor").post(url, {"version": 1, "reply": "Het buurthuis"})
    assert conflict.status_code == 409
    assert "De school" in said(conflict)
    assert "De school" in said(as_("karim").get(page(traject)))
    assert as_("willem").post(url, {"version": 2, "reply": "De school", "is_solved": "on"}).status_code == 302
    assert "Wie heeft ruimte?" not in said(as_("karim").get(page(traject)))


def test_a_working_group_has_one_or_two_people_of_each_organisation(as_, traject, people, partners, line):
    more = User.objects.create(
        email="bram@welzijn.test", name="Bram Mulder", organisation=people["willem"].organisation
    )
    third = User.objects.create(email="cor@welzijn.test", name="Cor Dam", organisation=people["willem"].organisation)
    seats = [give_seat(partner=partners["willem"], user=one, confirmed=True).pk for one in (more, third)]
    seats.append(seat(traject, people["willem"]).pk)
    noor, url = as_("noor"), reverse("trajects:group-add", args=[traject.pk, line.pk])
    refused = noor.post(url, {"name": "Plein", "people": seats})
    assert refused.status_code == 422
    assert "hoogstens twee" in said(refused)
    assert (
        noor.post(url, {"name": "Plein", "people": [*seats[:2], seat(traject, people["petra"]).pk]}).status_code == 302
    )
    group = line.groups.get()
    assert group.people == ["Petra Kuipers", "Bram Mulder", "Cor Dam"]
    assert "Bram Mulder (Welzijn Samen)" in said(as_("petra").get(page(traject)))
    edit = reverse("trajects:group-edit", args=[traject.pk, group.pk])
    assert noor.post(edit, {"name": "Plein", "people": seats[2:], "version": 1}).status_code == 302
    conflict = noor.post(edit, {"name": "Ander plein", "people": seats[:1], "version": 1})
    assert conflict.status_code == 409
    assert "Willem Postma" in said(conflict)
    assert noor.post(reverse("trajects:group-remove", args=[traject.pk, group.pk])).status_code == 302
    assert not line.groups.exists()


def test_a_question_to_the_board_waits_until_it_is_answered_on_a_day(as_, traject, people, line):
    noor, url = as_("noor"), reverse("trajects:board-question-add", args=[traject.pk])
    assert noor.post(url, {"text": ""}).status_code == 422
    assert noor.post(url, {"text": "Mag het plein open?", "line": line.pk}).status_code == 302
    question = board_questions(traject)[0]
    assert question.line == line
    edit = reverse("trajects:board-question-edit", args=[traject.pk, question.pk])
    form = {"text": question.text, "line": line.pk, "status": "beantwoord", "version": 1}
    assert noor.post(edit, form).status_code == 422
    assert noor.post(edit, form | {"answer": "Ja", "answered_on": timezone.localdate()}).status_code == 302
    assert board_questions(traject) == []
    assert "Mag het plein open?" in said(as_("petra").get(page(traject)))


def test_news_is_what_was_told_after_partners_looked_back(as_, traject, people, partners, line):
    measure, noor = line.measures.first(), {"by": people["noor"], "partner": partners["noor"]}
    today = timezone.localdate()
    report(measure, status="loopt", note="Oud nieuws", on=today, **noor)
    measure.progress.update(at=timezone.now() - timedelta(days=20))
    EvaluationMoment.objects.create(
        traject=traject, date=today - timedelta(days=9), outcome="Goed", outcome_on=today - timedelta(days=9)
    )
    text = said(as_("petra").get(page(traject)))
    assert "Sinds de laatste evaluatie" in text
    news = text[text.index('id="veranderd"') : text.index('id="check-ins"')]
    assert measure.title not in news
    report(measure, status="klaar", note="", on=today, **noor)
    text = said(as_("petra").get(page(traject)))
    assert measure.title in text[text.index('id="veranderd"') : text.index('id="check-ins"')]


def test_my_work_shows_what_i_lead_and_what_is_asked_of_me(as_, traject, people, partners, line):
    add_lead(line, partners["willem"], seat(traject, people["willem"]), by=people["noor"])
    add_lead(line, partners["petra"], seat(traject, people["petra"]), by=people["noor"])
    by_karim = {"by": people["karim"], "partner": partners["karim"]}
    for whom in ("regiehouder", "kernteam"):
        ask_for_help(line, None, question=f"Vraag aan {whom}", whom=whom, **by_karim)
    check_in = CheckIn.objects.create(
        traject=traject, asks_on=timezone.localdate(), answers_by=timezone.localdate() + timedelta(days=3)
    )
    check_in.lines.add(line)
    send(check_in.pk, today=timezone.localdate(), site="")
    mine = reverse("pages:my-work")
    for name, lines, check_ins, stuck in (("willem", 1, 1, 1), ("noor", 0, 0, 1), ("karim", 0, 0, 1)):
        text = said(as_(name).get(mine))
        assert text.count("Mijn actielijnen") == lines, name
        assert text.count("Hoe loopt Een eigen plek?") == check_ins, name
        assert text.count("Wat loopt vast in Een eigen plek?") == stuck, name
    assert (
        as_("willem").get(reverse("trajects:point-answer", args=[traject.pk, line.stuck_points.first().pk])).status_code
        == 200
    )
