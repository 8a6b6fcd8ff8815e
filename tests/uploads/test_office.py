"""Word, Excel and PowerPoint: packed anew without their makers; what runs, fetches or hides stays out."""

import io
import zipfile

import openpyxl
import pytest

from buurtbalans.cleaning import archive
from buurtbalans.cleaning.__main__ import clean
from buurtbalans.cleaning.refusing import (
    ACTIVE,
    COMMENTS,
    EMBEDDED,
    LINKED,
    LOCKED,
    TOO_MUCH_INSIDE,
    UNREADABLE,
    WRONG_CONTENT,
    Refused,
)
from tests.uploads.files import (
    MAIN,
    PLANTED,
    W,
    content_types,
    docx,
    docx_parts,
    exif,
    paragraph,
    pdf,
    picture,
    pptx_parts,
    relationships,
    word_part,
    xlsx_parts,
    zipped,
)

SETTINGS_RELS = "word/_rels/settings.xml.rels"
DOCUMENT_RELS = "word/_rels/document.xml.rels"


def why(data, ending=".docx"):
    with pytest.raises(Refused) as refused:
        clean(ending, data)
    return str(refused.value)


def unpacked(data):
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        return {name: found.read(name) for name in found.namelist()}


def plus(parts, **more):
    return zipped({**parts, **more})


@pytest.mark.parametrize(
    ("ending", "parts", "words"),
    [
        (".docx", docx_parts(), ["Wij zien de roodborst"]),
        (".xlsx", xlsx_parts(), ["ijsvogel", "999912345", "merel", "Blad kievit"]),
        (".pptx", pptx_parts(), ["grutto", "tureluur", "foto van een fuut"]),
    ],
)
def test_a_file_comes_in_without_its_makers_and_its_words_can_be_read(ending, parts, words):
    after, text = clean(ending, zipped(parts))
    assert all(word in text for word in words)
    inside = unpacked(after)
    assert set(inside) == set(parts)
    everything = b" ".join(inside.values())
    assert PLANTED.encode() not in everything
    assert b"fictief" not in everything
    with zipfile.ZipFile(io.BytesIO(after)) as found:
        assert {entry.date_time[0] for entry in found.infolist()} == {1980}
        assert found.comment == b""


def test_a_workbook_still_opens_with_its_numbers():
    book = openpyxl.Workbook()
    book.properties.creator = PLANTED
    book.active.append(["meldingen", 12])
    out = io.BytesIO()
    book.save(out)
    after, text = clean(".xlsx", out.getvalue())
    again = openpyxl.load_workbook(io.BytesIO(after))
    assert [cell.value for cell in again.active[1]] == ["meldingen", 12]
    assert PLANTED not in str(again.properties)
    assert "meldingen" in text
    assert PLANTED not in text


def test_words_that_are_cut_into_pieces_are_read_as_one():
    _, text = clean(".docx", docx(paragraph("Jan", "sen") + paragraph("nieuwe regel")))
    assert text.splitlines() == ["Jansen", "nieuwe regel"]


def test_links_notes_and_headers_are_read_too():
    parts = docx_parts()
    more = {
        DOCUMENT_RELS: relationships(("hyperlink", "mailto:wulp@voorbeeld.test", "External")),
        "word/footnotes.xml": word_part(paragraph("spreeuw"), "footnotes"),
        "word/header1.xml": word_part(paragraph("fuut"), "hdr"),
    }
    _, text = clean(".docx", plus(parts, **more))
    assert all(word in text for word in ("wulp@voorbeeld.test", "spreeuw", "fuut"))


def test_a_place_in_a_picture_inside_is_gone():
    photo = picture("JPEG", exif=exif())
    after, _ = clean(".docx", plus(docx_parts(), **{"word/media/image1.jpeg": photo}))
    assert PLANTED.encode() in photo
    assert PLANTED.encode() not in unpacked(after)["word/media/image1.jpeg"]


