"""A text of a submitted version is reported by itself, also by who reads nothing else of the traject (V2, L3)."""

import pytest
from django.apps import apps
from django.core import mail
from django.urls import reverse

from privacy.doors.hidden import SENTENCE
from privacy.reports.copies import IN_THE_PLAN
from privacy.reports.models import HiddenText, Report
from tests.jobs import run_jobs
from tests.privacy.reading import text_of
from tests.trajects.plan_rows import fill
from trajects.analysis.services import see_opportunity
from trajects.follow_up.governance import put_presets
from trajects.plan import adoption
from trajects.plan.models import PlanPart, PlanVersion
from trajects.plan.services import submit
from trajects.plan.version_texts import VersionText, texts_of

SECRET = "Bel Geert van de tweede verdieping"
READERS = ("noor", "willem", "achmed")


@pytest.fixture
def part(traject, people, partners):
    """A part of the draft, with a name in it."""
    fill(traject, people["noor"], partners)
    row = traject.plan.parts.get(part="middelen")
    PlanPart.objects.filter(pk=row.pk).update(text=SECRET, changed_by=people["noor"])
    return row


def submitted(traject, by):
    """The plan as it is now, submitted."""
    traject.plan.refresh_from_db()
    assert submit(traject.plan, traject.plan.draft_number, by=by)
    return PlanVersion.objects.first()


@pytest.fixture
def version(traject, people, part):
    return submitted(traject, people["noor"])


@pytest.fixture
def place(version):
    return next(one.place for one in texts_of(version.contents) if one.text == SECRET)


def list_of(version):
    return reverse("privacy:version-report", args=[version.plan.traject_id, version.pk])


def page_of(version):
    return reverse("trajects:plan-submitted", args=[version.plan.traject_id, version.pk])


def settle_of(version, how=""):
    row = VersionText.objects.get(plan_version=version)
    return reverse("privacy:report", args=[version.plan.traject_id, "versietekst", row.pk]) + how


def reword(part):
    PlanPart.objects.filter(pk=part.pk).update(text="Bel het wijkteam")


def test_a_back_office_hides_a_text_that_the_draft_no_longer_has_and_the_kernteam_hears_of_it(
    as_, traject, version, part, place
):
    reword(part)
    second = submitted(traject, version.submitted_by)
    achmed = as_("achmed")
    assert f'href="{list_of(version)}"' in achmed.get(page_of(version)).content.decode()
    assert SECRET.lower() in text_of(achmed.get(list_of(version)))
    asked = text_of(achmed.get(list_of(version), {"tekst": place}))
    assert "verberg deze tekst" in asked
    assert achmed.post(list_of(version), {"tekst": place}).url == page_of(version)
    for name in READERS:
        for address in (page_of(version), f"{page_of(version)}pdf/"):
            text = text_of(as_(name).get(address))
            assert SECRET.lower() not in text
            assert SENTENCE.lower() in text
    compared = reverse("trajects:plan-compare", args=[traject.pk, version.pk, second.pk])
    assert SECRET.lower() not in text_of(as_("willem").get(compared))
    assert PlanPart.objects.get(pk=part.pk).text == "Bel het wijkteam"
    run_jobs()
    told = [message for message in mail.outbox if message.subject == "Buurtbalans: een tekst is verborgen"]
    assert {message.to[0] for message in told} == {"noor@buurtbalans.test", "karim@buurtbalans.test"}
    assert all("Geert" not in message.body and settle_of(version) in message.body for message in told)
    # Nobody can choose it twice, and who was a moment later is told the same.
    assert place not in [one.place for one in achmed.get(list_of(version)).context["texts"]]
    assert achmed.post(list_of(version), {"tekst": place}).status_code == 302
    assert Report.objects.count() == 1


def test_the_same_words_in_the_draft_and_in_other_versions_are_hidden_with_it_and_come_back(
    as_, traject, version, part, place
):
    second = submitted(traject, version.submitted_by)
    before = [PlanVersion.objects.get(pk=one.pk).contents for one in (version, second)]
    as_("achmed").post(list_of(second), {"tekst": place})
    part.refresh_from_db()
    assert part.text == SENTENCE
    assert SECRET not in str(list(PlanVersion.objects.values_list("contents")))
    assert as_("karim").post(settle_of(second, "terugzetten/")).status_code == 302
    part.refresh_from_db()
    assert part.text == SECRET
    assert [PlanVersion.objects.get(pk=one.pk).contents for one in (version, second)] == before


