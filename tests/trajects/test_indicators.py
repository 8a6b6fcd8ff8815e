"""Numbers of a goal, then and now: on their page, as a picture and in the plan (F4)."""

from datetime import date
from decimal import Decimal
from html import unescape
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from buurtbalans.charts import Dot, line_chart
from privacy.doors.hidden import SENTENCE
from trajects.analysis.services import set_goal
from trajects.follow_up.indicators import add_indicator, add_measurement
from trajects.follow_up.steering_models import GoalIndicator, written


def said(answer):
    """All that an answer says."""
    return unescape(answer.content.decode())


@pytest.fixture
def goal(traject, people):
    return set_goal(traject, by=people["noor"], title="Rust in huis", gain="Beter slapen")


@pytest.fixture
def indicator(traject, people, goal):
    begins = {"value": Decimal("1250"), "date": date(2025, 1, 6), "source": "Meldpunt"}
    return add_indicator(traject, by=people["noor"], goal=goal, name="Klachten over geluid", unit="per jaar", **begins)


def url(traject, rest=""):
    return f"/trajecten/{traject.pk}/uitvoering/cijfers/{rest}"


def test_an_indicator_begins_with_a_number_or_without_one(as_, traject, goal):
    noor, add = as_("noor"), url(traject, "nieuw/")
    whole = {
        "goal": goal.pk,
        "name": "Klachten",
        "unit": "",
        "value": "12.5",
        "date": "2025-01-06",
        "source": "Meldpunt",
    }
    for wrong in ({"source": ""}, {"date": ""}, {"date": "2999-01-01"}, {"goal": ""}, {"value": "veel"}, {"name": ""}):
        assert noor.post(add, whole | wrong).status_code == 422
    assert not GoalIndicator.objects.exists()
    assert as_("petra").get(add).status_code == 403
    assert noor.post(add, whole).status_code == 302
    assert noor.post(add, {"goal": goal.pk, "name": "Bezoekers"}).status_code == 302
    page = said(as_("petra").get(url(traject)))
    assert "12,5 in januari 2025" in page
    assert "Nog geen nulmeting" in page
    assert page.index("Klachten") < page.index("Bezoekers")


def test_later_numbers_are_told_as_then_and_now_in_the_plan_too(as_, traject, indicator):
    add = url(traject, f"{indicator.pk}/getallen/nieuw/")
    noor = as_("noor")
    sent = {"value": "900", "date": "2026-02-02", "source": "Meldpunt, cijfers over 2025"}
    assert noor.post(add, sent | {"source": ""}).status_code == 422
    assert noor.post(add, sent).status_code == 302
    again = noor.post(add, sent | {"value": "901"})
    assert again.status_code == 422
    assert "Van deze dag staat er al een getal" in said(again)
    for address in (url(traject), f"/trajecten/{traject.pk}/plan/"):
        page = said(as_("petra").get(address))
        assert "1.250 per jaar in januari 2025" in page
        assert "900 per jaar in februari 2026" in page
    shown = as_("petra").get(url(traject)).content.decode()
    assert "Klachten over geluid: van 1.250 op 6 januari 2025 naar 900 op 2 februari 2026" in shown
    assert "getallen/" not in shown


def test_a_number_is_corrected_by_one_of_two_and_never_onto_a_day_that_is_taken(as_, traject, people, indicator):
    row = add_measurement(indicator, by=people["noor"], value=Decimal(900), date=date(2026, 2, 2), source="Meldpunt")
    edit = url(traject, f"getallen/{row.pk}/wijzigen/")
    sent = {"value": "950", "date": "2026-02-02", "source": "Meldpunt", "version": 1}
    assert as_("noor").post(edit, sent | {"date": "2025-01-06"}).status_code == 422
    assert as_("noor").post(edit, sent).status_code == 302
    late = as_("karim").post(edit, sent | {"value": "800"})
    assert late.status_code == 409
    assert "950" in said(late)
    delete = url(traject, f"getallen/{row.pk}/verwijderen/")
    assert "950" in said(as_("noor").get(delete))
    assert as_("noor").post(delete).status_code == 302
    assert indicator.measurements.count() == 1
    # With the goal all of it goes.
    indicator.goal.delete()
    assert not GoalIndicator.objects.exists()


def test_pages_take_as_many_queries_for_ten_indicators_as_for_one(
    as_, traject, people, goal, indicator, django_assert_num_queries
):
    addresses, counted = (url(traject), f"/trajecten/{traject.pk}/plan/"), {}
    for address in addresses:
        with CaptureQueriesContext(connection) as one:
            as_("noor").get(address)
        counted[address] = len(one)
    for number in range(9):
        more = add_indicator(traject, by=people["noor"], goal=goal, name=f"Nog {number}")
        for year in (2024, 2025):
            day = date(year, 3, 1)
            add_measurement(more, by=people["noor"], value=Decimal(number), date=day, source="Telling")
    for address in addresses:
        with django_assert_num_queries(counted[address]):
            as_("noor").get(address)


def test_the_picture_stays_within_its_frame_and_says_what_it_shows():
    for values in ((0, 0), (5, 5), (-3, 4), (0.25, 0.5, 0.1), (1, 1_000_000_000), (7, 7.01)):
        dots = [Dot(date(2025, 1, 1 + place), value, f"<{value}>") for place, value in enumerate(values)]
        picture = ElementTree.fromstring(line_chart(dots, "Naam & meer"))
        assert "Naam & meer: van <" in picture.get("aria-label")
        rings = [node for node in picture if node.tag.endswith("circle")]
        assert len(rings) == len(values)
        assert all(48 <= float(one.get("cx")) <= 344 and 26 <= float(one.get("cy")) <= 160 for one in rings)
    assert line_chart([Dot(date(2025, 1, 1), 1, "1")], "Een") == ""
    assert [written(Decimal(one)) for one in ("1250.00", "6.50", "0.00", "-1000000.25")] == [
        "1.250",
        "6,5",
        "0",
        "-1.000.000,25",
    ]


def test_a_reported_indicator_is_hidden_with_its_unit(as_, traject, indicator):
    assert (
        as_("willem").post(reverse("privacy:report", args=[traject.pk, "indicator", indicator.pk])).status_code == 302
    )
    page = said(as_("petra").get(url(traject)))
    assert SENTENCE in page
    assert "per jaar" not in page
