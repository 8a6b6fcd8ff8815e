"""Borders from elsewhere: checked, moved to WGS84, rounded, or refused with a reason."""

import math
from typing import Any

import pytest
import shapely
from shapely.geometry import shape

from tests.trajects.area_files import in_rd
from trajects.buurt.geometry import MAX_VERTICES, GeometryError, names_rd, read_border

SQUARE = [[5.3, 52.7], [5.4, 52.7], [5.4, 52.8], [5.3, 52.8], [5.3, 52.7]]
BOW_TIE = [[5.3, 52.7], [5.4, 52.8], [5.4, 52.7], [5.3, 52.8], [5.3, 52.7]]


def polygon(*rings: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def circle(points: int) -> dict[str, Any]:
    turn = [2 * math.pi * number / points for number in range(points)]
    ring = [[5.3 + 0.05 * math.cos(angle), 52.7 + 0.05 * math.sin(angle)] for angle in turn]
    return polygon([*ring, ring[0]])


def test_a_border_is_rounded_to_six_decimals_and_boxed():
    border = read_border(polygon([[x + 1e-8, y - 1e-8] for x, y in SQUARE]))
    assert sorted(border.geojson["coordinates"][0][:-1]) == sorted(SQUARE[:-1])
    assert border.box == (5.3, 52.7, 5.4, 52.8)
    assert border.remarks == ()


@pytest.mark.parametrize("ring", [SQUARE, SQUARE[::-1]])
def test_the_outer_ring_runs_anticlockwise(ring):
    border = read_border(polygon(ring))
    assert shape(border.geojson).exterior.is_ccw
    assert border == read_border(polygon(SQUARE))


def test_a_border_that_was_read_is_read_the_same_again():
    border = read_border(circle(60))
    assert read_border(border.geojson) == border


def test_a_hole_and_loose_parts_stay():
    hole = [[5.34, 52.74], [5.36, 52.74], [5.36, 52.76], [5.34, 52.74]]
    island = [[[5.5, 52.7], [5.51, 52.7], [5.51, 52.71], [5.5, 52.7]]]
    border = read_border({"type": "MultiPolygon", "coordinates": [[SQUARE, hole], island]})
    assert border.geojson["type"] == "MultiPolygon"
    assert sorted(len(part) for part in border.geojson["coordinates"]) == [1, 2]


@pytest.mark.parametrize("stated", [True, False])
def test_rijksdriehoek_becomes_degrees_within_half_a_metre(stated):
    border = read_border(in_rd(polygon(SQUARE)), rd=stated)
    for point in SQUARE:
        nearest = min(math.dist(point, other) for other in border.geojson["coordinates"][0])
        assert nearest < 0.5 / 111_000


@pytest.mark.parametrize(
    ("crs", "is_rd"),
    [
        ({"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}, True),
        ({"type": "name", "properties": {"name": "EPSG:28992"}}, True),
        ({"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}, False),
        ({"properties": {"name": 28992}}, False),
        ({"properties": []}, False),
        ("EPSG:28992", False),
        (None, False),
    ],
)
def test_the_crs_of_a_file_says_whether_it_is_rijksdriehoek(crs, is_rd):
    assert names_rd(crs) is is_rd


@pytest.mark.parametrize(
    ("geometry", "reason"),
    [
        (None, "geen GeoJSON-geometrie"),
        ([], "geen GeoJSON-geometrie"),
        ({"type": "Point", "coordinates": [5.3, 52.7]}, "Polygon of MultiPolygon"),
        ({"type": ["Polygon"], "coordinates": []}, "Polygon of MultiPolygon"),
        ({"type": "Polygon"}, "geen coördinaten"),
        (polygon(), "geen coördinaten"),
        ({"type": "Polygon", "coordinates": {"a": 1}}, "geen coördinaten"),
        ({"type": "MultiPolygon", "coordinates": [[SQUARE], 7]}, "geen coördinaten"),
        (polygon(SQUARE[:3]), "minder dan vier punten"),
        (polygon("abcdef"), "minder dan vier punten"),
        (polygon(SQUARE[:-1]), "niet gesloten"),
        (polygon([[*point, 0.0] for point in SQUARE]), "precies twee coördinaten"),
        (polygon([[SQUARE] * 2] * 4), "geen getal"),
        (polygon([["5.3", "52.7"]] * 4), "geen getal"),
        (polygon([[True, 52.7]] * 4), "geen getal"),
        (polygon([[None, 52.7]] * 4), "geen getal"),
        (polygon([[float("inf"), 52.7]] * 4), "geen bruikbaar getal"),
        (polygon([[float("nan"), 52.7]] * 4), "geen bruikbaar getal"),
        (polygon([[10**400, 52.7]] * 4), "geen bruikbaar getal"),
        (polygon([[y, x] for x, y in SQUARE]), "breedte en lengte lijken verwisseld"),
        (polygon([[x - 5, y] for x, y in SQUARE]), "buiten Nederland"),
        (polygon([[x * 100_000, y] for x, y in SQUARE]), "Rijksdriehoek"),
        (polygon(BOW_TIE), "de grens kruist zichzelf bij 5.35000, 52.75000"),
        (polygon([[x + 1e-9 * x, 52.7] for x, _ in SQUARE]), "te weinig punten|kruist|oppervlak|ongeldig"),
        (circle(MAX_VERTICES), "meer dan 2000 punten"),
    ],
)
def test_a_border_that_cannot_be_used_is_refused_with_the_reason(geometry, reason):
    with pytest.raises(GeometryError, match=reason):
        read_border(geometry)


def test_an_import_mends_a_border_and_says_so():
    border = read_border(polygon(BOW_TIE), repair=True)
    assert border.remarks == ("grens hersteld (de grens kruist zichzelf bij 5.35000, 52.75000)",)
    assert shape(border.geojson).is_valid
    assert border.geojson["type"] == "MultiPolygon"


def test_an_import_simplifies_a_border_with_too_many_points_and_says_so():
    border = read_border(circle(5000), repair=True)
    assert border.remarks[0].startswith("grens vereenvoudigd van 5001 naar ")
    kept = shape(border.geojson)
    assert shapely.get_num_coordinates(kept) <= MAX_VERTICES
    assert kept.area == pytest.approx(math.pi * 0.05**2, rel=0.01)


def test_even_an_import_has_a_limit():
    with pytest.raises(GeometryError, match="meer dan 20000 punten"):
        read_border(circle(20_000), repair=True)


def test_an_area_too_small_to_draw_is_refused():
    speck = [[5.3, 52.7], [5.3000001, 52.7], [5.3000001, 52.7000001], [5.3, 52.7]]
    with pytest.raises(GeometryError, match="geen oppervlak"):
        read_border(polygon(speck))
