"""Reading areas from a file: every layout the same, all or nothing, and twice is once."""

import copy
import json
import math
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from shapely.geometry import shape

from tests.trajects import area_files
from tests.trajects.area_files import as_bytes
from trajects.buurt.models import Area, AreaLevel

pytestmark = pytest.mark.django_db
OFFICIAL = Path(__file__).resolve().parents[3] / "shared" / "data"


@pytest.fixture
def run(tmp_path):
    """Import a collection, or bytes as they are, and give back what the command says."""

    def import_file(content, *options):
        path = tmp_path / "gebieden.geojson"
        path.write_bytes(content if isinstance(content, bytes) else as_bytes(content))
        said = StringIO()
        call_command("import_areas", str(path), *options, stdout=said)
        return said.getvalue()

    return import_file


def stored() -> list[tuple[object, ...]]:
    return list(Area.objects.order_by("pk").values_list())


LAYOUTS = {
    "municipal": area_files.municipal,
    "pdok buurten": area_files.pdok_buurten,
    "pdok statcodes in rd": area_files.pdok_statcodes,
    "older export": area_files.older_export,
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_gives_the_same_buurten(run, layout):
    assert run(LAYOUTS[layout]()).startswith("16 nieuw, 0 gewijzigd, 0 gelijk.")
    buurten = {area.code: area for area in Area.objects.buurten()}
    own = {feature["properties"]["cbsCode"]: feature for feature in area_files.municipal()["features"]}
    assert buurten.keys() == own.keys()
    for code, feature in own.items():
        assert buurten[code].name == feature["properties"]["naam"]
        assert buurten[code].short_code == feature["properties"]["code"]
        apart = shape(buurten[code].geometry).hausdorff_distance(shape(feature["geometry"]))
        assert apart < 0.5 / 111_000


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_file_again_changes_nothing(run, layout):
    run(LAYOUTS[layout](), "--edition", "2024", "--source", "Voorbeeldstad", "--source-date", "2024-01-01")
    before = stored()
    said = run(LAYOUTS[layout](), "--edition", "2024", "--source", "Voorbeeldstad", "--source-date", "2024-01-01")
    assert said.startswith("0 nieuw, 0 gewijzigd, 16 gelijk.")
    assert stored() == before


def test_another_layout_of_the_same_buurten_changes_nothing_either(run):
    run(area_files.municipal())
    assert run(area_files.pdok_buurten()).startswith("0 nieuw, 0 gewijzigd, 16 gelijk.")
    assert run(area_files.older_export()).startswith("0 nieuw, 0 gewijzigd, 16 gelijk.")


def test_wijken_and_stadsdelen_come_from_the_names_in_the_file(run):
    said = run(area_files.municipal())
    assert "Wijk Turfvaart (WK9999NA) toegevoegd, nog zonder grens." in said
    assert "Stadsdeel Veenrand (N) toegevoegd, nog zonder grens." in said
    buurt = Area.objects.with_parents().get(code="BU9999NA01")
    assert (buurt.parent.code, buurt.parent.parent.code, buurt.district_name) == ("WK9999NA", "N", "Veenrand")
    assert Area.objects.filter(parent=None).count() == 3


def test_a_wijk_called_NA_is_a_wijk(run):
    run(area_files.pdok_wijken())
    assert list(Area.objects.wijken().values_list("code", "short_code")) == [
        ("WK9999AA", "AA"),
        ("WK9999NA", "NA"),
    ]


def test_unknown_wijken_are_reported_and_connected_by_a_later_file(run):
    said = run(area_files.pdok_buurten())
    where = "WK9999AA, WK9999AB, WK9999KA, WK9999KB, WK9999NA"
    assert f"16 gebieden liggen in een wijk of stadsdeel dat niet in de lijst staat: {where}." in said
    said = run(area_files.pdok_wijken())
    assert "7 eerder ingelezen gebieden aan hun wijk of stadsdeel gekoppeld." in said
    assert Area.objects.get(code="WK9999NA").parts.count() == 3


def test_what_the_file_leaves_out_stays_and_is_reported(run):
    collection = area_files.municipal()
    run(collection)
    del collection["features"][3:]
    said = run(collection)
    assert said.startswith("0 nieuw, 0 gewijzigd, 3 gelijk.")
    assert "Wel in de lijst, niet in dit bestand: BU9999AA04, BU9999AB01" in said
    assert "en 3 andere." in said
    assert Area.objects.buurten().count() == 16


def test_a_changed_name_is_changed(run):
    collection = area_files.municipal()
    run(collection)
    collection["features"][0]["properties"]["naam"] = "Nieuwe Molenkade"
    assert run(collection).startswith("0 nieuw, 1 gewijzigd, 15 gelijk.")
    assert Area.objects.search("nieuwe molen").get().code == "BU9999AA01"


def test_what_a_file_does_not_say_leaves_what_is_known(run):
    run(area_files.municipal(), "--edition", "2024", "--source", "Gemeente")
    run(area_files.pdok_wijken())
    wijk = Area.objects.get(code="WK9999NA")
    assert (wijk.edition, wijk.source, wijk.parent.code) == ("2024", "Gemeente", "N")


def test_only_the_level_and_municipality_that_were_asked(run):
    collection = area_files.pdok_statcodes()
    other = copy.deepcopy(collection["features"][0])
    other["properties"]["statcode"] = "BU8888AA01"
    wijk = copy.deepcopy(collection["features"][1])
    wijk["properties"]["statcode"] = "WK9999AA"
    city = copy.deepcopy(collection["features"][2])
    city["properties"]["statcode"] = "GM9999"
    collection["features"] += [other, wijk, city]
    said = run(collection, "--level", "buurt", "--municipality", "9999")
    assert said.startswith("16 nieuw")
    assert "3 objecten overgeslagen: ander niveau of andere gemeente." in said
    assert set(Area.objects.values_list("level", flat=True)) == {AreaLevel.BUURT}


def test_short_codes_are_completed_with_the_municipality(run):
    collection = area_files.older_export()
    for feature in collection["features"]:
        del feature["properties"]["Gemeentecode"]
    with pytest.raises(CommandError, match="Object 1, veld 'code': 'AA01' is een korte code"):
        run(collection)
    assert run(collection, "--municipality", "9999").startswith("16 nieuw")


def test_a_mended_border_is_reported(run):
    collection = area_files.municipal()
    bow_tie = [[5.3, 52.7], [5.4, 52.8], [5.4, 52.7], [5.3, 52.8], [5.3, 52.7]]
    collection["features"][0]["geometry"]["coordinates"] = [bow_tie]
    assert "BU9999AA01 Molenkadebuurt: grens hersteld (de grens kruist zichzelf" in run(collection)


def test_a_name_with_html_is_stored_as_it_is(run):
    collection = area_files.municipal()
    collection["features"][0]["properties"]["naam"] = "<script>alert(1)</script>"
    run(collection)
    assert Area.objects.get(code="BU9999AA01").name == "<script>alert(1)</script>"


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"cbsCode": "BU9999AA0", "code": None}, "Object 3, veld 'cbsCode': 'BU9999AA0' is geen code"),
        (
            {"cbsCode": None, "code": None, "wijkcode": None, "stadsdeelcode": None},
            "Object 3, veld 'code': geen code",
        ),
        ({"cbsCode": 9999}, "Object 3, veld 'cbsCode': hier hoort tekst"),
        ({"cbsCode": "BU9999AA01"}, "Object 3, veld 'code': BU9999AA01 staat ook al in object 1"),
        ({"naam": ["x"]}, "Object 3, veld 'naam': hier hoort tekst"),
        ({"naam": "x" * 121}, "Object 3, veld 'naam': de tekst is langer dan 120 tekens"),
        ({"naam": "Raad\x00huis"}, "Object 3, veld 'naam': de tekst bevat onleesbare tekens"),
        ({"wijknaam": 5}, "Object 3, veld 'wijknaam': hier hoort tekst"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_stored(run, change, complaint):
    collection = area_files.municipal()
    collection["features"][2]["properties"] |= change
    with pytest.raises(CommandError, match=complaint) as refusal:
        run(collection)
    assert str(refusal.value).endswith("Er is niets opgeslagen.")
    assert not Area.objects.exists()


def test_a_file_without_names_is_refused(run):
    collection = area_files.municipal()
    del collection["features"][2]["properties"]["naam"]
    with pytest.raises(CommandError, match="Object 3, veld 'naam': de naam van BU9999AA03 ontbreekt"):
        run(collection)
    assert not Area.objects.exists()


@pytest.mark.parametrize("empty", [None, "", "  "])
def test_a_name_left_empty_is_reported_and_keeps_what_is_known(run, empty):
    collection = area_files.municipal()
    collection["features"][2]["properties"]["naam"] = empty
    assert "BU9999AA03 heeft in dit bestand geen naam." in run(collection)
    assert Area.objects.get(code="BU9999AA03").name == "AA03"
    run(area_files.municipal())
    assert run(collection).startswith("0 nieuw, 0 gewijzigd, 16 gelijk.")
    assert Area.objects.get(code="BU9999AA03").name == "Raadhuiskade"


@pytest.mark.parametrize(
    ("feature", "complaint"),
    [
        (None, "Object 17, veld 'properties'"),
        ("BU9999AA01", "Object 17, veld 'properties'"),
        ({"type": "Feature"}, "Object 17, veld 'properties'"),
        ({"type": "Feature", "properties": []}, "Object 17, veld 'properties'"),
        (
            {"properties": {"cbsCode": "BU9999ZZ01", "naam": "Zo"}, "geometry": {"type": "Point"}},
            "Object 17, veld 'geometry': De grens moet een Polygon of MultiPolygon zijn",
        ),
    ],
)
def test_a_wrong_object_is_named_and_nothing_is_stored(run, feature, complaint):
    collection = area_files.municipal()
    collection["features"].append(feature)
    with pytest.raises(CommandError, match=complaint):
        run(collection)
    assert not Area.objects.exists()


def test_a_lone_surrogate_in_a_name_is_refused(run):
    text = json.dumps(area_files.municipal()).replace("Lindehof", "Linde\\ud800hof")
    with pytest.raises(CommandError, match="Object 2, veld 'naam': de tekst bevat onleesbare tekens"):
        run(text.encode())


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "geen geldige GeoJSON: regel 1, teken 1"),
        (b"buurtcode;buurtnaam\nBU9999AA01;Molenkadebuurt\n", "geen geldige GeoJSON: regel 1"),
        (b'{"type": "FeatureCollection",\n"features": [}', "geen geldige GeoJSON: regel 2, teken 14"),
        ('{"naam": "Coöperatiehof"}'.encode("cp1252"), "niet in UTF-8"),
        ("{}".encode("utf-16"), "niet in UTF-8"),
        (b"PK\x03\x04\xff\xfe", "niet in UTF-8"),
        (b"[" * 100_000, "geen geldige GeoJSON"),
        (b'{"type": "FeatureCollection", "features": [NaN]}', "geen geldige GeoJSON"),
        (b'{"n": ' + b"9" * 5000 + b"}", "geen geldige GeoJSON"),
        (b"[]", "geen FeatureCollection"),
        (b'{"type": "Feature"}', "geen FeatureCollection"),
        (b'{"type": "FeatureCollection"}', "bevat geen gebieden"),
        (b'{"type": "FeatureCollection", "features": {}}', "bevat geen gebieden"),
        (b'{"type": "FeatureCollection", "features": []}', "bevat geen gebieden"),
    ],
)
def test_a_file_that_holds_no_areas_is_refused(run, content, complaint):
    with pytest.raises(CommandError, match=complaint):
        run(content)


