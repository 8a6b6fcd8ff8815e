"""The kernteam writes a next privacy agreement, publishes it, and sees who accepted (V1)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from privacy.agreements.models import AgreementDraft, PrivacyAgreement
from tests.agreeing import agree, newest_agreement
from tests.privacy.reading import text_of


@pytest.fixture
def at(traject):
    def url(name, *more):
        return reverse(f"privacy:agreement{name}", args=[traject.pk, *more])

    return url


@pytest.fixture
def draft(traject):
    return AgreementDraft.objects.get(traject=traject, track="professionals")


def typed(draft, **more):
    return {
        "text": "## Kop\n\nEen zin.",
        "evaluate_on": draft.evaluate_on.isoformat(),
        "version": draft.version,
        **more,
    }


def test_writing_a_draft_asks_nobody_anything(as_, people, at, draft):
    assert as_("noor").post(at("-edit"), typed(draft)).status_code == 302
    draft.refresh_from_db()
    assert (draft.text, draft.changed_by, draft.version) == ("## Kop\n\nEen zin.", people["noor"], 2)
    assert newest_agreement(draft.traject).version == 1
    assert "Een zin." not in as_("petra").get(at("")).content.decode()


def test_publishing_makes_the_next_version_and_asks_everybody(as_, people, at, draft, traject):
    noor = as_("noor")
    noor.post(at("-edit"), typed(draft))
    page = noor.get(at("-publish"))
    assert "iedereen opnieuw om akkoord" in page.content.decode()
    response = noor.post(at("-publish"), {"version": page.context["draft"].version})
    assert response["Location"] == at("")
    newest = newest_agreement(traject)
    assert (newest.version, newest.text, newest.published_by) == (2, "## Kop\n\nEen zin.", people["noor"])
    assert newest.sha256 == PrivacyAgreement.hash_of(newest.text)
    assert not newest.acceptances.exists()
    assert "Nieuwe privacyafspraken gepubliceerd: versie 2" in [row.sentence for row in traject.log_entries.all()]


def test_two_people_writing_the_draft_choose_between_both_texts(as_, at, draft):
    as_("karim").post(at("-edit"), typed(draft, text="Van Karim"))
    response = as_("noor").post(at("-edit"), typed(draft, text="Van Noor"))
    assert response.status_code == 409
    for text in ("Van Karim", "Van Noor", "Karim Benali"):
        assert text in response.content.decode()
    draft.refresh_from_db()
    assert draft.text == "Van Karim"


def test_what_was_changed_after_it_was_read_is_not_published(as_, at, draft, traject):
    seen = draft.version
    as_("karim").post(at("-edit"), typed(draft))
    response = as_("noor").post(at("-publish"), {"version": seen})
    assert response.status_code == 409
    assert "Er is niets gepubliceerd" in response.content.decode()
    assert newest_agreement(traject).version == 1


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999999999999"])
def test_a_version_that_says_nothing_publishes_nothing(as_, at, draft, traject, version):
    as_("karim").post(at("-edit"), typed(draft))
    assert as_("noor").post(at("-publish"), {"version": version}).status_code == 409
    assert newest_agreement(traject).version == 1


def test_what_is_equal_to_what_counts_now_is_not_published_again(as_, at, draft, traject):
    assert "gelijk aan versie 1" in as_("noor").get(at("-publish")).content.decode()
    assert as_("noor").post(at("-publish"), {"version": draft.version}).status_code == 409
    assert newest_agreement(traject).version == 1


@pytest.mark.parametrize("bad", [{"text": ""}, {"text": "x" * 20_001}, {"evaluate_on": ""}, {"evaluate_on": "morgen"}])
def test_a_draft_that_is_not_right_is_refused_with_what_was_typed(as_, at, draft, bad):
    response = as_("noor").post(at("-edit"), typed(draft, **bad))
    assert response.status_code == 422
    draft.refresh_from_db()
    assert draft.version == 1


def test_partners_read_and_do_not_write(as_, at, draft):
    petra = as_("petra")
    for name in ("-edit", "-publish", "-acceptances"):
        assert petra.get(at(name)).status_code == 403
    assert petra.post(at("-edit"), typed(draft)).status_code == 403
    assert petra.post(at("-publish"), {"version": draft.version}).status_code == 403
    assert "Nieuwe versie" not in petra.get(at("")).content.decode()


def test_an_earlier_version_stays_readable_on_screen_and_on_paper(as_, at, draft, traject):
    first = newest_agreement(traject)
    as_("noor").post(at("-edit"), typed(draft))
    as_("noor").post(at("-publish"), {"version": draft.version + 1})
    petra = as_("petra")
    page = petra.get(at("-version", 1)).content.decode()
    assert first.sha256 in page
    assert "Geheimhouding" in page
    paper = text_of(petra.get(at("-pdf", 1)))
    assert "geheimhouding" in paper
    assert first.sha256[:20] in paper
    assert petra.get(at("-version", 3)).status_code == 404


def test_html_in_the_text_stays_text(as_, at, draft):
    as_("noor").post(at("-edit"), typed(draft, text="## <b>Kop</b>\n- <script>x</script>\n<i>zin</i>"))
    body = as_("noor").get(at("-publish")).content.decode()
    assert "&lt;b&gt;Kop&lt;/b&gt;" in body
    assert "<script>x" not in body


def test_the_kernteam_sees_who_accepted_and_who_did_not(as_, people, at, draft, traject):
    noor = as_("noor")
    noor.post(at("-edit"), typed(draft))
    noor.post(at("-publish"), {"version": draft.version + 1})
    agree(traject, people["petra"])
    members = noor.get(at("-acceptances")).context["members"]
    assert {member.name for member in members if member.accepted_at} == {"Petra Kuipers"}
    # No resident, and nobody of the back office: they are not asked.
    assert {member.name.split()[0] for member in members} == {"Noor", "Karim", "Petra", "Willem"}


def test_ten_members_take_as_many_queries_as_four(as_, at, traject, partners, django_assert_max_num_queries):
    from buurtbalans.accounts.models import User
    from trajects.partners.services import give_seat

    noor = as_("noor")

    def count():
        with django_assert_max_num_queries(12) as captured:
            noor.get(at("-acceptances"))
        return len(captured)

    count()
    before = count()
    for number in range(6):
        person = User.objects.create(email=f"p{number}@buurtbalans.test", name=f"P{number}")
        give_seat(partner=partners["petra"], user=person)
    assert count() == before


def test_what_has_to_be_discussed_anew_is_said(as_, at, traject, today):
    assert "bespreek" not in as_("noor").get(at("")).content.decode().split("Jouw akkoord")[1].lower()
    draft = AgreementDraft.objects.get(traject=traject, track="professionals")
    as_("noor").post(at("-edit"), typed(draft, evaluate_on=(today - timedelta(days=1)).isoformat()))
    as_("noor").post(at("-publish"), {"version": draft.version + 1})
    assert "Bespreek samen of deze afspraken nog kloppen" in as_("petra").get(at("")).content.decode()
