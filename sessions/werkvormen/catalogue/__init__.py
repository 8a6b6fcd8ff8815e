"""The working forms as delivered, some in each data file, in our own words.

What a city changes about them is rows in the database; these files are where those rows start.
"""

from pathlib import Path

from buurtbalans.data_files import Table, read, require

FIELDS = frozenset({"name", "purpose", "minutes", "people", "place", "traject_steps", "materials", "doing", "tips"})
PLACES = frozenset({"op_locatie", "online", "beide"})


def delivered_rows() -> list[dict[str, object]]:
    """Every working form as fields of Werkvorm, by name; the migration writes them.

    Raises DataFileError when a file is incomplete or contradictory.
    """
    rows = [row for path in sorted(Path(__file__).parent.glob("*.toml")) for row in rows_of(read(path), path.name)]
    names = [row["name"] for row in rows]
    require(len(names) == len(set(names)), "two working forms have the same name")
    return sorted(rows, key=lambda row: str(row["name"]))


def rows_of(content: dict[str, object], source: str) -> list[dict[str, object]]:
    """The working forms of one file; `source` is the name that errors mention."""
    return [_row(table, source) for table in Table(content, source).tables("werkvorm")]


def _row(table: Table, source: str) -> dict[str, object]:
    table.refuse_others_than(FIELDS)
    name, place = table.title("name"), table.title("place")
    require(place in PLACES, f"{source}: {name}: there is no place {place}")
    least, most = _from_to(table, "minutes", f"{source}: {name}")
    fewest, people = _from_to(table, "people", f"{source}: {name}")
    return {
        "name": name,
        "purpose": table.text("purpose"),
        "minutes_min": least,
        "minutes_max": most,
        "people_min": fewest,
        "people_max": people,
        "place": place,
        "traject_steps": list(table.numbers("traject_steps", range(1, 7))),
        "materials": list(table.texts("materials")),
        "doing": list(table.texts("doing")),
        "tips": list(table.texts("tips")),
    }


def _from_to(table: Table, name: str, where: str) -> tuple[int, int]:
    found = table.numbers(name, range(1, 241))
    require(len(found) == 2 and found[0] <= found[1], f"{where}: {name} is not from and to")
    return found[0], found[1]
