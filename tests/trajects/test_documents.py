"""The shared folder: every partner adds and reads, the kernteam and the bringer take away."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.uploads.files import PNG
from trajects.logbook.models import Document


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def url(traject, rest="nieuw/"):
    return f"/trajecten/{traject.pk}/documenten/{rest}"


def upload(client, traject, name="kaart.png", content=PNG, **more):
    return client.post(url(traject), {"file": SimpleUploadedFile(name, content), **more})


def test_a_partner_adds_a_document_that_others_download(as_, traject):
    assert upload(as_("petra"), traject).status_code == 302
    document = Document.objects.get()
    assert (document.title, document.filename, document.size) == ("kaart.png", "kaart.png", len(PNG))
    assert "kaart" not in document.file.name
    answer = as_("willem").get(url(traject, f"{document.uuid}/"))
    assert b"".join(answer.streaming_content) == PNG
    assert answer["Content-Disposition"] == 'attachment; filename="kaart.png"'
    assert answer["Content-Type"] == "application/octet-stream"
    assert traject.log_entries.filter(kind="document_added", subject="kaart.png").exists()


@pytest.mark.parametrize("name", ["achmed", "yasmin", "bea", "root", "otto"])
def test_others_find_no_document(as_, traject, name):
    upload(as_("noor"), traject)
    document = Document.objects.get()
    assert as_(name).get(url(traject, f"{document.uuid}/")).status_code == 404
    assert as_(name).post(url(traject, f"{document.uuid}/verwijderen/")).status_code == 404
    assert upload(as_(name), traject).status_code == 404
    assert Document.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("groot.png", PNG + b"\x00" * (11 * 1024 * 1024), "groter dan 10 MB"),
        ("script.exe", b"MZ" + b"x" * 50, "Dit soort bestand kan niet"),
        ("leeg.txt", b"", "Dit bestand is leeg"),
        ("pagina.txt", b"<!DOCTYPE html><html><script>alert(1)</script>", "past niet bij de naam"),
        ("plaatje.png", b"<html>geen plaatje</html>", "past niet bij de naam"),
        ("pagina.html", b"<html></html>", "Dit soort bestand kan niet"),
    ],
)
def test_a_bad_file_is_refused_with_a_reason_and_nothing_is_saved(as_, traject, tmp_path, name, content, message):
    answer = upload(as_("petra"), traject, name, content)
    assert answer.status_code == 422
    assert message in answer.content.decode()
    assert not Document.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_no_file_at_all_is_refused(as_, traject):
    answer = as_("petra").post(url(traject), {"title": "Zonder bestand"})
    assert answer.status_code == 422
    assert "Zonder bestand" in answer.content.decode()


def test_a_formula_or_html_in_a_name_is_only_a_name(as_, traject):
    upload(as_("petra"), traject, "=CMD()<b>.png", title="=1+1<script>")
    page = as_("noor").get(f"/trajecten/{traject.pk}/logboek/").content.decode()
    assert "=1+1&lt;script&gt;" in page
    assert "<script>alert" not in page


def test_the_bringer_takes_his_own_document_away_and_its_file_goes_too(
    as_, traject, tmp_path, django_capture_on_commit_callbacks
):
    upload(as_("petra"), traject, title="Kaart")
    document = Document.objects.get()
    assert as_("willem").post(url(traject, f"{document.uuid}/verwijderen/")).status_code == 403
    assert "Kaart" in as_("petra").get(url(traject, f"{document.uuid}/verwijderen/")).content.decode()
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1
    with django_capture_on_commit_callbacks(execute=True):
        assert as_("petra").post(url(traject, f"{document.uuid}/verwijderen/")).status_code == 302
    assert not Document.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    assert traject.log_entries.filter(kind="document_removed", subject="Kaart").exists()


def test_the_kernteam_takes_any_document_away(as_, traject):
    upload(as_("petra"), traject)
    document = Document.objects.get()
    assert as_("karim").post(url(traject, f"{document.uuid}/verwijderen/")).status_code == 302
    assert as_("karim").get(url(traject, f"{document.uuid}/")).status_code == 404


def test_a_document_of_another_traject_is_not_found(as_, traject, other_traject):
    upload(as_("otto"), other_traject)
    document = Document.objects.get()
    assert as_("noor").get(url(traject, f"{document.uuid}/")).status_code == 404
    assert as_("otto").get(url(traject, f"{document.uuid}/")).status_code == 404
