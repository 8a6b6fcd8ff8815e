"""Reading a file of areas as municipalities and PDOK publish it (GeoJSON).

One layout per publisher, so each field is known by several names. Nothing is stored here: the file is
either read whole, or refused with a Dutch sentence that names the object and the field.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from trajects.buurt.geometry import Border, GeometryError, names_rd, read_border
from trajects.buurt.models import AreaLevel

MAX_NAME = 120
CODE_FIELDS = [
    "cbsCode",
    "statcode",
    "buurtcode",
    "Buurtcode",
    "CBS_Buurtcode",
    "BU_CODE",
    "code",
    "wijkcode",
    "Wijkcode",
    "WK_CODE",
    "stadsdeelcode",
]
NAME_FIELDS = {
    AreaLevel.BUURT: ["naam", "statnaam", "buurtnaam", "Buurt", "BU_NAAM", "BUURTNAAM"],
    AreaLevel.WIJK: ["naam", "statnaam", "wijknaam", "Wijk", "WK_NAAM", "WIJKNAAM"],
    AreaLevel.STADSDEEL: ["naam", "stadsdeelnaam", "Stadsdeel"],
}
WIJK_NAME_FIELDS = ["wijknaam", "Wijk", "WK_NAAM", "WIJKNAAM"]
STADSDEEL_NAME_FIELDS = ["stadsdeelnaam", "Stadsdeel"]
MUNICIPALITY_FIELDS = ["gemeentecode", "Gemeentecode", "GM_CODE", "gemeenteCode"]
FULL_CODE = re.compile(r"(BU)(\d{4})([0-9A-Z]{4})|(WK)(\d{4})([0-9A-Z]{2})")
SHORT_LEVELS = {
    AreaLevel.STADSDEEL: re.compile(r"[A-Z]"),
    AreaLevel.WIJK: re.compile(r"[A-Z]{2}"),
    AreaLevel.BUURT: re.compile(r"[A-Z]{2}\d{2}"),
}
WIDER_CODE = re.compile(r"NL00|GM\d{4}")


class AreaFileError(ValueError):
    """A file that cannot be imported, with a Dutch sentence that says where and why."""


@dataclass(frozen=True)
class AreaRecord:
    """One area as the file describes it, with what it says about the wijk and stadsdeel around it.

    The name is empty when the publisher left it empty: official files of wijken have a few of those.
    """

    number: int
    code: str
    short_code: str
    level: AreaLevel
    name: str
    border: Border | None
    wijk_name: str = ""
    stadsdeel_name: str = ""

    @property
    def wijk_code(self) -> str:
        """Code of the wijk a buurt lies in: BU9999AA01 lies in WK9999AA."""
        return f"WK{self.code[2:8]}" if self.level == AreaLevel.BUURT else ""

    @property
    def stadsdeel_code(self) -> str:
        """Letter of the stadsdeel; municipalities that number their wijken have none."""
        letter = self.short_code[:1]
        return letter if self.level != AreaLevel.STADSDEEL and letter.isalpha() else ""


@dataclass
class AreaFile:
    """What a file of areas holds, and what the reader should know about it."""

    records: list[AreaRecord] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def read_area_file(content: bytes, *, level: AreaLevel | None = None, municipality: str = "") -> AreaFile:
    """Read a GeoJSON file of areas.

    `level`: take only the areas of this level. `municipality`: take only the areas of this municipality
    (four digits), and complete short codes such as AA01 with it.
    """
    collection = _collection(content)
    rd = names_rd(collection.get("crs"))
    area_file = AreaFile()
    skipped = 0
    numbers: dict[str, int] = {}
    for number, feature in enumerate(collection["features"], start=1):
        record = _Feature(number, feature).record(municipality, rd)
        if record is None or (level and record.level != level) or _elsewhere(record, municipality):
            skipped += 1
            continue
        if record.code in numbers:
            raise AreaFileError(
                f"Object {number}, veld 'code': {record.code} staat ook al in object {numbers[record.code]}."
            )
        numbers[record.code] = number
        area_file.records.append(record)
        if not record.name:
            area_file.remarks.append(f"{record.code} heeft in dit bestand geen naam.")
        if record.border:
            area_file.remarks += [f"{record.code} {record.name}: {text}." for text in record.border.remarks]
    if not area_file.records:
        raise AreaFileError("In het bestand staat geen gebied dat bij de gevraagde keuze past.")
    if skipped:
        area_file.remarks.append(f"{skipped} objecten overgeslagen: ander niveau of andere gemeente.")
    return area_file


def _elsewhere(record: AreaRecord, municipality: str) -> bool:
    return bool(municipality) and record.level != AreaLevel.STADSDEEL and record.code[2:6] != municipality


def _collection(content: bytes) -> dict[str, Any]:
    """The FeatureCollection in the file."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise AreaFileError("Het bestand is niet in UTF-8 opgeslagen. Doe dat en probeer het opnieuw.")
    try:
        collection = json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise AreaFileError(f"Het bestand is geen geldige GeoJSON: regel {error.lineno}, teken {error.colno}.")
    except (ValueError, RecursionError):
        raise AreaFileError("Het bestand is geen geldige GeoJSON.")
    if not isinstance(collection, dict) or collection.get("type") != "FeatureCollection":
        raise AreaFileError("Het bestand is geen FeatureCollection. Kies een GeoJSON-bestand met gebieden.")
    if not isinstance(collection.get("features"), list) or not collection["features"]:
        raise AreaFileError("Het bestand bevat geen gebieden: de lijst 'features' is leeg of ontbreekt.")
    return collection


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


