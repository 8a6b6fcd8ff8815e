"""Files of Voorbeeldstad in the layouts in which municipalities and PDOK publish areas."""

import json
from typing import Any

import shapely
from pyproj import Transformer
from shapely.geometry import mapping, shape

from trajects.buurt.demo_city import demo_buurten

Collection = dict[str, Any]


def as_bytes(collection: Any) -> bytes:
    return json.dumps(collection, ensure_ascii=False).encode()


def municipal() -> Collection:
    """As the API of a large municipality: short and full code, wijk and stadsdeel by name."""
    return demo_buurten()


def pdok_buurten() -> Collection:
    """As the wijken-en-buurten service of PDOK, codes padded as in the statistics."""
    return _laid_out(
        lambda own: {
            "buurtcode": f"{own['cbsCode']}  ",
            "buurtnaam": own["naam"],
            "wijkcode": f"WK9999{own['wijkcode']}",
            "gemeentecode": "GM9999",
            "gemeentenaam": "Voorbeeldstad",
            "water": "NEE",
        }
    )


def pdok_statcodes() -> Collection:
    """As the gebiedsindelingen of PDOK: statcode and statnaam, in Rijksdriehoek metres, numbered objects."""
    collection = _laid_out(lambda own: {"statcode": own["cbsCode"], "statnaam": own["naam"], "rubriek": "buurt"})
    collection["crs"] = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}
    for number, feature in enumerate(collection["features"]):
        feature["id"] = number
        feature["geometry"] = in_rd(feature["geometry"])
    return collection


def older_export() -> Collection:
    """As an older export of a municipality: short codes, capitals, and the municipality beside them."""
    return _laid_out(lambda own: {"Buurtcode": own["code"], "Buurt": own["naam"], "Gemeentecode": "9999"})


def pdok_wijken() -> Collection:
    """Two wijken as PDOK gives them, without border."""
    names = {"WK9999AA": "Binnenkaden", "WK9999NA": "Turfvaart"}
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"wijkcode": code, "wijknaam": name, "gemeentecode": "GM9999"},
                "geometry": None,
            }
            for code, name in names.items()
        ],
    }


def in_rd(geometry: dict[str, Any]) -> dict[str, Any]:
    """The geometry in Rijksdriehoek metres, rounded to centimetres."""
    to_rd = Transformer.from_crs(4326, 28992, always_xy=True)
    moved = shapely.transform(shape(geometry), to_rd.transform, interleaved=False)
    rounded = shapely.transform(moved, lambda metres: metres.round(2))
    return json.loads(json.dumps(mapping(rounded)))


def _laid_out(properties: Any) -> Collection:
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": properties(feature["properties"]),
                "geometry": feature["geometry"],
            }
            for feature in demo_buurten()["features"]
        ],
    }