def test_only_the_kernteam_reads_what_stood_there_and_takes_it_out_for_good(as_, version, part, place):
    reword(part)
    as_("willem").post(list_of(version), {"tekst": place})
    for name in ("petra", "willem"):
        assert SECRET.lower() not in text_of(as_(name).get(settle_of(version)))
        for how in ("weghalen/", "terugzetten/", "herschrijven/"):
            assert as_(name).post(settle_of(version, how)).status_code == 403
    noor = as_("noor")
    shown = text_of(noor.get(settle_of(version)))
    assert SECRET.lower() in shown
    assert "voorgoed weghalen" in shown
    assert noor.post(settle_of(version, "weghalen/")).url == page_of(version)
    assert SENTENCE.lower() in text_of(noor.get(page_of(version)))
    assert not HiddenText.objects.exists()
    assert noor.post(settle_of(version, "terugzetten/")).status_code == 404


def test_an_adopted_version_keeps_its_paper_closed_until_the_text_is_put_back(as_, traject, people, version, place):
    paper = adoption.adopt(version, by=people["noor"], reason="Nu")
    file = reverse("trajects:plan-adopted-pdf", args=[traject.pk, version.pk])
    as_("willem").post(list_of(version), {"tekst": place})
    assert SECRET.lower() not in text_of(as_("willem").get(file))
    as_("noor").post(settle_of(version, "terugzetten/"))
    assert b"".join(as_("willem").get(file)) == bytes(paper.pdf)


def test_who_may_not_read_the_version_and_a_place_that_it_does_not_have_are_not_found(as_, version, part, place):
    for name in ("otto", "yasmin", "bea", "root"):
        assert as_(name).get(list_of(version)).status_code == 404
        assert as_(name).post(list_of(version), {"tekst": place}).status_code == 404
    for wrong in ("", "plan/label", "parts/99/row/text", "submitted_by"):
        assert as_("noor").post(list_of(version), {"tekst": wrong}).status_code == 404
    as_("noor").post(list_of(version), {"tekst": place})
    for name in ("otto", "yasmin", "bea", "root", "achmed"):
        assert as_(name).get(settle_of(version)).status_code == 404
        assert as_(name).post(settle_of(version, "weghalen/")).status_code == 404


def test_everything_people_wrote_in_a_version_can_be_chosen_by_a_name_of_its_own(traject, people, part):
    see_opportunity(traject, by=people["noor"], text="Het plein is leeg")
    put_presets(traject, by=people["noor"])
    for number, (label, field, road) in enumerate(IN_THE_PLAN):
        for row in apps.get_model(label).objects.filter(**{road: traject.pk}):
            type(row).objects.filter(pk=row.pk).update(**{field: f"Kwikstaart {number} {row.pk}"})
    found = list(texts_of(submitted(traject, people["noor"]).contents))
    assert len({one.where for one in found}) == len({one.place for one in found}) == len(found)
    kept = {text for text in leaves(PlanVersion.objects.get().contents) if "Kwikstaart" in text}
    assert kept == {one.text for one in found}


def test_a_version_from_before_a_field_was_there_shows_what_it_has(as_, traject):
    older = {"question": "Waarom?", "parts": [{"number": 1, "title": "Analyse", "row": {"text": SECRET}}]}
    version = PlanVersion.objects.create(plan=traject.plan, label="Concept 0.0", contents=older)
    assert [one.text for one in texts_of(older)] == ["Waarom?", SECRET]
    assert SECRET.lower() in text_of(as_("noor").get(list_of(version)))


def leaves(value):
    """Every text in what was kept, however deep."""
    if isinstance(value, dict | list):
        return [one for part in (value.values() if isinstance(value, dict) else value) for one in leaves(part)]
    return [value] if isinstance(value, str) else []