class _Feature:
    """One object of the file, while its fields are read."""

    def __init__(self, number: int, feature: object) -> None:
        if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
            raise AreaFileError(f"Object {number}, veld 'properties': de eigenschappen ontbreken.")
        self.number = number
        self.feature = feature
        self.properties: dict[str, Any] = feature["properties"]

    def record(self, municipality: str, rd: bool) -> AreaRecord | None:
        """The area, or None for a whole municipality or country."""
        name_of_field, code = self._code()
        if WIDER_CODE.fullmatch(code):
            return None
        code, short_code, level = self._identity(name_of_field, code, municipality)
        _, name = self._first(NAME_FIELDS[level])
        if not name and not any(field in self.properties for field in NAME_FIELDS[level]):
            raise self._error(NAME_FIELDS[level][0], f"de naam van {code} ontbreekt.")
        return AreaRecord(
            number=self.number,
            code=code,
            short_code=short_code,
            level=level,
            name=name,
            border=self._border(rd),
            wijk_name=self._first(WIJK_NAME_FIELDS)[1] if level == AreaLevel.BUURT else "",
            stadsdeel_name=self._first(STADSDEEL_NAME_FIELDS)[1] if level != AreaLevel.STADSDEEL else "",
        )

    def _code(self) -> tuple[str, str]:
        name_of_field, code = self._first(CODE_FIELDS)
        if code:
            return name_of_field, code
        # The id counts only when it is a code: many files number their objects there.
        identity = self.feature.get("id")
        if isinstance(identity, str) and FULL_CODE.fullmatch(identity.strip()):
            return "id", identity.strip()
        raise self._error("code", f"geen code gevonden. Bekende namen zijn {', '.join(CODE_FIELDS)}.")

    def _identity(self, name_of_field: str, code: str, municipality: str) -> tuple[str, str, AreaLevel]:
        """Full code, short code and level."""
        if match := FULL_CODE.fullmatch(code):
            level = AreaLevel.BUURT if match[1] else AreaLevel.WIJK
            return code, match[3] or match[6], level
        for level, pattern in SHORT_LEVELS.items():
            if not pattern.fullmatch(code):
                continue
            if level == AreaLevel.STADSDEEL:
                return code, code, level
            prefix = "BU" if level == AreaLevel.BUURT else "WK"
            return f"{prefix}{self._municipality(code, municipality)}{code}", code, level
        raise self._error(name_of_field, f"'{code[:40]}' is geen code van een buurt, wijk of stadsdeel.")

    def _municipality(self, code: str, municipality: str) -> str:
        """The four digits of the municipality, which a short code leaves out."""
        name_of_field, stated = self._first(MUNICIPALITY_FIELDS)
        digits = stated.removeprefix("GM").zfill(4) if stated else municipality
        if re.fullmatch(r"\d{4}", digits):
            return digits
        raise self._error(
            name_of_field or "code",
            f"'{code}' is een korte code. Zeg met --municipality (vier cijfers) bij welke gemeente.",
        )

    def _first(self, fields: list[str]) -> tuple[str, str]:
        """The first of these fields that is filled, with its text."""
        for name_of_field, value in self._filled(fields):
            if not isinstance(value, str):
                raise self._error(name_of_field, "hier hoort tekst te staan.")
            text = " ".join(value.split())
            if len(text) > MAX_NAME:
                raise self._error(name_of_field, f"de tekst is langer dan {MAX_NAME} tekens.")
            if not text.isprintable():
                raise self._error(name_of_field, "de tekst bevat onleesbare tekens.")
            if text:
                return name_of_field, text
        return "", ""

    def _filled(self, fields: list[str]) -> Iterator[tuple[str, Any]]:
        return ((name, self.properties[name]) for name in fields if self.properties.get(name) is not None)

    def _border(self, rd: bool) -> Border | None:
        """The border, or None when the file gives only code and name."""
        if self.feature.get("geometry") is None:
            return None
        try:
            return read_border(self.feature["geometry"], rd=rd, repair=True)
        except GeometryError as error:
            raise self._error("geometry", str(error)) from error

    def _error(self, name_of_field: str, text: str) -> AreaFileError:
        return AreaFileError(f"Object {self.number}, veld '{name_of_field}': {text}")
