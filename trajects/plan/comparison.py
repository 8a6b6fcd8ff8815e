"""Two versions of a plan beside each other, word for word: by part, and by measure (L3)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.formats import date_format

from buurtbalans.direction import Direction
from trajects.plan.comparing import SHOWN_IN, Contents, changed_parts
from trajects.plan.parts import Part
from trajects.plan.word_changes import Line, Piece, changed_text, changed_words, is_changed, reads

Values = dict[str, str]
"""What a row says, in words, by the label of its field; the first one is what it is called by."""


@dataclass(frozen=True)
class Field:
    """One field of a row that says something else."""

    label: str
    pieces: Sequence[Piece]

    @property
    def direction(self) -> Direction:
        """In which direction it reads."""
        return reads(self.pieces)


@dataclass(frozen=True)
class Row:
    """Something that is listed in a part: a problem, a goal, an action line, a measure, an organisation."""

    kind: str
    name: str
    state: str
    """"nieuw", "weg" or "gewijzigd"."""
    fields: Sequence[Field] = ()


@dataclass(frozen=True)
class Difference:
    """A part that says something else: its text, and what is listed in it."""

    name: str
    number: int
    title: str
    text: Sequence[Line]
    rows: Sequence[Row]

    @property
    def is_order_only(self) -> bool:
        """Nothing that one reads is new or gone."""
        return not self.rows and not self.text


@dataclass(frozen=True)
class Comparison:
    """What is different between two versions."""

    parts: Sequence[Difference]
    same: Sequence[str]
    """The parts that say the same, by number and title."""

    @property
    def measures(self) -> list[Row]:
        """The measures among what is different."""
        return [row for part in self.parts for row in part.rows if row.kind == "Maatregel"]

    @property
    def counted(self) -> str:
        """How many measures are new, changed and gone, in words; "" when they are all the same."""
        states = [row.state for row in self.measures]
        counts = ((state, states.count(state)) for state in ("nieuw", "gewijzigd", "weg"))
        return ", ".join(f"{count} {state}" for state, count in counts if count)


def compare(old: Contents, new: Contents) -> Comparison:
    """What `new` says otherwise than `old`; both are frozen contents."""
    before = {part["name"]: part for part in old["parts"]}
    asked_again = {part.name for part in changed_parts(old, new)}
    found = []
    if old["question"] != new["question"]:
        found.append(Difference("vraagstuk", 0, "Vraagstuk", _text(old["question"], new["question"]), []))
    for part in new["parts"]:
        then, name = before.get(part["name"], {}), part["name"]
        # Who arranges what until when is shown; nobody is asked to agree again because of it.
        points = list(_differences("Punt", _points(then), _points(part)))
        if name in asked_again or points:
            text = _text(then.get("row", {}).get("text", ""), part["row"]["text"])
            rows = [*_rows(name, old, new), *points] if name in asked_again else points
            found.append(Difference(name, part["number"], part["title"], text, rows))
    names = {part.name for part in found}
    same = [f"{part['number']}. {part['title']}" for part in new["parts"] if part["name"] not in names]
    return Comparison(found, same)


def _text(old: str, new: str) -> Sequence[Line]:
    lines = changed_text(old, new)
    return lines if any(is_changed(line.pieces) for line in lines) else ()


def _rows(part: str, old: Contents, new: Contents) -> Iterator[Row]:
    for name in SHOWN_IN.get(part, ()):
        kind, read = READ[name]
        yield from _differences(kind, read(old), read(new))
    if part == Part.MEASURES:
        yield from _differences("Maatregel", _measures(old), _measures(new))


def _differences(kind: str, before: Mapping[Any, Values], after: Mapping[Any, Values]) -> Iterator[Row]:
    for key, now in after.items():
        if key not in before:
            yield Row(kind, _name(now), "nieuw", [Field(label, [Piece(text)]) for label, text in _more(now)])
        elif fields := _fields(before[key], now):
            yield Row(kind, _name(now), "gewijzigd", fields)
    for key, then in before.items():
        if key not in after:
            yield Row(kind, _name(then), "weg")


def _fields(then: Values, now: Values) -> list[Field]:
    other = ((label, then.get(label, ""), text) for label, text in now.items() if text != then.get(label, ""))
    pieces = ((label, changed_words(before, after)) for label, before, after in other)
    return [Field(label, words) for label, words in pieces if is_changed(words)]


def _name(values: Values) -> str:
    return next(iter(values.values()))


def _more(values: Values) -> list[tuple[str, str]]:
    return [(label, text) for label, text in list(values.items())[1:] if text]


def _texts(name: str) -> Callable[[Contents], dict[Any, Values]]:
    def read(contents: Contents) -> dict[Any, Values]:
        return {row.get("pk", row["text"]): {"Tekst": row["text"]} for row in contents.get(name, ())}

    return read


def _goals(contents: Contents) -> dict[Any, Values]:
    rows = [goal["row"] for goal in contents["goals"]]
    return {_key(row): {"Doel": row["title"], "Wat bewoners ervan merken": row["gain"]} for row in rows}


def _lines(contents: Contents) -> dict[Any, Values]:
    return {
        _key(line["row"]): {
            "Actielijn": line["row"]["title"],
            "Doel": line["goal"]["row"]["title"] if line["goal"] else "",
        }
        for line in contents["lines"]
    }


def _partners(contents: Contents) -> dict[Any, Values]:
    names = [partner["organisation"]["name"] for partner in contents["partners"]]
    return {name: {"Organisatie": name} for name in names}


def _points(part: Mapping[str, Any]) -> dict[Any, Values]:
    """What is to be arranged in a part, by topic and what it is called: versions keep no key of it."""
    found = ((one["topic"]["label"], row) for one in part.get("points", ()) for row in one["rows"])
    return {
        (topic, row["title"]): {
            "Wat er moet gebeuren": row["title"],
            "Hoort bij": topic,
            "Organisatie": row["organisation"],
            "Wie van deze organisatie": row["person"],
            "Wanneer": row["when"],
        }
        for topic, row in found
    }


def _measures(contents: Contents) -> dict[Any, Values]:
    found = chain.from_iterable(((measure, line) for measure in line["measures"]) for line in contents["lines"])
    return {_key(measure["row"]): _measure(measure, line["row"]["title"]) for measure, line in found}


def _measure(measure: Mapping[str, Any], line: str) -> Values:
    """A measure in words; a field that a version of before did not have yet is empty."""
    row = measure["row"]
    helpers = [one["organisation"]["name"] for one in row.get("partners", {}).get("all", ())]
    return {
        "Maatregel": row["title"],
        "Actielijn": line,
        "Soort": row["get_kind_display"],
        "Eigenaar": row["owner"]["organisation"]["name"] if row.get("owner") else "",
        "Wie van deze organisatie": row.get("owner_person", ""),
        "Wie vervangt": row.get("substitute", ""),
        "Doen mee": ", ".join(helpers),
        "Begint": _day(row.get("starts_on")),
        "Klaar": _day(row.get("ends_on")),
        "Geld": f"€ {row['money']}" if row.get("money") is not None else "",
        "Uren per maand": str(row["hours"]) if row.get("hours") is not None else "",
        "Andere middelen": row.get("means", ""),
        "Gewenst resultaat": row.get("result", ""),
        "Waaraan je het ziet": row.get("indicator", ""),
        "Rol van bewoners": row.get("residents_role", ""),
        "Leunt op een weerlegde aanname": "ja" if measure.get("leans_on_refuted") else "",
    }


def _key(row: Mapping[str, Any]) -> Any:
    """The key of its row; in versions of before that was kept, what it is called."""
    return row.get("pk", row["title"])


def _day(value: str | date | None) -> str:
    day = parse_date(value) if isinstance(value, str) else value
    return date_format(day, "j F Y") if day else ""


READ: Mapping[str, tuple[str, Callable[[Contents], dict[Any, Values]]]] = {
    "problems": ("Probleemstelling", _texts("problems")),
    "opportunities": ("Kans", _texts("opportunities")),
    "goals": ("Doel", _goals),
    "lines": ("Actielijn", _lines),
    "partners": ("Organisatie", _partners),
}
