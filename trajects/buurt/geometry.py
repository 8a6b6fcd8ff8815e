"""The border of an area as checked GeoJSON: WGS84, at most 6 decimals, outer rings anticlockwise.

Pure functions on plain values. What cannot be trusted is refused with a sentence a person can act on;
an import may repair a border, and then says so. No GeoDjango: that needs a GDAL on every machine.
"""

import math
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeGuard

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LinearRing, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.validation import explain_validity

if TYPE_CHECKING:
    from pyproj import Transformer

DECIMALS = 6  # 11 cm, finer than any border was measured
MAX_VERTICES = 2_000
MAX_VERTICES_IMPORT = 20_000
LONGITUDES = (3.2, 7.3)
LATITUDES = (50.7, 53.7)
RD_EAST = (-7_000, 300_000)
RD_NORTH = (289_000, 629_000)
FIRST_TOLERANCE = 0.000015  # degrees, about 1.5 m

KINDS = ("Polygon", "MultiPolygon")
REASONS = {
    "Self-intersection": "de grens kruist zichzelf",
    "Ring Self-intersection": "de grens raakt zichzelf",
    "Hole lies outside shell": "een gat ligt buiten het vlak",
    "Holes are nested": "een gat ligt in een ander gat",
    "Nested shells": "twee delen liggen over elkaar",
    "Duplicate Rings": "hetzelfde deel staat er twee keer in",
    "Interior is disconnected": "het vlak valt in losse stukken uiteen",
    "Too few points in geometry component": "een ring heeft te weinig punten",
}

Position = tuple[float, float]
Ring = list[Position]


class GeometryError(ValueError):
    """A border that cannot be used, with a Dutch sentence that says why."""


@dataclass(frozen=True)
class Border:
    """A checked border: its GeoJSON, its bounding box in degrees and what was changed to get there."""

    geojson: dict[str, Any]
    box: tuple[float, float, float, float]
    remarks: tuple[str, ...] = ()


def read_border(geometry: object, *, rd: bool = False, repair: bool = False) -> Border:
    """Check a GeoJSON geometry and bring it to the form in which it is stored.

    `rd`: the file says that its coordinates are Rijksdriehoek metres; otherwise their size tells.
    `repair`: mend an invalid border and simplify one with too many points, as imports may; the border
    then carries remarks that say so.
    """
    polygons = _polygons(geometry, MAX_VERTICES_IMPORT if repair else MAX_VERTICES)
    shape = _in_degrees(polygons, rd)
    remarks = []
    if not shape.is_valid:
        reason = _why_invalid(shape)
        if not repair:
            raise GeometryError(f"De grens klopt niet: {reason}.")
        shape = _polygonal(shapely.make_valid(shape))
        remarks.append(f"grens hersteld ({reason})")
    shape = _polygonal(shapely.set_precision(shape, 10**-DECIMALS))
    if (vertices := shapely.get_num_coordinates(shape)) > MAX_VERTICES:
        shape = _simplified(shape)
        remarks.append(f"grens vereenvoudigd van {vertices} naar {shapely.get_num_coordinates(shape)} punten")
    if shape.is_empty:
        raise GeometryError("De grens omsluit geen oppervlak.")
    return _border(shape, tuple(remarks))


def names_rd(crs: object) -> bool:
    """Whether the `crs` member of a GeoJSON file says Rijksdriehoek (EPSG:28992)."""
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    return isinstance(name, str) and re.search(r"\b28992\b", name) is not None


def _polygons(geometry: object, limit: int) -> list[list[Ring]]:
    """The rings of each part, from untrusted GeoJSON."""
    if not isinstance(geometry, dict):
        raise GeometryError("De grens is geen GeoJSON-geometrie.")
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if not isinstance(kind, str) or kind not in KINDS:
        raise GeometryError(f"De grens moet een Polygon of MultiPolygon zijn, niet {str(kind)[:40]}.")
    parts = [coordinates] if kind == "Polygon" else coordinates
    if not _filled_list(parts) or not all(_filled_list(part) for part in parts):
        raise GeometryError("De grens heeft geen coördinaten.")
    if sum(len(ring) for part in parts for ring in part if isinstance(ring, list)) > limit:
        raise GeometryError(f"De grens heeft meer dan {limit} punten. Vereenvoudig de grens eerst.")
    return [[_ring(ring) for ring in part] for part in parts]


def _filled_list(value: object) -> TypeGuard[list[Any]]:
    return isinstance(value, list) and bool(value)


def _ring(ring: object) -> Ring:
    """One closed ring of at least four positions."""
    if not isinstance(ring, list) or len(ring) < 4:
        raise GeometryError("Een ring van de grens heeft minder dan vier punten.")
    positions = [_position(position) for position in ring]
    if positions[0] != positions[-1]:
        raise GeometryError("Een ring van de grens is niet gesloten: begin- en eindpunt verschillen.")
    return positions


