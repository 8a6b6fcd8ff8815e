"""A file with a registration is for whoever sees the registration, and goes when it goes."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from privacy.registrations.models import RegistrationFile
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


def test_the_form_says_that_numbers_in_a_file_are_not_rounded(as_, people, partners):
    body = as_("petra").get(at("registration-file-add", make(people, partners))).content.decode()
    assert "Getallen erin worden niet afgerond" in body
