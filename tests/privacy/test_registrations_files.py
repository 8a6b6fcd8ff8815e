"""A file with a registration is for whoever sees the registration, and goes when it goes."""

from datetime import date
from itertools import product

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from privacy import access
from privacy.early import early
from privacy.periods import Period
from privacy.registrations import second_reading
from privacy.registrations.models import About, Registration, RegistrationFile
from privacy.registrations.reading import early_until
from tests.privacy.crawling import told
from tests.privacy.registration_rows import EVERYBODY, at, make

BODY = b"Kanarie in het bestand"


@pytest.fixture
def add(as_):
    """Petra puts a file with a registration."""

    def put(row, name="verslag.txt", content=BODY, browser=None):
        file = SimpleUploadedFile(name, content)
        return (browser or as_("petra")).post(at("registration-file-add", row), {"file": file})

    return put


def url_of(stored):
    return reverse("privacy:registration-file", args=[stored.registration.traject_id, stored.uuid])


def content_of(response):
    return b"".join(response.streaming_content)


def test_whoever_sees_the_registration_downloads_its_file_and_nobody_else(as_, people, partners, add):
    row = make(people, partners, "willem")
    assert add(row).status_code == 302
    url = url_of(RegistrationFile.objects.get())
    got = {name for name in EVERYBODY if as_(name).get(url).status_code == 200}
    assert got == {"petra", "willem"}
    response = as_("willem").get(url)
    assert content_of(response) == BODY
    assert response["Content-Disposition"] == 'attachment; filename="verslag.txt"'
    assert "sandbox" in response["Content-Security-Policy"]


def test_after_withdrawing_the_download_is_gone_with_the_next_request(as_, people, partners, add):
    row = make(people, partners, "willem")
    add(row)
    url, willem = url_of(RegistrationFile.objects.get()), as_("willem")
    assert willem.get(url).status_code == 200
    as_("petra").post(at("registration-withdraw", row))
    assert willem.get(url).status_code == 404


def test_the_name_stands_on_the_page_of_who_may_see_it(as_, people, partners, add):
    row = make(people, partners, "willem")
    add(row, name="kanarielijst.txt")
    assert "kanarielijst.txt" in as_("willem").get(at("registration", row)).content.decode()
    stored = RegistrationFile.objects.get()
    assert "kanarie" not in stored.file.name
    assert "kanarie" not in url_of(stored)


@pytest.mark.parametrize(("name", "status"), [("willem", 403), ("noor", 404), ("root", 404), ("achmed", 404)])
def test_only_the_owner_adds_and_takes_away(as_, people, partners, add, name, status):
    row = make(people, partners, "willem")
    add(row)
    stored = RegistrationFile.objects.get()
    delete = reverse("privacy:registration-file-delete", args=[row.traject_id, stored.uuid])
    assert add(row, browser=as_(name)).status_code == status
    assert as_(name).get(delete).status_code == status
    assert as_(name).post(delete).status_code == status
    assert RegistrationFile.objects.count() == 1


@pytest.mark.parametrize("way", ["registration-file-delete", "registration-delete"])
def test_the_file_leaves_the_disk_with_its_row(as_, people, partners, add, way, django_capture_on_commit_callbacks):
    row = make(people, partners)
    add(row)
    stored = RegistrationFile.objects.get()
    assert default_storage.exists(stored.file.name)
    url = (
        at(way, row) if way == "registration-delete" else reverse(f"privacy:{way}", args=[row.traject_id, stored.uuid])
    )
    with django_capture_on_commit_callbacks(execute=True):
        assert as_("petra").post(url).status_code == 302
    assert not default_storage.exists(stored.file.name)
    assert not RegistrationFile.objects.exists()


def test_a_file_in_another_traject_is_not_found(as_, people, partners, add, other_traject):
    add(make(people, partners))
    stored = RegistrationFile.objects.get()
    for name in ("petra", "otto"):
        url = reverse("privacy:registration-file", args=[other_traject.pk, stored.uuid])
        assert as_(name).get(url).status_code == 404


