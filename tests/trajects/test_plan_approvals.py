"""Asking organisations to agree with the plan, and their answers (L6)."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from buurtbalans.accounts.models import Organisation
from tests.privacy.reading import text_of
from tests.trajects.plan_rows import fill
from trajects.partners.handing_over import hand_over
from trajects.partners.models import PartnerStatus
from trajects.partners.services import add_partner, change_partner, end_seat
from trajects.plan.approval_models import Answer, Approval
from trajects.plan.letters import mail_request, remind_signatories
from trajects.plan.models import Measure, PlanVersion
from trajects.plan.services import submit, write_part
from trajects.plan.signing import Asking, ClosedError, answer, name_signatory

SITE = "https://buurtbalans.test"


def seat(traject, person):
    return traject.memberships.get(user=person, partner__isnull=False)


@pytest.fixture
def ask(traject, people, partners):
    """Submits the plan; by default Achmed signs for the police and Willem for welfare."""

    def submitted(*names, days=14, **signs):
        signatories = {
            partners[partner].pk: seat(traject, people[person])
            for partner, person in ({"petra": "achmed", "willem": "willem"} | signs).items()
        }
        asked = [partners[name] for name in names or ("petra", "willem")]
        day = timezone.localdate() + timedelta(days=days)
        traject.plan.refresh_from_db()
        assert submit(
            traject.plan, traject.plan.draft_number, by=people["noor"], asking=Asking(asked, day, signatories, SITE)
        )
        return PlanVersion.objects.first()

    return submitted


@pytest.fixture
def version(ask, traject, people, partners):
    fill(traject, people["noor"], partners)
    return ask()


def approval_of(version, partner):
    return version.approvals.get(partner=partner)


def page(version):
    return reverse("trajects:plan-approvals", args=[version.plan.traject_id])


def answer_url(approval):
    return reverse("trajects:plan-approval-answer", args=[approval.plan_version.plan.traject_id, approval.pk])


def rewrite(traject, people, text, name="middelen"):
    part = traject.plan.parts.get(part=name)
    write_part(part, part.version, by=people["noor"], text=text, status="klaar", is_known=False)


def test_submitting_asks_who_was_chosen_until_a_date_and_mails_only_who_signs(as_, traject, partners, people):
    url = reverse("trajects:plan-submit", args=[traject.pk])
    noor = as_("noor")
    text = text_of(noor.get(url))
    assert "nog leeg in deze versie" in text
    police, welfare = partners["petra"].pk, partners["willem"].pk
    day = timezone.localdate() + timedelta(days=10)
    chosen = {f"vraag_{police}": "on", f"wie_{police}": seat(traject, people["achmed"]).pk, f"vraag_{welfare}": "on"}
    refused = noor.post(url, {"seen": "Concept 0.1", **chosen, "answers_by": timezone.localdate() - timedelta(days=1)})
    assert refused.status_code == 422
    assert "al geweest" in text_of(refused)
    assert noor.post(url, {"seen": "Concept 0.1", **chosen}).status_code == 422
    assert not PlanVersion.objects.exists()
    assert noor.post(url, {"seen": "Concept 0.1", **chosen, "answers_by": day}).status_code == 302
    version = PlanVersion.objects.get()
    assert version.answers_by == day
    assert set(version.approvals.values_list("partner", flat=True)) == {police, welfare}
    # A second click submits nothing.
    assert noor.post(url, {"seen": "Concept 0.1", **chosen, "answers_by": day}).status_code == 302
    assert PlanVersion.objects.count() == 1
    # The next time whoever was asked stands ticked.
    fields = noor.get(url).context["form"].fields
    assert {name for name, field in fields.items() if name.startswith("vraag_") and field.initial} == {
        f"vraag_{police}",
        f"vraag_{welfare}",
    }


def test_the_mail_goes_to_the_signatory_alone_and_tells_nothing(version, people, partners):
    for approval in version.approvals.all():
        mail_request(approval.pk, SITE, again=False)
    assert {letter.to[0] for letter in mail.outbox} == {people["achmed"].email, people["willem"].email}
    letter = mail.outbox[0]
    assert version.plan.traject.name not in letter.subject + letter.body
    assert f"{SITE}{page(version)}" in letter.body
    mail.outbox.clear()
    answer(approval_of(version, partners["willem"]), 1, by=people["willem"], answer=Answer.AGREED, words="")
    end_seat(seat(version.plan.traject, people["achmed"]), by=people["noor"])
    for approval in version.approvals.all():
        mail_request(approval.pk, SITE, again=False)
    assert mail.outbox == []


def test_three_clicks_from_the_mail_are_enough_and_every_answer_is_kept(as_, version, partners):
    approval = approval_of(version, partners["petra"])
    achmed = as_("achmed")
    form = achmed.get(page(version)).content.decode()
    assert f'action="{answer_url(approval)}"' in form
    assert achmed.post(answer_url(approval), {"version": "1", "answer": "besproken"}).status_code == 302
    for choice in ("voorwaarde", "niet"):
        refused = achmed.post(answer_url(approval), {"version": "2", "answer": choice})
        assert refused.status_code == 422
        assert "schrijf op" in text_of(refused)
    sent = {"version": "2", "answer": "voorwaarde", "words": "Er komt een tweede avond."}
    assert achmed.post(answer_url(approval), sent).status_code == 302
    approval.refresh_from_db()
    assert (approval.answer, approval.answered_by.name) == ("voorwaarde", "Achmed Yilmaz")
    assert [change.answer for change in approval.history.all()] == ["besproken", "voorwaarde"]
    seen = text_of(as_("willem").get(page(version)))
    assert "er komt een tweede avond" in seen
    assert "eerdere antwoorden" in seen
    # The same form again, or an older page: nothing is written over unseen.
    assert achmed.post(answer_url(approval), {**sent, "answer": "akkoord"}).status_code == 409


def test_only_the_signatory_answers_and_a_back_office_sees_its_own_organisation_only(as_, version, partners):
    police, welfare = (approval_of(version, partners[name]) for name in ("petra", "willem"))
    given = {"version": "1", "answer": "akkoord"}
    assert {as_(name).post(answer_url(police), given).status_code for name in ("petra", "willem", "noor")} == {403}
    assert {as_(name).post(answer_url(police), given).status_code for name in ("yasmin", "bea", "root", "otto")} == {
        404
    }
    assert as_("achmed").post(answer_url(welfare), given).status_code == 404
    assert not Approval.objects.exclude(answer=Answer.NONE).exists()
    as_("willem").post(answer_url(welfare), {"version": "1", "answer": "niet", "words": "Te weinig uren"})
    seen = text_of(as_("achmed").get(page(version)))
    assert "politie voorbeeldstad" in seen
    assert "welzijn samen" not in seen
    assert "te weinig uren" not in seen
    assert "te weinig uren" in text_of(as_("petra").get(page(version)))
    assert {as_(name).get(page(version)).status_code for name in ("yasmin", "bea", "root", "otto")} == {404}


def test_the_organisation_or_the_kernteam_names_who_signs_and_nobody_else(as_, version, traject, people, partners):
    url = reverse("trajects:plan-signatory-choose", args=[traject.pk, partners["petra"].pk])
    petra = seat(traject, people["petra"])
    assert as_("willem").post(url, {"seat": petra.pk}).status_code == 403
    assert as_("achmed").post(url, {"seat": petra.pk}).status_code == 404
    assert as_("petra").post(url, {"seat": seat(traject, people["willem"]).pk}).status_code == 422
    assert as_("petra").post(url, {"seat": petra.pk}).status_code == 302
    assert approval_of(version, partners["petra"]).signatory.membership == petra
    assert as_("noor").post(url, {"seat": seat(traject, people["achmed"]).pk}).status_code == 302
    assert approval_of(version, partners["petra"]).signatory.membership.user == people["achmed"]


def test_a_signatory_who_left_or_handed_over_leaves_the_organisation_to_be_asked_again(
    as_, version, traject, people, partners
):
    mail_request(approval_of(version, partners["petra"]).pk, SITE, again=False)
    hand_over(seat(traject, people["achmed"]), to=people["petra"], by=people["noor"], confirmed=True)
    assert "ondertekenaar is vertrokken" in text_of(as_("noor").get(page(version)))
    assert "ondertekenaar is vertrokken" in text_of(as_("noor").get(reverse("trajects:plan", args=[traject.pk])))
    assert as_("petra").post(answer_url(approval_of(version, partners["petra"])), {}).status_code == 403
    mail.outbox.clear()
    own = seat(traject, people["petra"])
    name_signatory(partners["petra"], traject.memberships.active().get(pk=own.pk), by=people["noor"], site=SITE)
    mail_request(approval_of(version, partners["petra"]).pk, SITE, again=False)
    assert [letter.to for letter in mail.outbox] == [[people["petra"].email]]


def test_an_organisation_that_left_is_not_counted_any_more_and_its_answer_stays(as_, version, people, partners):
    answer(approval_of(version, partners["willem"]), 1, by=people["willem"], answer=Answer.AGREED, words="")
    answer(approval_of(version, partners["petra"]), 1, by=people["achmed"], answer=Answer.REFUSED, words="Nee")
    assert "niet breed gedragen" in text_of(as_("noor").get(page(version)))
    police = partners["petra"]
    police.refresh_from_db()
    change_partner(
        police, police.version, by=people["noor"], status=PartnerStatus.DECLINED, criteria=[], note="", agreed_on=None
    )
    seen = text_of(as_("noor").get(page(version)))
    assert "1 van 1 organisatie akkoord. <b>breed gedragen.</b>" in seen
    assert "telt niet meer mee" in seen


def test_a_new_version_asks_again_for_changed_parts_only(as_, ask, version, traject, people, partners):
    for name, person in (("petra", "achmed"), ("willem", "willem")):
        answer(approval_of(version, partners[name]), 1, by=people[person], answer=Answer.AGREED, words="")
    # How a measure goes is no word of the plan.
    Measure.objects.filter(line__plan=traject.plan).update(status="loopt")
    same = ask()
    assert {one.carried_from for one in same.approvals.all()} == {"Concept 0.1"}
    assert "overgenomen van concept 0.1" in text_of(as_("noor").get(page(same)))
    rewrite(traject, people, "Twee uur per week")
    traject.plan.lines.get(title="Een eigen plek").measures.filter(title__endswith="2").update(title="Iets anders")
    other = ask()
    assert set(other.approvals.values_list("answer", "carried_from")) == {(Answer.NONE, "")}
    seen = text_of(as_("achmed").get(page(other)))
    assert "middelen en capaciteit" in seen
    assert "iets anders" in seen
    assert "gezamenlijke doelen" not in seen
    # Back to what they agreed with: nothing changed since then.
    traject.plan.lines.get(title="Een eigen plek").measures.filter(title="Iets anders").update(
        title="Huiskamer openen, deel 2"
    )
    rewrite(traject, people, "Nog niet alles is zeker.")
    assert {one.carried_from for one in ask().approvals.all()} == {"Concept 0.1"}


def test_the_last_word_of_an_organisation_counts_and_an_older_agreement_is_not_taken_over(
    as_, ask, version, people, partners
):
    answer(approval_of(version, partners["petra"]), 1, by=people["achmed"], answer=Answer.AGREED, words="")
    second = approval_of(ask(), partners["petra"])
    assert second.carried_from == "Concept 0.1"
    answer(second, second.version, by=people["achmed"], answer=Answer.REFUSED, words="Toch niet")
    third = approval_of(ask(), partners["petra"])
    assert (third.answer, third.carried_from) == (Answer.NONE, "")
    assert "jullie antwoord op concept 0.2 was: niet akkoord" in text_of(as_("achmed").get(page(third.plan_version)))


def test_one_cannot_answer_on_a_version_that_was_replaced(as_, ask, version, partners, people):
    old = approval_of(version, partners["willem"])
    ask()
    answered = as_("willem").post(answer_url(old), {"version": "1", "answer": "akkoord"}, follow=True)
    assert "niet meer antwoorden" in text_of(answered)
    with pytest.raises(ClosedError):
        answer(old, 1, by=people["willem"], answer=Answer.AGREED, words="")


def test_after_the_date_an_answer_still_counts_and_the_page_says_so(as_, version, partners):
    PlanVersion.objects.update(answers_by=timezone.localdate() - timedelta(days=1))
    assert "de gevraagde datum is voorbij" in text_of(as_("willem").get(page(version)))
    url = answer_url(approval_of(version, partners["willem"]))
    assert as_("willem").post(url, {"version": "1", "answer": "akkoord"}).status_code == 302


def test_one_reminder_goes_out_before_the_date_and_never_to_who_decided(version, people, partners):
    answer(approval_of(version, partners["willem"]), 1, by=people["willem"], answer=Answer.AGREED, words="")
    remind_signatories(0)
    assert not Approval.objects.exclude(reminded_on=None).exists()
    PlanVersion.objects.update(
        answers_by=timezone.localdate() + timedelta(days=3), submitted_at=timezone.now() - timedelta(days=8)
    )
    remind_signatories(0)
    assert [one.partner for one in Approval.objects.exclude(reminded_on=None)] == [partners["petra"]]
    Approval.objects.update(reminded_on=timezone.localdate() - timedelta(days=1))
    remind_signatories(0)
    assert set(Approval.objects.values_list("reminded_on", flat=True)) == {timezone.localdate() - timedelta(days=1)}


def test_my_work_asks_who_signs_and_stops_when_it_is_decided(as_, version, people, partners):
    for name in ("achmed", "willem"):
        assert page(version) in as_(name).get("/mijn-werk/").content.decode()
    assert page(version) not in as_("petra").get("/mijn-werk/").content.decode()
    answer(approval_of(version, partners["willem"]), 1, by=people["willem"], answer=Answer.AGREED, words="")
    assert page(version) not in as_("willem").get("/mijn-werk/").content.decode()


def test_as_many_queries_for_ten_organisations_as_for_one(as_, ask, traject, people):
    def asked(url):
        with CaptureQueriesContext(connection) as queries:
            assert as_("noor").get(url).status_code == 200
        return len(queries)

    version = ask("petra", petra="petra")
    urls = [page(version), reverse("trajects:plan", args=[traject.pk])]
    before = [asked(url) for url in urls]
    for number in range(10):
        organisation = Organisation.objects.create(name=f"Organisatie {number}", category="anders")
        partner = add_partner(traject, organisation, by=people["noor"], status=PartnerStatus.JOINED)
        Approval.objects.create(plan_version=version, partner=partner)
    assert [asked(url) for url in urls] == before


def test_words_of_an_earlier_answer_can_be_reported_too(as_, traject, people, partners, version):
    asked = approval_of(version, partners["willem"])
    for words in ("Vraag het aan Braamsluiper.", "Eerst overleggen met de wijk."):
        assert answer(asked, asked.version, by=people["willem"], answer=Answer.DISCUSSED, words=words)
    noor = as_("noor")
    assert "Braamsluiper" in noor.get(page(version)).content.decode()
    choose = noor.get(reverse("privacy:report-choose", args=[traject.pk]), {"soort": "eerder-akkoord"})
    first = asked.history.get(words__contains="Braamsluiper")
    report = reverse("privacy:report", args=[traject.pk, "eerder-akkoord", first.pk])
    assert report in choose.content.decode()
    assert noor.post(report).status_code == 302
    shown = noor.get(page(version)).content.decode()
    assert ("Braamsluiper" in shown, "Eerst overleggen met de wijk." in shown) == (False, True)
    assert "Braamsluiper" in as_("willem").get(report).content.decode(), "who wrote it writes it anew"
