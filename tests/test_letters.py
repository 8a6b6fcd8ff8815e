"""A paper for a word processor: real styles, Dutch, for whom and when, and nothing that breaks the file."""

import zipfile
from io import BytesIO

import docx
import pytest

from buurtbalans.letters import Letter

LONG = "Wat zien we op het plein? " * 40


@pytest.fixture(scope="module")
def made():
    letter = Letter("Verslag", "Molenkade", "Voor: genodigden van deze bijeenkomst", made_for="Stadsdeel Oude Stad")
    letter.heading("Opening", 1)
    letter.heading("Wat we afspraken", 2)
    letter.paragraph("Eerste regel\nzelfde alinea\n\nTweede alinea met \x00\x0b\ud800rommel & <b>haken</b>")
    letter.bullets(["Het plein", ""])
    letter.table(["Wat", "Wie"], [["Tel de meldingen", "Politie"], [LONG, ""]], [120, 50])
    return letter.as_bytes()


@pytest.fixture(scope="module")
def read(made):
    return docx.Document(BytesIO(made))


def test_each_part_has_its_style_and_its_words(read):
    assert [(line.style.name, line.text) for line in read.paragraphs if line.text] == [
        ("Title", "Verslag"),
        ("Subtitle", "Molenkade"),
        ("Heading 1", "Opening"),
        ("Heading 2", "Wat we afspraken"),
        ("Normal", "Eerste regel\nzelfde alinea"),
        ("Normal", "Tweede alinea met rommel & <b>haken</b>"),
        ("List Bullet", "Het plein"),
    ]
    [table] = read.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Wat", "Wie"],
        ["Tel de meldingen", "Politie"],
        [LONG, ""],
    ]
    assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")


def test_each_page_says_for_whom_when_and_which_page(read):
    foot = read.sections[0].footer
    words = "\n".join(line.text for line in foot.paragraphs)
    assert "Voor: genodigden van deze bijeenkomst" in words
    assert "Gemaakt op " in words
    assert words.endswith("voor Stadsdeel Oude Stad")
    assert [field.get(f"{{{field.nsmap['w']}}}instr") for field in foot._element.iter("{*}fldSimple")] == [
        "PAGE",
        "NUMPAGES",
    ]


def test_it_is_dutch_on_a4_and_its_properties_tell_of_us_only(made, read):
    core = read.core_properties
    assert (core.title, core.subject, core.author, core.language) == ("Verslag", "Molenkade", "Buurtbalans", "nl-NL")
    assert core.comments.startswith("Voor: genodigden")
    languages = {each.get(f"{{{each.nsmap['w']}}}val") for each in read.styles.element.iter("{*}lang")}
    assert languages == {"nl-NL"}
    assert round(read.sections[0].page_width.mm) == 210
    parts = zipfile.ZipFile(BytesIO(made)).namelist()
    assert not [name for name in parts if "thumbnail" in name]


def test_a_letter_without_content_opens_too():
    assert docx.Document(BytesIO(Letter("", "", "").as_bytes())).paragraphs
