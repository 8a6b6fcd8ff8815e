"""The guide writes and publishes the residents' agreement, and everybody there is asked again (V1, V4)."""

import pytest
from django.urls import reverse

from privacy import wall
from privacy.agreements.models import AgreementDraft, PrivacyAgreement
from tests.agreeing import newest_agreement
from trajects.residents.services import write_note


@pytest.fixture
def at(traject):
    def url(name, *more):
        return reverse(f"trajects:residents-{name}", args=[traject.pk, *more])

    return url


@pytest.fixture
def draft(track):
    return AgreementDraft.objects.get(traject=track.traject_id, track="residents")


def typed(draft, **more):
    return {"text": "## Kop\n\nEen zin.", "evaluate_on": draft.evaluate_on.isoformat(), "version": 1, **more}


def publish(guide, at):
    version = guide.get(at("agreement-publish")).context["draft"].version
    return guide.post(at("agreement-publish"), {"version": version})


def test_writing_a_draft_asks_nobody_anything_and_touches_no_professional(as_, people, at, track, draft):
    write_note(track, by=people["willem"], kind="idee", text="Bankjes")
    answer = as_("willem").post(at("agreement-edit"), typed(draft))
    assert answer["Location"] == at("agreement-publish")
    draft.refresh_from_db()
    assert (draft.text, draft.changed_by, draft.version) == ("## Kop\n\nEen zin.", people["willem"], 2)
    assert wall.agreement(track).version == 1
    assert "Bankjes" in as_("yasmin").get(at("notes")).content.decode()
    assert AgreementDraft.objects.get(traject=track.traject_id, track="professionals").version == 1


def test_publishing_asks_residents_and_guide_again_and_no_professional(as_, people, at, traject, track, draft):
    write_note(track, by=people["yasmin"], kind="idee", text="Bankjes")
    professionals, told = newest_agreement(traject), traject.log_entries.count()
    guide = as_("willem")
    guide.post(at("agreement-edit"), typed(draft))
    assert "alle bewoners hier opnieuw om akkoord" in guide.get(at("agreement-publish")).content.decode()
    assert publish(guide, at)["Location"] == at("agreement")
    newest = wall.agreement(track)
    assert (newest.version, newest.text, newest.published_by) == (2, "## Kop\n\nEen zin.", people["willem"])
    for name in ("willem", "yasmin"):
        answer = as_(name).get(at("notes"))
        assert (answer.status_code, answer["Location"].split("?")[0]) == (303, at("agreement"))
        assert "De afspraken zijn nieuw" in as_(name).get(at("agreement")).content.decode()
        as_(name).post(at("agreement"), {"agreed": "on", "version": 2})
        assert "Bankjes" in as_(name).get(at("notes")).content.decode()
    assert newest_agreement(traject) == professionals
    assert traject.log_entries.count() == told
    assert track.log_entries.first().kind == "agreement"


def test_who_read_the_version_before_does_not_accept_the_new_one(as_, at, track, draft):
    guide = as_("willem")
    guide.post(at("agreement-edit"), typed(draft))
    publish(guide, at)
    late = as_("yasmin").post(at("agreement"), {"agreed": "on", "version": 1})
    assert late.status_code == 409
    assert "net een nieuwe versie gekomen" in late.content.decode()
    assert not wall.agreement(track).acceptances.exists()


def test_what_was_changed_after_it_was_read_or_says_nothing_new_is_not_published(as_, at, track, draft):
    guide = as_("willem")
    page = guide.get(at("agreement-publish")).content.decode()
    assert "gelijk aan versie 1" in page
    assert guide.post(at("agreement-publish"), {"version": 1}).status_code == 409
    guide.post(at("agreement-edit"), typed(draft))
    for version in ("1", "", "x", "99999999999999999999"):
        answer = guide.post(at("agreement-publish"), {"version": version})
        assert (answer.status_code, "Er is niets gepubliceerd" in answer.content.decode()) == (409, True)
    assert PrivacyAgreement.objects.of_residents(track.traject_id).count() == 1


def test_two_tabs_of_the_guide_give_both_texts_to_choose_from(as_, at, draft):
    guide = as_("willem")
    guide.post(at("agreement-edit"), typed(draft, text="Eerst dit"))
    answer = guide.post(at("agreement-edit"), typed(draft, text="En dit"))
    assert answer.status_code == 409
    assert {"Eerst dit", "En dit"} <= set(answer.content.decode().replace("<", ">").split(">"))


def test_a_name_in_the_agreement_is_asked_about_and_a_wrong_form_keeps_what_was_typed(as_, at, draft):
    guide = as_("willem")
    asked = guide.post(at("agreement-edit"), typed(draft, text="Bel Fatma Aksoy op 06-12345678"))
    assert asked.status_code == 422
    assert "Fatma Aksoy" in asked.content.decode()
    assert guide.post(at("agreement-edit"), typed(draft, text="")).status_code == 422
    draft.refresh_from_db()
    assert draft.version == 1


def test_residents_read_and_do_not_write_and_professionals_find_nothing(as_, at, track, draft):
    for name, status in (("yasmin", 403), ("noor", 404), ("petra", 404), ("root", 404), ("otto", 404)):
        for page in ("agreement-edit", "agreement-publish"):
            assert as_(name).get(at(page)).status_code == status, (name, page)
            assert as_(name).post(at(page), typed(draft)).status_code == status, (name, page)
    assert "Nieuwe versie" not in as_("yasmin").get(at("agreement")).content.decode()
    assert "Nieuwe versie" in as_("willem").get(at("agreement")).content.decode()