def test_a_byte_order_mark_does_no_harm(run):
    assert run(b"\xef\xbb\xbf" + as_bytes(area_files.municipal())).startswith("16 nieuw")


@pytest.mark.parametrize("name", ["bestaat-niet.geojson", ""])
def test_a_file_that_is_not_there_or_is_a_folder_is_said(tmp_path, name):
    with pytest.raises(CommandError, match="kan niet gelezen worden"):
        call_command("import_areas", str(tmp_path / name))


@pytest.mark.parametrize(
    "option",
    [
        ["--edition", "24"],
        ["--edition", "１２３４"],
        ["--municipality", "GM9999"],
        ["--source-date", "1 januari"],
        ["--source", "x" * 201],
        ["--level", "gebied"],
    ],
)
def test_a_wrong_option_is_refused(run, option):
    with pytest.raises(CommandError):
        run(area_files.municipal(), *option)
    assert not Area.objects.exists()


def test_an_importer_takes_no_more_queries_for_areas_that_stay_the_same(run, django_assert_max_num_queries):
    run(area_files.municipal())
    with django_assert_max_num_queries(4):
        run(area_files.municipal())


@pytest.mark.skipif(not OFFICIAL.is_dir(), reason="official borders are not part of the product")
def test_the_division_of_a_large_city_can_be_read_from_three_files():
    said = StringIO()
    for level, count in (("stadsdelen", 9), ("wijken", 110), ("buurten", 518)):
        path = OFFICIAL / f"amsterdam_{level}_2022.geojson"
        call_command("import_areas", str(path), "--edition", "2022", stdout=said)
        assert f"{count} nieuw, 0 gewijzigd, 0 gelijk." in said.getvalue()
    assert not Area.objects.buurten().filter(parent=None).exists()
    assert not Area.objects.wijken().filter(parent=None).exists()
    assert Area.objects.get(code="WK0363NA").parts.count() > 0
    assert all(math.isfinite(area.min_x) for area in Area.objects.all())