@pytest.mark.parametrize(("name", "content"), [("beeld.svg", b"<svg/>"), ("verslag.html", b"<p>"), ("leeg.txt", b"")])
def test_a_file_that_cannot_come_in_is_refused_with_a_reason(people, partners, add, name, content):
    response = add(make(people, partners), name, content)
    assert response.status_code == 422
    assert not RegistrationFile.objects.exists()


@pytest.fixture
def running(people, partners):
    """A count about persons that Petra shares with Willem while its year still runs."""
    year = {"period": "jaar", "year": timezone.localdate().year}
    return make(people, partners, "willem", about="persoon", title="Titel", **year)


def test_a_file_with_a_count_about_persons_waits_for_others_until_the_period_has_ended(as_, running, add):
    assert add(running, name="kanarielijst.txt").status_code == 302
    stored = RegistrationFile.objects.get()
    here, named = at("registration", running), [running.traject_id, "registratiebestand", stored.uuid]
    addresses = [url_of(stored), reverse("privacy:report", args=named)]
    petra, willem = as_("petra"), as_("willem")
    page = petra.get(here).content.decode()
    assert "kanarielijst.txt" in page
    assert "zien deze bestanden pas na 31 december" in page
    assert "pas na 31 december" in petra.get(at("registration-file-add", running)).content.decode()
    assert [petra.get(url).status_code for url in addresses] == [200, 200]
    assert [willem.get(url).status_code for url in addresses] == [404, 404]

    Registration.objects.update(year=2020)
    assert [willem.get(url).status_code for url in addresses] == [200, 200]
    assert "kanarielijst.txt" in willem.get(here).content.decode()
    assert "pas na" not in petra.get(here).content.decode()


def test_for_others_a_file_that_waits_changes_no_byte_and_no_question(as_, running, add):
    willem = as_("willem")
    listed = reverse("privacy:registration-list", args=[running.traject_id])

    def all_told():
        for url in (at("registration", running), listed, f"{listed}csv/"):
            with CaptureQueriesContext(connection) as asked:
                answer = willem.get(url)
            yield told(answer), len(asked)

    before = list(all_told())
    assert {answer[0] for answer, _ in before} == {200}
    add(running)
    assert list(all_told()) == before
    Registration.objects.update(year=2020)
    assert b"verslag.txt" in next(all_told())[0][2]


def test_who_has_still_to_agree_is_not_led_to_a_file_that_waits(as_, running, add, people):
    add(running)
    people["willem"].agreement_acceptances.all().delete()
    url, willem = url_of(RegistrationFile.objects.get()), as_("willem")
    assert willem.get(url).status_code == 404
    Registration.objects.update(year=2020)
    assert willem.get(url).status_code == 303


@pytest.mark.parametrize("more", [{"about": "gebeurtenis"}, {"about": "ruimte"}, {"kind": "signaal"}])
def test_a_file_with_anything_else_waits_for_nothing(people, partners, running, more):
    row = make(people, partners, "willem", **{"about": "persoon", "year": running.year, "period": "jaar", **more})
    if row.kind == "signaal":
        second_reading.agree(row, row.version, by=people["petra"])
    stored = RegistrationFile.objects.create(registration=row, file="x", filename="x.txt", size=1)
    assert access.visible(people["willem"], RegistrationFile.objects.all()).get() == stored


@pytest.mark.parametrize("day", [date(2024, 2, 29), date(2024, 6, 30), date(2024, 7, 1), date(2024, 12, 31)])
def test_the_gate_and_the_page_agree_on_which_periods_still_run(people, partners, day):
    row = make(people, partners)
    RegistrationFile.objects.create(registration=row, file="x", filename="x.txt", size=1)
    stored = Registration.objects.filter(pk=row.pk)
    for about, period, year in product(About.values, Period.values, (2023, 2024, 2025)):
        stored.update(about=about, period=period, year=year)
        waits = RegistrationFile.objects.filter(early("registration", day)).exists()
        assert waits == (early_until(stored.get(), day) is not None), (about, period, year)


def test_the_form_says_that_numbers_in_a_file_are_not_rounded(as_, people, partners):
    body = as_("petra").get(at("registration-file-add", make(people, partners))).content.decode()
    assert "Getallen erin worden niet afgerond" in body
