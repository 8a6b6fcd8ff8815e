"""The upload field from end to end: what comes out is harmless, and no file whatever breaks a page."""

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from buurtbalans.uploads import CleanFile, UploadField, text_of
from buurtbalans.uploads import apart as apart_module
from buurtbalans.uploads.refusing import UNREADABLE
from tests.uploads.files import (
    JPEG,
    PLANTED,
    PNG,
    action,
    docx,
    docx_parts,
    exif,
    pdf,
    picture,
    png_of,
    pptx_parts,
    xlsx_parts,
    zipped,
)
from trajects.logbook.models import Document


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def take_in(name, content):
    return UploadField().clean(SimpleUploadedFile(name, content))


def upload(client, traject, name, content):
    return client.post(f"/trajecten/{traject.pk}/documenten/nieuw/", {"file": SimpleUploadedFile(name, content)})


GOOD = {
    "kaart.png": PNG,
    "FOTO.JPG": JPEG,
    "verslag.docx": docx(),
    "tabel.xlsx": zipped(xlsx_parts()),
    "dia.pptx": zipped(pptx_parts()),
    "brief.pdf": pdf(),
    "lijst.csv": b"gebied;aantal\r\nMolenkade;12\r\n",
    "notitie.txt": "Café".encode("cp1252"),
}
HOSTILE = {
    "bom.png": png_of(20_000, 20_000),
    "nep.png": b"<svg onload=alert(1)>",
    "half.jpg": picture("JPEG")[:300],
    "makro.docx": zipped({**docx_parts(), "word/vbaProject.bin": b"x"}),
    "bom.docx": zipped({**docx_parts(), "word/bom.xml": b" " * (60 * 1024 * 1024)}),
    "entiteit.docx": docx().replace(b"PK", b"KP", 1),
    "leugen.xlsx": docx(),
    "macro.docm": docx(),
    "script.pdf": pdf(catalog={"/OpenAction": action("/JavaScript", JS="x")}),
    "twee.pdf": pdf() + docx(),
    "los.pdf": b"%PDF-1.7\n" + bytes(range(256)) * 40,
    "lus.pdf": b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
    "pagina.html": b"<html></html>",
    "tekening.svg": b"<svg/>",
    "pagina.txt": b"<!doctype html><script>alert(1)</script>",
    "nul.csv": b"a\x00b",
    "geen-einde": b"tekst",
    "leeg.pdf": b"",
}


@pytest.mark.parametrize("name", GOOD)
def test_a_good_file_is_stored_and_comes_out_as_a_download(as_, traject, name):
    assert upload(as_("petra"), traject, name, GOOD[name]).status_code == 302
    stored = Document.objects.get()
    answer = as_("willem").get(f"/trajecten/{traject.pk}/documenten/{stored.uuid}/")
    content = b"".join(answer.streaming_content)
    assert stored.size == len(content)
    assert PLANTED.encode() not in content
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment")
    # What was cleaned once comes in again, and stays as it is.
    assert take_in(name, content).size > 0


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_a_reason_and_nothing_is_kept(as_, traject, tmp_path, name):
    answer = upload(as_("petra"), traject, name, HOSTILE[name])
    assert answer.status_code == 422
    assert 'href="#document_file"' in answer.content.decode()
    assert not Document.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("verslag.docx", "roodborst"),
        ("tabel.xlsx", "ijsvogel"),
        ("dia.pptx", "grutto"),
        ("brief.pdf", "Wielewaal"),
        ("lijst.csv", "Molenkade"),
        ("notitie.txt", "Café"),
    ],
)
def test_the_words_in_a_file_can_be_looked_at_before_it_is_kept_and_after(as_, traject, name, words):
    taken = take_in(name, GOOD[name])
    assert words in text_of(taken)
    upload(as_("petra"), traject, name, GOOD[name])
    stored = Document.objects.get()
    assert words in text_of(stored.file, stored.filename)


def test_a_picture_has_no_words_and_an_unreadable_file_neither():
    assert text_of(take_in("kaart.png", PNG)) == ""
    assert text_of(SimpleUploadedFile("los.pdf", b"%PDF-1.7")) == ""
    assert text_of(SimpleUploadedFile("zonder", b"tekst")) == ""


def test_a_photo_of_a_telephone_is_kept_without_its_place():
    photo = picture("JPEG", exif=exif())
    taken = take_in("foto.jpg", photo)
    assert isinstance(taken, CleanFile)
    assert PLANTED.encode() in photo
    assert PLANTED.encode() not in taken.read()


def test_a_file_that_its_reader_does_not_finish_is_refused(monkeypatch):
    monkeypatch.setattr(apart_module, "SECONDS", 0.01)
    with pytest.raises(forms.ValidationError, match="niet lezen"):
        take_in("kaart.png", PNG)
    assert UNREADABLE.startswith("We kunnen dit bestand niet lezen")


def test_a_file_that_kills_its_reader_is_refused(settings, tmp_path):
    """Here the reader cannot even be found."""
    settings.BASE_DIR = tmp_path
    with pytest.raises(forms.ValidationError, match="niet lezen"):
        take_in("kaart.png", PNG)
