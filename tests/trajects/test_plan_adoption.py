"""Adopting the plan: what was adopted never changes (L6)."""

import hashlib
from datetime import timedelta

import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from privacy.doors.hidden import SENTENCE
from privacy.reports.services import hide, put_back, report_on, rewrite
from privacy.reports.texts import KINDS
from privacy.retention.removing import purge
from tests.jobs import run_jobs
from tests.privacy.reading import text_of
from tests.trajects.plan_rows import fill
from trajects.partners.services import end_seat
from trajects.plan import adoption
from trajects.plan.approval_models import AdoptedPaper, Answer
from trajects.plan.models import PlanPart, PlanVersion
from trajects.plan.services import submit, write_part
from trajects.plan.signing import Asking, ClosedError, answer
from trajects.traject.models import Traject, TrajectStatus

SECRET = "Bel Geert van de tweede verdieping"


@pytest.fixture
def version(traject, people, partners):
    fill(traject, people["noor"], partners)
    day = timezone.localdate() + timedelta(days=14)
    signs = {
        partners[name].pk: traject.memberships.get(user=people[name], partner__isnull=False)
        for name in ("petra", "willem")
    }
    asking = Asking([partners["petra"], partners["willem"]], day, signs)
    submit(traject.plan, 1, by=people["noor"], asking=asking)
    return PlanVersion.objects.get()


def say(version, people, partners, **answers):
    for name, (choice, words) in answers.items():
        approval = version.approvals.get(partner=partners[name])
        answer(approval, approval.version, by=people[name], answer=choice, words=words)


def adopt_url(version):
    return reverse("trajects:plan-adopt", args=[version.plan.traject_id])


def test_adopting_asks_once_with_what_is_open_and_needs_a_reason_while_somebody_is_silent(
    as_, version, people, partners
):
    say(version, people, partners, petra=(Answer.CONDITION, "Als er licht komt"))
    noor = as_("noor")
    asked = text_of(noor.get(adopt_url(version)))
    for words in ("welzijn samen: nog geen reactie", "als er licht komt", "is nog leeg"):
        assert words in asked
    assert noor.post(adopt_url(version), {"seen": version.pk}).status_code == 422
    sent = {"seen": version.pk, "reason": "De wethouder beslist donderdag"}
    assert {as_(name).post(adopt_url(version), sent).status_code for name in ("petra", "willem")} == {403}
    assert {as_(name).post(adopt_url(version), sent).status_code for name in ("achmed", "otto", "root")} == {404}
    done = noor.post(adopt_url(version), sent, follow=True)
    assert "concept 1.1" in text_of(done)
    version.refresh_from_db()
    assert (version.adopted_label, version.adopted_by) == ("Versie 1.0", people["noor"])
    assert Traject.objects.get().status == TrajectStatus.ADOPTED
    page = text_of(as_("willem").get(reverse("trajects:plan-submitted", args=[version.plan.traject_id, version.pk])))
    assert "de wethouder beslist donderdag" in page
    assert version.paper.sha256 in page
    # What others answered is not for a back office.
    page = as_("achmed").get(reverse("trajects:plan-submitted", args=[version.plan.traject_id, version.pk]))
    assert "als er licht komt" not in text_of(page)
    assert "de wethouder beslist donderdag" not in text_of(page)


def test_the_paper_is_made_once_with_the_answers_and_for_partners_only(as_, version, people, partners):
    say(version, people, partners, petra=(Answer.AGREED, ""), willem=(Answer.CONDITION, "Acht uur per week"))
    adoption.adopt(version, by=people["noor"], reason="")
    url = reverse("trajects:plan-adopted-pdf", args=[version.plan.traject_id, version.pk])
    first = as_("willem").get(url)
    assert hashlib.sha256(first.content).hexdigest() == version.paper.sha256
    assert as_("petra").get(url).content == first.content
    text = text_of(first)
    for words in (
        "versie 1.0",
        "vastgesteld op",
        "breed gedragen",
        "acht uur per week",
        "alle partners in dit traject",
    ):
        assert words in text, words
    assert "nog niet vastgesteld" not in text
    assert {as_(name).get(url).status_code for name in ("achmed", "yasmin", "otto", "root")} == {404}
    choose = reverse("trajects:plan-download", args=[version.plan.traject_id])
    address = {as_(name).get(choose, {"versie": version.pk}).context["address"] == url for name in ("petra", "achmed")}
    assert address == {True, False}, "partners download that same PDF, a back office its own"


