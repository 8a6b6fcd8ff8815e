"""Storing the areas of a file: all of them, or none."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from trajects.buurt.area_file import AreaFile, AreaRecord
from trajects.buurt.models import Area, AreaLevel

NAMED_AT_MOST = 10


@dataclass
class ImportReport:
    """What an import did, in numbers and in sentences."""

    new: int = 0
    changed: int = 0
    same: int = 0
    remarks: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """The report as Dutch sentences, the numbers first."""
        return [f"{self.new} nieuw, {self.changed} gewijzigd, {self.same} gelijk.", *self.remarks]


@dataclass(frozen=True)
class Provenance:
    """Where a file came from; what is not given leaves earlier knowledge as it is."""

    edition: str = ""
    source: str = ""
    source_date: date | None = None

    def known(self) -> dict[str, Any]:
        """The fields that were given."""
        fields = {"edition": self.edition, "source": self.source, "source_date": self.source_date}
        return {name: value for name, value in fields.items() if value}


@transaction.atomic
def import_areas(area_file: AreaFile, provenance: Provenance) -> ImportReport:
    """Store the areas of a file; reading the same file again changes nothing.

    A wijk or stadsdeel that the list does not have yet is made without border when the file names it.
    Areas that the file leaves out stay: a traject may hang on them. The report says which they are.
    """
    division = _Division(provenance)
    for level in (AreaLevel.STADSDEEL, AreaLevel.WIJK, AreaLevel.BUURT):
        for record in area_file.records:
            if record.level == level:
                division.store(record)
    division.connect_loose_areas()
    report = division.report
    report.remarks += area_file.remarks
    report.remarks += division.not_matched(area_file.records)
    return report


class _Division:
    """The list of areas during one import: every area by its code."""

    def __init__(self, provenance: Provenance) -> None:
        self.provenance = provenance.known()
        self.report = ImportReport()
        self.areas = {area.code: area for area in Area.objects.select_for_update()}
        self.without_parent: Counter[str] = Counter()

    def store(self, record: AreaRecord) -> None:
        """Add the area, change what differs, or leave it."""
        parent = self._parent(record)
        values: dict[str, Any] = {"short_code": record.short_code, **self.provenance}
        if record.name:
            values["name"] = record.name
        if parent:
            values["parent_id"] = parent.pk
        if record.border:
            corners = zip(("min_x", "min_y", "max_x", "max_y"), record.border.box, strict=True)
            values |= {"geometry": record.border.geojson, **dict(corners)}
        area = self.areas.get(record.code)
        if area is None:
            self._add(Area(**{"name": record.short_code, "code": record.code, "level": record.level} | values))
            self.report.new += 1
        elif any(getattr(area, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(area, name, value)
            area.save()
            self.report.changed += 1
        else:
            self.report.same += 1

    def connect_loose_areas(self) -> None:
        """Give areas of an earlier file their parent, now that it may be in the list."""
        connected = 0
        for area in self.areas.values():
            parent = self.areas.get(_parent_code(area))
            if area.parent_id is None and parent:
                area.parent = parent
                area.save()
                connected += 1
        if connected:
            self.report.remarks.append(f"{connected} eerder ingelezen gebieden aan hun wijk of stadsdeel gekoppeld.")

    def not_matched(self, records: Iterable[AreaRecord]) -> list[str]:
        """What the file and the list do not have in common, as sentences."""
        in_file = {record.code for record in records}
        kinds = {(record.level, _municipality(record.code)) for record in records}
        missing = [
            code
            for code, area in self.areas.items()
            if code not in in_file and (area.level, _municipality(code)) in kinds
        ]
        sentences = []
        if missing:
            sentences.append(f"Wel in de lijst, niet in dit bestand: {_enumerated(missing)}.")
        unknown = [code for code in self.without_parent if code not in self.areas]
        if unknown:
            count = sum(self.without_parent[code] for code in unknown)
            where = "een wijk of stadsdeel dat niet in de lijst staat"
            sentences.append(f"{count} gebieden liggen in {where}: {_enumerated(unknown)}.")
        return sentences

    def _parent(self, record: AreaRecord) -> Area | None:
        """The wijk of a buurt or the stadsdeel of a wijk, made when the file names it."""
        stadsdeel = self._within(record.stadsdeel_code, record.stadsdeel_name, AreaLevel.STADSDEEL, None)
        if record.level != AreaLevel.BUURT:
            parent, code = stadsdeel, record.stadsdeel_code
        else:
            parent, code = (
                self._within(record.wijk_code, record.wijk_name, AreaLevel.WIJK, stadsdeel),
                record.wijk_code,
            )
        if code and parent is None:
            self.without_parent[code] += 1
        return parent

    def _within(self, code: str, name: str, level: AreaLevel, parent: Area | None) -> Area | None:
        area = self.areas.get(code)
        if area is None and code and name:
            short_code = code if level == AreaLevel.STADSDEEL else code[6:]
            area = Area(code=code, short_code=short_code, name=name, level=level, parent=parent, **self.provenance)
            self._add(area)
            self.report.remarks.append(f"{level.label.capitalize()} {name} ({code}) toegevoegd, nog zonder grens.")
        return area

    def _add(self, area: Area) -> None:
        area.save()
        self.areas[area.code] = area


def _parent_code(area: Area) -> str:
    """The code of what an area lies in, as far as its own code tells."""
    if area.level == AreaLevel.BUURT:
        return f"WK{area.code[2:8]}"
    return area.short_code[:1] if area.level == AreaLevel.WIJK else ""


def _municipality(code: str) -> str:
    return code[2:6]


def _enumerated(codes: list[str]) -> str:
    """The codes in order, the first ten by name."""
    named = ", ".join(sorted(codes)[:NAMED_AT_MOST])
    more = len(codes) - NAMED_AT_MOST
    return f"{named} en {more} andere" if more > 0 else named