def _position(position: object) -> Position:
    """Two finite numbers; `true` is a number to Python but not to a map."""
    if not isinstance(position, list) or len(position) != 2:
        raise GeometryError("Elk punt van de grens heeft precies twee coördinaten.")
    x, y = position
    if not all(isinstance(number, int | float) and not isinstance(number, bool) for number in position):
        raise GeometryError("Een coördinaat van de grens is geen getal.")
    # An int of hundreds of digits is valid JSON and does not fit a float.
    if not all(abs(number) < 1e9 and math.isfinite(number) for number in position):
        raise GeometryError("Een coördinaat van de grens is geen bruikbaar getal.")
    return float(x), float(y)


def _in_degrees(polygons: list[list[Ring]], rd: bool) -> BaseGeometry:
    """The shape in WGS84, from degrees or from Rijksdriehoek metres."""
    shape = MultiPolygon([Polygon(rings[0], rings[1:]) for rings in polygons])
    west, south, east, north = shape.bounds
    if rd or max(abs(west), abs(east)) > 180:
        if not (_between(west, east, RD_EAST) and _between(south, north, RD_NORTH)):
            raise GeometryError("De grens ligt buiten het gebied van de Rijksdriehoekscoördinaten.")
        return shapely.transform(shape, _to_degrees)
    if _between(west, east, LONGITUDES) and _between(south, north, LATITUDES):
        return shape
    if _between(west, east, LATITUDES) and _between(south, north, LONGITUDES):
        raise GeometryError(
            "De grens ligt buiten Nederland: breedte en lengte lijken verwisseld. In GeoJSON staat de lengte eerst."
        )
    raise GeometryError("De grens ligt buiten Nederland.")


def _between(low: float, high: float, limits: tuple[float, float]) -> bool:
    return limits[0] <= low and high <= limits[1]


def _to_degrees(metres: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rows of east, north in metres to rows of longitude, latitude."""
    longitudes, latitudes = _from_rd().transform(metres[:, 0], metres[:, 1])
    return np.column_stack([longitudes, latitudes])


@cache
def _from_rd() -> "Transformer":
    """Rijksdriehoek to longitude, latitude. Made once: creating one costs milliseconds, using it nothing."""
    from pyproj import Transformer

    return Transformer.from_crs(28992, 4326, always_xy=True)


def _why_invalid(shape: BaseGeometry) -> str:
    """The reason in Dutch, with the place as longitude and latitude."""
    reason, _, place = explain_validity(shape).partition("[")
    x_y = place.rstrip("]").split()
    where = f" bij {float(x_y[0]):.5f}, {float(x_y[1]):.5f}" if len(x_y) == 2 else ""
    return REASONS.get(reason, "de vorm is ongeldig") + where


def _polygonal(shape: BaseGeometry) -> BaseGeometry:
    """Only what has a surface: mending may leave loose lines and points behind."""
    parts = shapely.get_parts(shapely.get_parts(shape))
    return MultiPolygon([part for part in parts if isinstance(part, Polygon) and not part.is_empty])


def _simplified(shape: BaseGeometry) -> BaseGeometry:
    """As few points as we store, giving up no more detail than needed."""
    tolerance = FIRST_TOLERANCE
    simple = shape
    while shapely.get_num_coordinates(simple) > MAX_VERTICES and tolerance < 0.01:
        simple = _polygonal(shapely.set_precision(shape.simplify(tolerance), 10**-DECIMALS))
        tolerance *= 2
    if shapely.get_num_coordinates(simple) > MAX_VERTICES:
        raise GeometryError("De grens bestaat uit te veel losse delen om te vereenvoudigen.")
    return simple


def _border(shape: BaseGeometry, remarks: tuple[str, ...]) -> Border:
    """Write a shape down: one part as Polygon, several as MultiPolygon."""
    # The same border must be written the same way whatever point the file began with, or importing a
    # second layout of the same area would count as a change.
    oriented = shapely.orient_polygons(shapely.normalize(shape), exterior_cw=False)
    polygons = [[_rounded(ring) for ring in (part.exterior, *part.interiors)] for part in shapely.get_parts(oriented)]
    geojson = (
        {"type": "Polygon", "coordinates": polygons[0]}
        if len(polygons) == 1
        else {"type": "MultiPolygon", "coordinates": polygons}
    )
    west, south, east, north = (round(number, DECIMALS) for number in shape.bounds)
    return Border(geojson, (west, south, east, north), remarks)


def _rounded(ring: LinearRing) -> list[list[float]]:
    return [[round(x, DECIMALS), round(y, DECIMALS)] for x, y in ring.coords]