def test_everybody_with_a_seat_hears_of_it_once_by_a_mail_that_names_no_neighbourhood(as_, version, people, traject):
    end_seat(traject.memberships.get(user=people["willem"]), by=people["noor"])
    as_("noor").post(adopt_url(version), {"seen": version.pk, "reason": "Nu"})
    run_jobs()
    page = reverse("trajects:plan-submitted", args=[traject.pk, version.pk])
    told = [letter for letter in mail.outbox if "vastgesteld" in letter.subject]
    assert sorted(letter.to[0].split("@")[0] for letter in told) == ["achmed", "karim", "petra"]
    assert all(page in letter.body and traject.name not in letter.subject + letter.body for letter in told)
    assert as_("achmed").get(page).status_code == 200


def test_the_second_of_two_adopters_is_told_and_nothing_is_adopted_twice(as_, version, people):
    sent = {"seen": version.pk, "reason": "Het moet nu"}
    as_("noor").post(adopt_url(version), sent)
    second = as_("karim").post(adopt_url(version), sent, follow=True)
    assert "iemand was je voor" in text_of(second)
    with pytest.raises(ClosedError):
        adoption.adopt(version, by=people["karim"], reason="Nog eens")
    assert AdoptedPaper.objects.count() == 1
    version.plan.refresh_from_db()
    assert version.plan.label == "Concept 1.1"


def test_a_no_after_the_page_was_opened_asks_for_a_reason_all_the_same(as_, version, people, partners):
    say(version, people, partners, petra=(Answer.AGREED, ""), willem=(Answer.AGREED, ""))
    assert "breed gedragen" in text_of(as_("noor").get(adopt_url(version)))
    say(version, people, partners, willem=(Answer.REFUSED, "Toch niet"))
    with pytest.raises(adoption.ReasonNeededError):
        adoption.adopt(version, by=people["noor"], reason="")
    assert as_("noor").post(adopt_url(version), {"seen": version.pk}).status_code == 422


def test_a_proposal_cannot_be_adopted(as_, version):
    Traject.objects.update(status=TrajectStatus.DRAFT, started_on=None)
    told = as_("noor").post(adopt_url(version), {"seen": version.pk, "reason": "Nu"}, follow=True)
    assert "start het traject eerst" in text_of(told)
    assert not AdoptedPaper.objects.exists()


def test_the_next_adopted_version_is_called_2_0(version, people):
    adoption.adopt(version, by=people["noor"], reason="Nu")
    plan = version.plan
    plan.refresh_from_db()
    assert submit(plan, plan.draft_number, by=people["noor"])
    second = PlanVersion.objects.first()
    assert second.label == "Concept 1.1"
    adoption.adopt(second, by=people["noor"], reason="Weer")
    plan.refresh_from_db()
    assert (second.adopted_label, plan.label) == ("Versie 2.0", "Concept 2.1")


