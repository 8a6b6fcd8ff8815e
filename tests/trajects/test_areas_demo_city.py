"""Voorbeeldstad: drawn by rule, whole, and the same everywhere."""

import hashlib
import json

import pytest
import shapely
from shapely.geometry import shape

from trajects.buurt.demo_city import demo_buurten, demo_stadsdelen, demo_wijken, ensure_demo_city
from trajects.buurt.models import Area, AreaLevel


def test_the_city_has_stadsdelen_wijken_and_buurten():
    assert len(demo_stadsdelen()["features"]) == 3
    assert len(demo_wijken()["features"]) == 5
    names = {feature["properties"]["naam"] for feature in demo_buurten()["features"]}
    assert len(names) == 16
    assert {"Molenkadebuurt", "Seringenbuurt", "Havenkwartier"} <= names


def test_the_buurten_fit_together_without_gap_or_overlap():
    shapes = [shape(feature["geometry"]) for feature in demo_buurten()["features"]]
    city = shapely.union_all(shapes)
    assert all(part.is_valid for part in shapes)
    assert city.geom_type == "Polygon"
    assert not city.interiors
    assert sum(part.area for part in shapes) == pytest.approx(city.area, rel=1e-9)


@pytest.mark.parametrize("draw", [demo_wijken, demo_stadsdelen])
def test_every_wijk_and_stadsdeel_is_one_piece(draw):
    assert {feature["geometry"]["type"] for feature in draw()["features"]} == {"Polygon"}


def test_the_buurten_are_no_rectangles():
    for feature in demo_buurten()["features"]:
        border = shape(feature["geometry"])
        assert border.area < 0.9 * border.minimum_rotated_rectangle.area
        assert len(feature["geometry"]["coordinates"][0]) == 25


def test_the_city_looks_the_same_on_every_machine():
    drawing = json.dumps(demo_buurten()).encode()
    assert drawing == json.dumps(demo_buurten()).encode()
    assert hashlib.sha256(drawing).hexdigest() == "9107cec6297bde2a203aae99521bf4947afff8e655989bdad8150904153edc79"


@pytest.mark.django_db
def test_the_city_is_put_in_the_list_once():
    first = ensure_demo_city()
    assert [report.new for report in first] == [3, 5, 16]
    assert [report.remarks for report in first] == [[], [], []]
    before = list(Area.objects.order_by("pk").values())
    second = ensure_demo_city()
    assert [(report.new, report.changed, report.same) for report in second] == [
        (0, 0, 3),
        (0, 0, 5),
        (0, 0, 16),
    ]
    assert list(Area.objects.order_by("pk").values()) == before


@pytest.mark.django_db
def test_every_area_of_the_city_has_a_border_a_box_and_a_place():
    ensure_demo_city()
    for area in Area.objects.with_parents():
        west, south, east, north = shape(area.geometry).bounds
        assert (area.min_x, area.min_y, area.max_x, area.max_y) == (west, south, east, north)
        assert area.district_name
        assert (area.parent is None) == (area.level == AreaLevel.STADSDEEL)
        assert area.edition == "2024"
