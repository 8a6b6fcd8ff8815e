"""What stands in a file is looked at as what one types is: asked before it is kept, and a BSN never comes in (V2)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from privacy.doors.models import PersonalDataDecision
from tests.privacy.writing import BSN, MAIL, answers, marks
from tests.uploads.files import docx, docx_parts, paragraph, pdf, pptx_parts, relationships, xlsx_parts, zipped


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def in_sheet(words):
    shared = {"xl/sharedStrings.xml": f'<sst xmlns="m"><si><t>{words}</t></si></sst>'}
    return zipped({**xlsx_parts(), "xl/worksheets/sheet1.xml": "<a/>", **shared})


def in_slide(words):
    slide = f'<p:sld xmlns:p="p" xmlns:a="a"><a:p><a:t>{words}</a:t></a:p></p:sld>'
    return zipped({**pptx_parts(), "ppt/notesSlides/notesSlide1.xml": slide})


FILES = {
    "verslag.txt": lambda words: words.encode(),
    "lijst.csv": lambda words: f"gebied;wie\r\nMolenkade;{words}\r\n".encode(),
    "verslag.docx": lambda words: docx(paragraph(words)),
    "tabel.xlsx": in_sheet,
    "dia.pptx": in_slide,
    "brief.pdf": pdf,
}


def bring(client, traject, name, words, **more):
    file = SimpleUploadedFile(name, FILES[name](words))
    return client.post(f"/trajecten/{traject.pk}/documenten/nieuw/", {"file": file, **more})


@pytest.mark.parametrize("name", FILES)
def test_what_looks_like_personal_data_in_a_file_is_asked_about(as_, traject, name):
    petra = as_("petra")
    question = bring(petra, traject, name, f"Vraag het aan {MAIL}")
    assert question.status_code == 422
    assert marks(question) == [MAIL]
    assert not traject.documents.exists()
    assert bring(petra, traject, name, f"Vraag het aan {MAIL}", **answers(question)).status_code == 302
    assert traject.documents.count() == 1
    assert PersonalDataDecision.objects.get().field == "file"


@pytest.mark.parametrize("name", FILES)
def test_a_number_that_may_never_stand_anywhere_keeps_a_file_out(as_, traject, name):
    refused = bring(as_("petra"), traject, name, f"Nummer {BSN} staat erbij")
    assert refused.status_code == 422
    assert "Dit mag hier nooit staan" in refused.content.decode()
    assert bring(as_("petra"), traject, name, f"Nummer {BSN} staat erbij", **answers(refused)).status_code == 422
    assert not traject.documents.exists()


def test_a_file_without_personal_data_comes_in_without_a_question(as_, traject):
    assert bring(as_("petra"), traject, "verslag.docx", "Op het plein staan twaalf lampen").status_code == 302
    assert not PersonalDataDecision.objects.exists()


def test_an_answer_about_one_file_does_not_let_in_another(as_, traject):
    petra = as_("petra")
    question = bring(petra, traject, "verslag.txt", f"Vraag het aan {MAIL}")
    other = bring(petra, traject, "verslag.txt", "Bel 06 12345678", **answers(question))
    assert other.status_code == 422
    assert not traject.documents.exists()


def test_an_address_behind_a_link_is_found_too(as_, traject):
    more = {"word/_rels/document.xml.rels": relationships(("hyperlink", f"mailto:{MAIL}", "External"))}
    file = SimpleUploadedFile("verslag.docx", zipped({**docx_parts(paragraph("Zie hier")), **more}))
    answer = as_("petra").post(f"/trajecten/{traject.pk}/documenten/nieuw/", {"file": file})
    assert answer.status_code == 422
    assert marks(answer) == [MAIL]
