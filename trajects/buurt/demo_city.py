"""Voorbeeldstad: a city that does not exist, drawn by rule, so that the demo has buurten of its own.

Every buurt is a hexagon of a honeycomb whose corners are shifted and whose sides are bent, always by the
same amount. Neighbours share corners and sides, so no gap or overlap can arise. The city lies in the
IJsselmeer, where nobody lives.
"""

import json
import math
import random
from datetime import date
from typing import Any

import shapely
from shapely.geometry import mapping, shape

from trajects.buurt.area_file import read_area_file
from trajects.buurt.importing import ImportReport, Provenance, import_areas

MUNICIPALITY = "9999"
PROVENANCE = Provenance("2024", "Getekend voor Voorbeeldstad (bestaat niet)", date(2024, 1, 1))
SOUTH_WEST = (5.3600, 52.7200)
RADIUS = 420  # metres from the middle of a buurt to its corners
METRE = (1 / 67_400, 1 / 111_260)  # in degrees east and north, at this latitude

STADSDELEN = {"A": "Oude Stad", "K": "Kadezoom", "N": "Veenrand"}
WIJKEN = {
    "AA": "Binnenkaden",
    "AB": "Klokkenkwartier",
    "KA": "Havenzoom",
    "KB": "Bloemenhoek",
    "NA": "Turfvaart",
}
# Place in the honeycomb, as (column, row) from the south-west.
BUURTEN = {
    "AA01": ("Molenkadebuurt", (0, 1)),
    "AA02": ("Lindehof", (1, 1)),
    "AA03": ("Raadhuiskade", (0, 0)),
    "AA04": ("Lakenblekersbuurt", (1, 0)),
    "AB01": ("Klokkenhof", (0, 2)),
    "AB02": ("Coöperatiehof", (1, 2)),
    "AB03": ("Watertorenbuurt", (2, 2)),
    "KA01": ("Havenkwartier", (3, 3)),
    "KA02": ("Touwslagersbuurt", (2, 1)),
    "KA03": ("Scheepshelling", (3, 2)),
    "KB01": ("Seringenbuurt", (3, 1)),
    "KB02": ("Meidoornhof", (2, 0)),
    "KB03": ("Lijsterbesbuurt", (3, 0)),
    "NA01": ("Veenmosbuurt", (0, 3)),
    "NA02": ("Rietlandenbuurt", (1, 3)),
    "NA03": ("'t Lange Veen", (2, 3)),
}

# Metres east and north of the south-west corner.
Point = tuple[float, float]


def demo_buurten() -> dict[str, Any]:
    """The buurten of Voorbeeldstad as a GeoJSON FeatureCollection, laid out as municipalities publish it."""
    features = []
    for code, (name, (column, row)) in BUURTEN.items():
        wijk, letter = code[:2], code[:1]
        properties = {
            "code": code,
            "cbsCode": f"BU{MUNICIPALITY}{code}",
            "naam": name,
            "wijkcode": wijk,
            "wijknaam": WIJKEN[wijk],
            "stadsdeelcode": letter,
            "stadsdeelnaam": STADSDELEN[letter],
        }
        geometry = {"type": "Polygon", "coordinates": [_outline(column, row)]}
        features.append(_feature(properties, geometry))
    return {"type": "FeatureCollection", "features": features}


def demo_wijken() -> dict[str, Any]:
    """The wijken, joined from their buurten."""
    features = []
    for code, name in WIJKEN.items():
        properties = {
            "code": code,
            "cbsCode": f"WK{MUNICIPALITY}{code}",
            "naam": name,
            "stadsdeelcode": code[:1],
            "stadsdeelnaam": STADSDELEN[code[:1]],
        }
        features.append(_feature(properties, _joined("wijkcode", code)))
    return {"type": "FeatureCollection", "features": features}


def demo_stadsdelen() -> dict[str, Any]:
    """The stadsdelen, joined from their buurten."""
    return {
        "type": "FeatureCollection",
        "features": [
            _feature({"code": letter, "naam": name}, _joined("stadsdeelcode", letter))
            for letter, name in STADSDELEN.items()
        ],
    }


def ensure_demo_city() -> list[ImportReport]:
    """Put Voorbeeldstad in the list of areas; a second time changes nothing."""
    return [
        import_areas(read_area_file(json.dumps(collection).encode()), PROVENANCE)
        for collection in (demo_stadsdelen(), demo_wijken(), demo_buurten())
    ]


def _feature(properties: dict[str, Any], geometry: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _joined(field: str, code: str) -> dict[str, Any]:
    """One border around all buurten that carry this code."""
    parts = [
        shape(feature["geometry"]) for feature in demo_buurten()["features"] if feature["properties"][field] == code
    ]
    joined: dict[str, Any] = json.loads(json.dumps(mapping(shapely.union_all(parts))))
    return joined


def _outline(column: int, row: int) -> list[list[float]]:
    """The closed ring around one buurt, in degrees."""
    corners = [_corner(column, row, number) for number in range(6)]
    line: list[Point] = []
    for start, end in zip(corners, corners[1:] + corners[:1], strict=True):
        line += _bent_side(start, end)
    return [_degrees(point) for point in [*line, line[0]]]


def _corner(column: int, row: int, number: int) -> Point:
    """A corner of a hexagon, in metres; rounded so that the three buurten around it agree on it."""
    east = RADIUS * math.sqrt(3) * (column + 0.5 * (row % 2) + 0.5)
    north = RADIUS * (1.5 * row + 1)
    angle = math.radians(60 * number - 30)
    return round(east + RADIUS * math.cos(angle), 3), round(north + RADIUS * math.sin(angle), 3)


def _bent_side(start: Point, end: Point) -> list[Point]:
    """From one corner up to the next, the same line whichever neighbour draws it."""
    first, last = sorted((start, end))
    line = [_shifted(first, 130)]
    goal = _shifted(last, 130)
    for step in (0.25, 0.5, 0.75):
        middle = (
            line[0][0] + step * (goal[0] - line[0][0]),
            line[0][1] + step * (goal[1] - line[0][1]),
        )
        line.append(_shifted(middle, 35))
    line.append(goal)
    return line[:-1] if first == start else line[:0:-1]


def _shifted(point: Point, metres: float) -> Point:
    """A point moved in a way that depends on nothing but the point itself."""
    # Randomness seeded by the place is no randomness: the city looks the same on every machine.
    # The same city each time; nothing secret hangs on it.
    chance = random.Random(f"Voorbeeldstad {point[0]:.0f} {point[1]:.0f}")  # noqa: S311
    return point[0] + chance.uniform(-metres, metres), point[1] + chance.uniform(-metres, metres)


def _degrees(point: Point) -> list[float]:
    return [round(SOUTH_WEST[axis] + point[axis] * METRE[axis], 6) for axis in (0, 1)]