def test_the_database_refuses_to_change_or_delete_what_was_adopted_but_for_retention(version, people, traject):
    paper = adoption.adopt(version, by=people["noor"], reason="Nu")
    papers, versions = AdoptedPaper.objects.filter(pk=paper.pk), PlanVersion.objects.filter(pk=version.pk)
    for change in (
        lambda: papers.update(contents={}),
        lambda: papers.update(pdf=b"", sha256=hashlib.sha256(b"").hexdigest()),
        papers.delete,
        versions.delete,
        lambda: versions.update(contents={}),
        lambda: versions.update(adopted_at=None, adopted_label=""),
        lambda: versions.update(adopted_by=people["karim"]),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    versions.update(adopted_by=None)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('buurtbalans.retention', true)")
        assert not cursor.fetchone()[0]
    purge(traject)
    assert not papers.exists()


def test_a_reported_text_is_hidden_on_the_page_and_paper_and_what_was_adopted_stays(
    as_, version, people, partners, traject
):
    part = traject.plan.parts.get(part="middelen")
    PlanPart.objects.filter(pk=part.pk).update(text=SECRET, changed_by=people["noor"])
    traject.plan.refresh_from_db()
    submit(traject.plan, traject.plan.draft_number, by=people["noor"])
    version = PlanVersion.objects.first()
    paper = adoption.adopt(version, by=people["noor"], reason=f"Nu. {SECRET}.")
    before = AdoptedPaper.objects.values("contents", "pdf", "sha256").get()
    page = reverse("trajects:plan-submitted", args=[traject.pk, version.pk])
    file = reverse("trajects:plan-adopted-pdf", args=[traject.pk, version.pk])
    hide(part, KINDS["onderdeel"], traject, by=people["petra"], site="")
    hide(version, KINDS["vaststelling"], traject, by=people["petra"], site="")
    for url in (page, file):
        text = text_of(as_("willem").get(url))
        assert SECRET.lower() not in text
        assert SENTENCE.lower() in text
    assert AdoptedPaper.objects.values("contents", "pdf", "sha256").get() == before
    put_back(report_on(version), version, by=people["noor"])
    rewrite(report_on(part), part, {"text": "Bel het wijkteam"}, by=people["noor"], site="")
    # The old words are gone for good from what anybody reads, and the sealed original is as it was.
    assert SECRET.lower() not in text_of(as_("willem").get(page)).split("vastgesteld op")[0]
    paper.refresh_from_db()
    assert adoption.is_masked(paper)
    assert AdoptedPaper.objects.values("contents", "pdf", "sha256").get() == before


STEPS = st.lists(st.sampled_from(["edit", "submit", "agree", "refuse", "adopt", "withdraw", "hide"]), max_size=9)


@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(steps=STEPS)
def test_whatever_happens_afterwards_adopted_versions_stay_byte_equal(people, partners, traject, steps):
    """Edit, submit, agree, adopt, withdraw a source, hide a text, in any order, from a version that was adopted."""

    def edit():
        part = traject.plan.parts.get(part="planning")
        write_part(part, part.version, by=people["noor"], text=f"{part.text} meer", status="klaar", is_known=False)

    def submit_again():
        plan = type(traject.plan).objects.get(pk=traject.plan.pk)
        submit(plan, plan.draft_number, by=people["noor"], asking=Asking([partners["petra"]]))

    def reply(choice, words):
        if PlanVersion.objects.first().adopted_at is None:
            approval = PlanVersion.objects.first().approvals.get()
            answer(approval, approval.version, by=people["petra"], answer=choice, words=words)

    def adopt():
        if PlanVersion.objects.first().adopted_at is None:
            adoption.adopt(PlanVersion.objects.first(), by=people["noor"], reason="Nu")

    def hide_one():
        hide(traject.plan.parts.get(part="regie"), KINDS["onderdeel"], traject, by=people["willem"], site="")

    do = {
        "edit": edit,
        "submit": submit_again,
        "agree": lambda: reply(Answer.AGREED, ""),
        "refuse": lambda: reply(Answer.REFUSED, "Nee"),
        "adopt": adopt,
        "withdraw": lambda: traject.problem_statements.all().delete(),
        "hide": hide_one,
    }
    with transaction.atomic():
        submit_again()
        adopt()
        known = {}
        for step in steps:
            known |= {row.pk: row for row in AdoptedPaper.objects.all() if row.pk not in known}
            do[step]()
            for row in AdoptedPaper.objects.filter(pk__in=known):
                first = known[row.pk]
                assert (row.contents, bytes(row.pdf), row.sha256) == (first.contents, bytes(first.pdf), first.sha256)
                assert hashlib.sha256(bytes(row.pdf)).hexdigest() == row.sha256
        transaction.set_rollback(True)
