"""The plan as it was submitted to the partners' own organisations: read, and nothing else (L3, P17)."""

import pytest
from django.urls import reverse

from tests.privacy.reading import text_of
from trajects.plan.models import Measure, PlanVersion
from trajects.plan.services import submit


@pytest.fixture
def plan(traject):
    traject.problem_statements.create(text="Jongeren hangen rond")
    return traject.plan


@pytest.fixture
def version(plan, people):
    submit(plan, plan.draft_number, by=people["noor"])
    return PlanVersion.objects.get()


def pages(version):
    here = [version.plan.traject_id, version.pk]
    return reverse("trajects:plan-submitted", args=here), reverse("trajects:plan-submitted-pdf", args=here)


def test_the_back_office_finds_the_plan_on_its_own_page_and_reads_it(as_, version):
    page, paper = pages(version)
    achmed = as_("achmed")
    assert page in achmed.get("/mijn-werk/").content.decode()
    assert "jongeren hangen rond" in text_of(achmed.get(page))
    text = text_of(achmed.get(paper))
    assert "jongeren hangen rond" in text
    assert "politie voorbeeldstad" in text
    assert "hun achterban" in text


def test_the_back_office_sees_nothing_else_of_the_traject(as_, version):
    for name in ("pages:traject", "trajects:plan", "trajects:partner-list", "sessions:action-list"):
        assert as_("achmed").get(reverse(name, args=[version.plan.traject_id])).status_code == 404


def test_before_anything_is_submitted_the_back_office_has_nothing_to_read(as_, plan):
    assert "zodra het aan jullie is voorgelegd" in as_("achmed").get("/mijn-werk/").content.decode()


@pytest.mark.parametrize("name", ["yasmin", "bea", "root", "otto"])
def test_others_do_not_see_a_submitted_plan(as_, version, name):
    assert {as_(name).get(url).status_code for url in pages(version)} == {404}


def test_a_submitted_version_does_not_change_with_the_plan(as_, plan, people, version):
    before = as_("achmed").get(pages(version)[0]).content
    plan.traject.problem_statements.all().delete()
    plan.traject.problem_statements.create(text="Iets heel anders")
    line = plan.lines.create(title="Nieuwe lijn")
    Measure.objects.create(line=line, title="Nieuwe maatregel", kind="nieuw")
    assert text_of(as_("achmed").get(pages(version)[0])).count("iets heel anders") == 0
    assert b"Jongeren hangen rond" in before
    assert "jongeren hangen rond" in text_of(as_("achmed").get(pages(version)[0]))


def test_submitting_goes_on_in_the_next_draft_and_twice_submits_once(as_, plan):
    url = reverse("trajects:plan-submit", args=[plan.traject_id])
    noor = as_("noor")
    assert 'name="seen" value="Concept 0.1"' in noor.get(url).content.decode()
    assert noor.post(url, {"seen": "Concept 0.1"}).status_code == 302
    assert noor.post(url, {"seen": "Concept 0.1"}).status_code == 302
    plan.refresh_from_db()
    assert (plan.draft_number, [version.label for version in plan.submitted.all()]) == (2, ["Concept 0.1"])


@pytest.mark.parametrize("name", ["petra", "willem"])
def test_a_partner_cannot_submit_but_reads_what_was_submitted(as_, plan, version, name):
    url = reverse("trajects:plan-submit", args=[plan.traject_id])
    assert as_(name).post(url, {"seen": "Concept 0.2"}).status_code == 403
    assert as_(name).get(pages(version)[0]).status_code == 200
    assert pages(version)[0] in as_(name).get(reverse("trajects:plan", args=[plan.traject_id])).content.decode()
