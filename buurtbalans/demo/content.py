"""The texts of the demo, read from the data files."""

import tomllib
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
TRAJECTS = ("seringenbuurt", "molenkadebuurt", "havenkwartier")

Row = dict[str, Any]


def cast() -> Row:
    """The organisations and accounts."""
    return _read(DATA / "cast.toml")


def story(folder: str) -> Row:
    """Everything about one traject: the tables of all files in its folder together."""
    return {name: value for path in sorted((DATA / folder).glob("*.toml")) for name, value in _read(path).items()}


def _read(path: Path) -> Row:
    return tomllib.loads(path.read_text(encoding="utf-8"))
