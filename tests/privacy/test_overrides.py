"""Who lets something stand that looks like personal data leaves that in the trace of access, without a word of it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from privacy.access_events import chain
from privacy.access_events.models import AccessEvent
from privacy.doors.models import PersonalDataDecision
from privacy.registrations.models import Registration, RegistrationImport
from tests.privacy.writing import MAIL, answers
from trajects.analysis.models import ProblemStatement

TABLE = (
    "Onderwerp;Waarover;Aantal;Periode;Toelichting\nMeldingen;ruimte;1;2025;Bel 06-12345678\n"
    f"Lampen;ruimte;2;2025;\nSchouw;ruimte;3;2025;Mail {MAIL} of bel 06-87654321\n"
)
SIGNAL = {
    "kind": "signaal",
    "title": "Onrust",
    "about": "persoon",
    "text": f"Mail {MAIL}",
    "period": "jaar",
    "year": "2025",
    "audience": "eigen",
}


def overrides():
    events = AccessEvent.objects.filter(action="personal_data_override").order_by("pk")
    return list(events.values_list("actor_id", "organisation", "traject_id", "object_type", "object_uuid"))


@pytest.fixture
def brought(as_, traject):
    """The address of a table that Petra brought, with a telephone number in two of its rows."""
    file = SimpleUploadedFile("lijst.csv", TABLE.encode("utf-8-sig"))
    return as_("petra").post(reverse("privacy:registration-import-new", args=[traject.pk]), {"file": file}).url


def test_keeping_a_text_is_in_the_trace_and_changing_it_is_not(as_, people, traject):
    noor, url = as_("noor"), reverse("trajects:problem-add", args=[traject.pk])
    asked = noor.post(url, {"text": f"Vraag {MAIL}"})
    assert overrides() == []
    noor.post(url, {"text": "Vraag het buurtteam", **answers(asked, "aanpassen")})
    noor.post(url, {"text": "Zonder vraag"})
    assert overrides() == []
    noor.post(url, {"text": f"Vraag {MAIL}", **answers(asked)})
    assert ProblemStatement.objects.filter(text=f"Vraag {MAIL}").exists()
    assert overrides() == [(people["noor"].pk, "Stadsdeel Oude Stad", traject.pk, "problemstatement", None)]
    chain.seal_all()
    assert chain.broken() == []


def test_its_own_organisation_reads_it_at_the_registration(as_, people, traject):
    petra, url = as_("petra"), reverse("privacy:registration-new", args=[traject.pk])
    asked = petra.post(url, SIGNAL)
    assert petra.post(url, {**SIGNAL, **answers(asked)}).status_code == 302
    row = Registration.objects.get()
    assert overrides() == [(people["petra"].pk, "Politie Voorbeeldstad", traject.pk, "registration", row.uuid)]
    page = petra.get(reverse("privacy:registration-looks", args=[traject.pk, row.uuid])).content.decode()
    assert "een mogelijk persoonsgegeven laten staan" in page


def test_saying_that_a_reported_text_is_no_personal_data_is_in_the_trace(as_, people, traject):
    row = traject.problem_statements.create(text="Vraag het buurtteam")
    url = reverse("privacy:report", args=[traject.pk, "probleem", row.pk])
    as_("petra").post(url)
    assert overrides() == []
    as_("noor").post(f"{url}terugzetten/")
    assert [actor for actor, *_ in overrides()] == [people["noor"].pk]


def test_a_table_with_doubts_asks_once_why_they_may_stay(as_, brought):
    petra = as_("petra")
    page = petra.get(brought).content.decode()
    assert "In de regels staat misschien: telefoonnummer, e-mailadres." in page
    for wrong in ({}, {"stays": "zomaar"}):
        answer = petra.post(brought, {"audience": "eigen", **wrong})
        assert answer.status_code == 422
    assert not Registration.objects.exists()
    assert not PersonalDataDecision.objects.exists()


def test_the_decision_about_a_table_is_kept_once_and_without_its_text(as_, people, traject, brought):
    pk = RegistrationImport.objects.get().pk
    assert as_("petra").post(brought, {"audience": "eigen", "stays": "werk"}).status_code == 302
    assert Registration.objects.count() == 3
    kept = PersonalDataDecision.objects.values_list("object_type", "object_id", "field", "label", "verdict", "reason")
    assert set(kept) == {
        ("privacy.registrationimport", pk, "", label, "blijft", "werk") for label in ("TELEFOON", "EMAIL")
    }
    doubtful = Registration.objects.exclude(title="Lampen").values_list("uuid", flat=True)
    assert {uuid for *_, uuid in overrides()} == set(doubtful)
    assert len(overrides()) == 2


def test_a_table_without_doubts_asks_nothing(as_, traject):
    file = SimpleUploadedFile("lijst.csv", b"Onderwerp;Waarover;Aantal;Periode\nLampen;ruimte;2;2025\n")
    petra = as_("petra")
    url = petra.post(reverse("privacy:registration-import-new", args=[traject.pk]), {"file": file}).url
    assert "Waarom mag dat blijven staan" not in petra.get(url).content.decode()
    assert petra.post(url, {"audience": "eigen"}).status_code == 302
    assert not PersonalDataDecision.objects.exists()
    assert overrides() == []
