"""Reads the short lists of our own that stand beside this package."""

import re
from functools import cache
from pathlib import Path

OWN = Path(__file__).parent / "lists"


def own_words(name: str) -> frozenset[str]:
    """A list of words divided by spaces; lines with # explain."""
    return frozenset(" ".join(_own_lines(name)).split())


def own_names(name: str) -> frozenset[str]:
    """A list of names of one or more words, divided by commas."""
    return frozenset(entry for line in _own_lines(name) for entry in re.split(r",\s*", line) if entry)


def _own_lines(name: str) -> list[str]:
    rows = (OWN / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [row.strip() for row in rows if row.strip() and not row.startswith("#")]


@cache
def _sections() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    told: list[str] = []
    for row in _own_lines("cues"):
        if row.startswith("["):
            told = found.setdefault(row.strip("[]"), [])
        else:
            told.extend(row.split())
    return found


def cues(name: str) -> frozenset[str]:
    """One list of lists/cues.txt."""
    return frozenset(_sections()[name])


def any_of(name: str) -> str:
    """One list of lists/cues.txt as a choice in a pattern, the longest first."""
    entries = sorted(_sections()[name], key=lambda entry: (-len(entry), entry))
    return "(?:" + "|".join(map(re.escape, entries)) + ")"
