"""Carrying out the plan: beginning, who leads, how far it is (F1, F4)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.trajects.plan_rows import fill
from trajects.follow_up.leading import EnoughLeadsError, add_lead
from trajects.logbook.models import LogEntry
from trajects.partners.services import end_seat
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


def test_the_page_tells_that_a_lead_left(as_, traject, people, partners, line):
    add_lead(line, partners["willem"], seat(traject, people["willem"]), by=people["noor"])
    end_seat(seat(traject, people["willem"]), by=people["noor"])
    assert "Willem Postma doet niet meer mee" in said(as_("petra").get(page(traject)))


def test_measures_roll_up_to_line_and_goal_with_as_many_queries_for_one_as_for_ten(
    as_, traject, people, partners, line
):
    line.measures.filter(pk=line.measures.first().pk).update(status="klaar")
    client = as_("petra")
    assert "1 van 2 klaar" in said(client.get(page(traject)))
    with CaptureQueriesContext(connection) as few:
        client.get(page(traject))
    for number in range(5):
        more = add_line(traject.plan, by=people["noor"], title=f"Lijn {number}", goal=line.goal)
        add_lead(more, partners["willem"], seat(traject, people["willem"]), by=people["noor"])
        for name in ("loopt_vast", "vervallen"):
            add_measure(by=people["noor"], line=more, title="Meer", kind="nieuw", status=name)
    with CaptureQueriesContext(connection) as many:
        text = said(client.get(page(traject)))
    assert len(many) == len(few)
    assert "1 van 7 maatregelen klaar" in text
    assert "5 loopt vast" in text
