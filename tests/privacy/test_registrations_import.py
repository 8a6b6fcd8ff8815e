"""Many counts at once from a table: shown first to who brought it alone, and then all of them or none."""

import io
import logging
import zipfile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from privacy import access
from privacy.registrations import importing
from privacy.registrations.import_rows import MOST_ROWS
from privacy.registrations.levels import level
from privacy.registrations.models import Registration, RegistrationImport
from privacy.registrations.services import Sharing
from tests.privacy.reading import zip_text
from tests.privacy.registration_rows import EVERYBODY, colleague

HEAD = "Onderwerp;Waarover;Aantal;Periode;Gebied;Thema;Toelichting;Bron"
GOOD = f"{HEAD}\nKanarie;gebeurtenissen;12;1e kwartaal 2026;;;Uitleg;Telling\nLampen;;7;2025;;;;\n"


@pytest.fixture
def new_url(traject):
    return reverse("privacy:registration-import-new", args=[traject.pk])


@pytest.fixture
def bring(as_, new_url):
    """Brings a table as somebody."""

    def post(content=GOOD, name="lijst.csv", person="petra", **more):
        content = content if isinstance(content, bytes) else content.encode("utf-8-sig")
        return as_(person).post(new_url, {"file": SimpleUploadedFile(name, content), **more})

    return post


def xlsx(*rows):
    book, stream = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(stream)
    return stream.getvalue()


def test_a_table_is_shown_before_anything_is_added(as_, bring):
    response = bring()
    assert response.status_code == 302
    assert not Registration.objects.exists()
    page = as_("petra").get(response.url).content.decode()
    assert "2 aantallen gelezen" in page
    assert "Kanarie" in page
    assert "minder dan 10" in page
    assert as_("petra").get(response.url).context["form"]["audience"].value() == "eigen"


def test_saving_adds_every_row_for_ones_own_organisation(as_, bring, partners, people):
    url = bring().url
    assert as_("petra").post(url, {"audience": "eigen"}).status_code == 302
    found = {(row.title, row.about, row.value, row.period, row.year) for row in Registration.objects.all()}
    assert found == {("Kanarie", "gebeurtenis", 12, "k1", 2026), ("Lampen", "persoon", 7, "jaar", 2025)}
    assert {(row.partner, row.created_by, row.kind) for row in Registration.objects.all()} == {
        (partners["petra"], people["petra"], "aantal")
    }
    assert [access.audience(row) for row in Registration.objects.all()] == [[], []]
    assert not RegistrationImport.objects.exists()


def test_one_audience_counts_for_all_rows_and_numbers_go_out_rounded(as_, bring, partners, people):
    url = bring().url
    as_("petra").post(url, {"audience": "gekozen", "chosen": [partners["willem"].pk], "level": "exact"})
    rows = Registration.objects.all()
    assert [access.audience(row) for row in rows] == [[partners["willem"].pk]] * 2
    assert {level(row) for row in rows} == {"rounded"}
    assert access.visible(people["willem"], rows).count() == 2
    assert not access.visible(people["noor"], rows).exists()


def test_the_preview_is_for_who_brought_it_alone(as_, bring, partners):
    url = bring().url
    _, pieter = colleague(partners)
    cancel = f"{url}wegdoen/"
    assert pieter.get(url).status_code == 404
    assert pieter.post(url, {"audience": "eigen"}).status_code == 404
    for name in set(EVERYBODY) - {"petra"}:
        assert as_(name).get(url).status_code == 404, name
        assert as_(name).post(url, {"audience": "alle"}).status_code == 404, name
        assert as_(name).post(cancel).status_code == 404, name
    assert RegistrationImport.objects.count() == 1
    assert not Registration.objects.exists()


def test_who_lost_the_seat_cannot_add_what_waits(as_, bring, people, traject):
    from trajects.partners.services import end_seat

    url = bring().url
    end_seat(traject.memberships.active().get(user=people["petra"]), by=people["noor"])
    assert as_("petra").post(url, {"audience": "eigen"}).status_code == 404
    assert not Registration.objects.exists()


def test_putting_it_away_leaves_nothing(as_, bring):
    url = bring().url
    assert as_("petra").post(f"{url}wegdoen/").status_code == 302
    assert not RegistrationImport.objects.exists()
    assert not Registration.objects.exists()
    assert as_("petra").get(url).status_code == 404


def test_what_waits_longer_than_a_day_is_gone(as_, bring):
    from datetime import timedelta

    from django.utils import timezone

    url = bring().url
    RegistrationImport.objects.update(created_at=timezone.now() - timedelta(hours=24))
    assert as_("petra").get(url).status_code == 404
    importing.forget_imports(timestamp=0)
    assert not RegistrationImport.objects.exists()


def test_saving_twice_adds_once(as_, bring):
    url, petra = bring().url, as_("petra")
    data = {"audience": "eigen", "once": "een-nummer"}
    places = [petra.post(url, data)["Location"] for _ in range(2)]
    assert places[0] == places[1]
    assert Registration.objects.count() == 2
    assert petra.post(url, {"audience": "eigen"}).status_code == 404