def test_the_template_on_somebodys_own_disk_is_forgotten():
    rel = relationships(("attachedTemplate", "file:///C:\\Users\\fictief\\x.dotm", "External"))
    settings = f'<w:settings {W}><w:attachedTemplate r:id="r0" xmlns:r="r"/><w:zoom/></w:settings>'
    after, _ = clean(".docx", plus(docx_parts(), **{"word/settings.xml": settings, SETTINGS_RELS: rel}))
    assert b"fictief" not in unpacked(after)[SETTINGS_RELS]
    assert b"attachedTemplate" not in unpacked(after)["word/settings.xml"]
    assert b"w:zoom" in unpacked(after)["word/settings.xml"]


@pytest.mark.parametrize(
    ("more", "answer"),
    [
        ({"word/vbaProject.bin": b"x"}, ACTIVE),
        ({"word/activeX/activeX1.xml": "<a/>"}, ACTIVE),
        ({"customUI/customUI.xml": "<a/>"}, ACTIVE),
        ({"word/webextensions/taskpanes.xml": "<a/>"}, ACTIVE),
        ({"word/embeddings/oleObject1.bin": b"MZ"}, EMBEDDED),
        ({"word/embeddings/Microsoft_Excel_Sheet.xlsx": b"PK"}, EMBEDDED),
        ({"word/media/hallo.exe": b"MZ"}, EMBEDDED),
        ({"word/media/pagina.html": "<html>"}, EMBEDDED),
        ({"word/data.bin": b"x"}, EMBEDDED),
        ({"word/comments.xml": f'<w:comments {W}><w:comment w:author="{PLANTED}"/></w:comments>'}, COMMENTS),
        ({"word/document.xml": word_part(f'<w:ins w:author="{PLANTED}">{paragraph("a")}</w:ins>')}, COMMENTS),
        ({"word/document.xml": word_part(f'<w:del w:author="{PLANTED}"/>')}, COMMENTS),
        ({DOCUMENT_RELS: relationships(("image", "http://evil.test/x.png", "External"))}, LINKED),
        ({DOCUMENT_RELS: relationships(("oleObject", "file:///x", "External"))}, LINKED),
        ({DOCUMENT_RELS: relationships(("hyperlink", "file://server/share", "External"))}, LINKED),
        ({DOCUMENT_RELS: relationships(("hyperlink", "javascript:alert(1)", "External"))}, LINKED),
        ({DOCUMENT_RELS: relationships(("frame", "http://evil.test", "external"))}, LINKED),
        ({SETTINGS_RELS: relationships(("attachedTemplate", "http://e.test", "External")).encode("utf-16")}, LINKED),
        ({"word/document.xml": word_part('<w:fldSimple w:instr=" DDEAUTO c:\\\\x"/>')}, LINKED),
        ({"word/document.xml": word_part("<w:instrText>DD</w:instrText><w:instrText>E x</w:instrText>")}, LINKED),
        ({"word/document.xml": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>'}, UNREADABLE),
        ({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "bom"><!ENTITY c "&b;&b;">]><a>&c;</a>'}, UNREADABLE),
        ({"[Content_Types].xml": "<!DOCTYPE a><a/>"}, UNREADABLE),
        ({"docProps/x.xml": "<!DOCTYPE a><a/>"}, UNREADABLE),
        ({"word/document.xml": "<geen xml"}, UNREADABLE),
        ({"word/media/image1.png": b"geen plaatje"}, WRONG_CONTENT),
        ({"../../buiten.xml": "<a/>"}, UNREADABLE),
        ({"/buiten.xml": "<a/>"}, UNREADABLE),
        ({"Word/Document.xml": "<a/>"}, UNREADABLE),
    ],
)  # fmt: skip
def test_a_hostile_word_file_is_refused(more, answer):
    assert why(plus(docx_parts(), **more)) == answer


@pytest.mark.parametrize(
    ("more", "answer"),
    [
        ({"xl/externalLinks/externalLink1.xml": "<a/>"}, LINKED),
        ({"xl/connections.xml": "<a/>"}, LINKED),
        ({"xl/macrosheets/sheet1.xml": "<a/>"}, ACTIVE),
        ({"xl/comments1.xml": "<comments><commentList><comment/></commentList></comments>"}, COMMENTS),
        ({"xl/threadedComments/threadedComment1.xml": "<x><threadedComment/></x>"}, COMMENTS),
        ({"xl/revisions/revisionHeaders.xml": "<a/>"}, COMMENTS),
    ],
)
def test_a_hostile_workbook_is_refused(more, answer):
    assert why(plus(xlsx_parts(), **more), ".xlsx") == answer


def test_remarks_at_a_slide_are_refused_and_its_list_of_names_is_emptied():
    assert why(plus(pptx_parts(), **{"ppt/comments/comment1.xml": "<p:cm xmlns:p='p'/>"}), ".pptx") == COMMENTS
    after, _ = clean(".pptx", zipped(pptx_parts()))
    assert unpacked(after)["ppt/commentAuthors.xml"].endswith(b'<p:cmAuthorLst xmlns:p="p"/>')


@pytest.mark.parametrize(
    "kind",
    ["application/vnd.ms-word.document.macroEnabled.main+xml", "application/vnd.ms-office.vbaProject"],
)
def test_a_file_with_macros_under_another_name_is_refused(kind):
    parts = {**docx_parts(), "[Content_Types].xml": content_types(kind, "word/document.xml")}
    assert why(zipped(parts)) == ACTIVE


@pytest.mark.parametrize("ending", [".xlsx", ".pptx"])
def test_a_word_file_by_another_name_is_refused(ending):
    assert why(docx(), ending) == WRONG_CONTENT


def test_a_plain_archive_is_no_word_file():
    assert why(zipped({"lijst.xml": "<a/>"})) == WRONG_CONTENT
    parts = {**docx_parts(), "[Content_Types].xml": content_types(MAIN.format("wordprocessingml.document"), "a.xml")}
    assert why(zipped(parts)) == WRONG_CONTENT


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.7\n" + docx(), b"<html>" + docx(), b"MZ" + docx(), pdf(), b"", b"PK\x03\x04", picture()],
)
def test_what_is_something_else_as_well_is_refused(data):
    assert why(data) in {WRONG_CONTENT, UNREADABLE}


def test_what_hangs_behind_an_archive_is_left_behind():
    after, _ = clean(".docx", zipped(docx_parts(), comment=b"<script>alert(1)</script>%PDF-1.7"))
    assert b"script" not in after


def test_an_old_or_locked_file_is_refused_with_its_reason():
    assert why(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600) == LOCKED
    data = bytearray(docx())
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + offset] |= 1
    assert why(bytes(data)) == LOCKED


def test_a_bomb_in_one_part_in_many_parts_and_in_their_sum_is_refused(monkeypatch):
    assert why(plus(docx_parts(), **{"word/bom.xml": b" " * (30 * 1024 * 1024)})) == TOO_MUCH_INSIDE
    assert why(plus(docx_parts(), **{f"word/p{n}.xml": "<a/>" for n in range(archive.MOST_PARTS)})) == TOO_MUCH_INSIDE
    monkeypatch.setattr(archive, "MOST_BYTES", 3000)
    parts = {f"word/p{n}.xml": f"<a>{'x' * 200}</a>" for n in range(20)}
    assert why(plus(docx_parts(), **parts)) == TOO_MUCH_INSIDE


def test_an_archive_that_lies_about_its_sizes_is_refused():
    data = bytearray(docx())
    place = data.index(b"PK\x01\x02")
    data[place + 24 : place + 28] = (1).to_bytes(4, "little")
    assert why(bytes(data)) == UNREADABLE
