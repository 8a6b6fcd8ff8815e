"""The list of areas: what always holds, and finding one (T2)."""

import pytest
from django.db import IntegrityError, transaction

from buurtbalans.folding import fold
from trajects.buurt.demo_city import ensure_demo_city
from trajects.buurt.models import Area, AreaLevel

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    ensure_demo_city()


def names(text: str) -> list[str]:
    return [area.name for area in Area.objects.choosable().search(text)]


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Coöperatiehof", "cooperatiehof"),
        ("  ’t  LANGE\tVeen ", "'t lange veen"),
        ("\x00IJ\u200bkade", "ij kade"),
        ("", ""),
    ],
)
def test_a_name_is_folded_for_searching(written, folded):
    assert fold(written) == folded


@pytest.mark.parametrize(
    "wrong",
    [
        {"code": ""},
        {"level": "gebied"},
        {"level": ""},
        {"min_x": 5.0},
        {"min_x": 5.0, "min_y": 52.0, "max_x": 5.1},
        {"min_x": 5.2, "min_y": 52.0, "max_x": 5.1, "max_y": 52.1},
    ],
)
def test_the_database_refuses_an_area_that_cannot_be(wrong):
    fields = {"code": "BU9999ZZ01", "name": "Proefbuurt", "level": AreaLevel.BUURT, **wrong}
    with pytest.raises(IntegrityError), transaction.atomic():
        Area.objects.create(**fields)


def test_a_code_exists_once(city):
    with pytest.raises(IntegrityError), transaction.atomic():
        Area.objects.create(code="BU9999AA01", name="Nog een", level=AreaLevel.BUURT)


@pytest.mark.parametrize("text", ["molenkade", "MOLENKADE", " Molen  kade ", "BU9999AA01", "bu9999aa01", "AA01"])
def test_a_buurt_is_found_by_name_full_code_or_short_code(city, text):
    assert names(text) == ["Molenkadebuurt"]


def test_accents_do_not_matter_when_searching(city):
    assert names("cooperatie") == names("Coöperatie") == ["Coöperatiehof"]


def test_each_word_must_occur_in_any_order(city):
    assert names("veen lange") == ["'t Lange Veen"]


def test_the_beginning_of_a_code_finds_the_wijk_and_its_buurten(city):
    assert names("NA") == [
        "Turfvaart",
        *["'t Lange Veen", "Rietlandenbuurt", "Veenmosbuurt"],
    ]


def test_an_exact_code_comes_first_then_names_that_begin_so(city):
    Area.objects.create(code="BU9999ZZ01", short_code="ZZ01", name="Bij de Havenkom", level=AreaLevel.BUURT)
    Area.objects.create(code="BU9999ZZ02", short_code="HAVEN", name="Zwaaikom", level=AreaLevel.BUURT)
    assert names("haven") == ["Zwaaikom", "Havenkwartier", "Havenzoom", "Bij de Havenkom"]


@pytest.mark.parametrize("text", ["", "   ", "\x00", "%", "_", "';--", "Atlantis", "\\"])
def test_a_text_without_match_finds_nothing(city, text):
    assert names(text) == []


def test_a_stadsdeel_can_be_found_but_not_chosen(city):
    assert [area.code for area in Area.objects.search("veenrand")] == ["N"]
    assert names("veenrand") == []


def test_an_area_knows_its_wijk_and_stadsdeel(city):
    buurt, wijk, stadsdeel = (Area.objects.with_parents().get(code=code) for code in ("BU9999NA01", "WK9999NA", "N"))
    assert buurt.label == "Veenmosbuurt · wijk Turfvaart (BU9999NA01)"
    assert wijk.label == "Wijk Turfvaart · stadsdeel Veenrand (WK9999NA)"
    assert stadsdeel.label == "Veenrand (N)"
    assert {area.district_name for area in (buurt, wijk, stadsdeel)} == {"Veenrand"}


def test_a_loose_buurt_has_no_stadsdeel():
    assert Area(code="BU9999ZZ01", name="Los", level=AreaLevel.BUURT).district_name == ""


@pytest.mark.parametrize("text", ["molenkade", "buurt", "BU9999"])
def test_searching_takes_one_query_however_many_are_found(city, django_assert_num_queries, text):
    with django_assert_num_queries(1):
        for area in Area.objects.choosable().with_parents().search(text):
            assert area.label
            assert area.district_name


def test_buurten_and_wijken(city):
    assert Area.objects.buurten().count() == 16
    assert Area.objects.wijken().count() == 5