def test_bringing_the_same_file_twice_shows_one_preview(as_, bring):
    places = {bring(once="een-nummer").url for _ in range(2)}
    assert len(places) == 1
    assert RegistrationImport.objects.count() == 1


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("Geheimwoord;personen;veel;2026;;;;", "Aantal"),
        ("Geheimwoord;personen;-1;2026;;;;", "Aantal"),
        ("Geheimwoord;personen;1000001;2026;;;;", "Aantal"),
        ("Geheimwoord;personen;\u0661;2026;;;;", "Aantal"),
        ("Geheimwoord;personen;=1+1;2026;;;;", "Aantal"),
        ("Geheimwoord;personen;;2026;;;;", "Aantal"),
        (";personen;1;2026;;;Geheimwoord;", "Onderwerp"),
        (f"{'x' * 201};personen;1;2026;;;Geheimwoord;", "Onderwerp"),
        ("Geheimwoord;personen;1;maart;;;;", "Periode"),
        ("Geheimwoord;personen;1;1e kwartaal 1999;;;;", "Periode"),
        ("Geheimwoord;honden;1;2026;;;;", "Waarover"),
        ("Geheimwoord;personen;1;2026;Wilgenhof;;;", "Gebied"),
        ("Geheimwoord;personen;1;2026;;Onzin;;", "Thema"),
    ],
)
def test_a_fault_names_its_line_and_column_and_nothing_is_kept(bring, caplog, line, column):
    with caplog.at_level(logging.DEBUG):
        response = bring(f"{GOOD}{line}\n")
    assert response.status_code == 422
    body = response.content.decode()
    assert f"Regel 4, kolom {column}:" in body
    assert "Geheimwoord" not in body
    assert "Geheimwoord" not in caplog.text
    assert not RegistrationImport.objects.exists()


def test_many_faults_are_counted_and_not_all_written_out(bring):
    body = bring(HEAD + "\n" + "a;personen;x;2026;;;;\n" * 30).content.decode()
    assert body.count("kolom Aantal") == 20
    assert "En nog 10 andere." in body


@pytest.mark.parametrize(
    "content",
    [
        "",
        "zomaar een tekst",
        "Onderwerp;Aantal\na;1",
        HEAD,
        b"PK\x03\x04kapot",
        b"\x00\x01\x02",
        b"%PDF-1.7",
    ],
)
def test_what_is_no_table_of_counts_is_refused(bring, content):
    assert bring(content, "lijst.xlsx").status_code == 422
    assert not RegistrationImport.objects.exists()


def test_a_thousand_rows_come_in_and_one_more_does_not(as_, bring, django_assert_max_num_queries):
    line = "Lampen;openbare ruimte;7;2025;;;;\n"
    assert bring(f"{HEAD}\n" + line * (MOST_ROWS + 1)).status_code == 422
    url = bring(f"{HEAD}\n" + line * MOST_ROWS).url
    petra = as_("petra")
    with django_assert_max_num_queries(60):
        assert petra.post(url, {"audience": "alle"}).status_code == 302
    assert Registration.objects.count() == MOST_ROWS


def test_when_one_row_cannot_be_added_none_is(bring, people):
    bring()
    brought = RegistrationImport.objects.get()
    brought.rows[1]["period"] = "week"
    brought.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        importing.add_all(brought, Sharing(), by=people["petra"])
    assert not Registration.objects.exists()


def test_an_xlsx_is_read_as_text_and_a_formula_is_no_number(as_, bring):
    table = xlsx(HEAD.split(";"), ["=1+1", "personen", 12.0, "2025", None, None, None, "=HYPERLINK()"])
    url = bring(table, "lijst.xlsx").url
    as_("petra").post(url, {"audience": "eigen"})
    row = Registration.objects.get()
    assert (row.title, row.value, row.source) == ("=1+1", 12, "=HYPERLINK()")
    table = xlsx(HEAD.split(";"), ["Formule", "personen", "=6+6", "2025", None, None, None, None])
    assert bring(table, "lijst.xlsx").status_code == 422


def test_a_table_with_an_outside_entity_or_that_unpacks_far_too_large_is_refused(bring):
    for part, content in (
        ("xl/workbook.xml", b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'),
        ("xl/worksheets/sheet1.xml", b"0" * 40_000_000),
    ):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", b"<a/>")
            archive.writestr(part, content)
        assert bring(stream.getvalue(), "lijst.xlsx").status_code == 422


def test_areas_and_themes_are_known_by_name(as_, bring, areas, traject):
    from trajects.traject.models import Theme

    theme = Theme.objects.first() or Theme.objects.create(name="Wonen")
    url = bring(f"{HEAD}\nLampen;ruimte;3;2025;{areas[0].name.upper()};{theme.name};;\n").url
    as_("petra").post(url, {"audience": "eigen"})
    row = Registration.objects.get()
    assert (row.area, row.theme) == (areas[0], theme)


def test_the_example_can_be_brought_as_it_is(as_, bring, traject):
    url = reverse("privacy:registration-import-example", args=[traject.pk])
    response = as_("petra").get(url)
    assert "<f>" not in zip_text(response.content)
    assert bring(response.content, "voorbeeld.xlsx").status_code == 302


def test_who_is_not_confirmed_cannot_bring_a_table(bring, traject, people):
    traject.memberships.filter(user=people["petra"]).update(confirmed_at=None)
    assert bring().status_code == 403


def test_what_may_never_be_written_is_a_fault_that_does_not_repeat_it(bring):
    response = bring(f"{HEAD}\nBrief van 999990019;personen;1;2025;;;;\n")
    assert response.status_code == 422
    body = response.content.decode()
    assert "Regel 2, kolom Onderwerp: Dit mag hier nooit staan: BSN" in body
    assert "999990019" not in body
    assert not RegistrationImport.objects.exists()


def test_what_looks_like_personal_data_is_marked_in_the_preview(as_, bring):
    url = bring(f"{HEAD}\nMeldingen;ruimte;1;2025;;;Bel 06-12345678;\n").url
    page = as_("petra").get(url).content.decode()
    assert "Misschien: telefoonnummer" in page
    assert "In de regels staat misschien: telefoonnummer." in page
