"""The word lists: Dutch words and names. Built at set-up from two packages, next to short lists of our own."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from privacy.personal_data.sections import own_names, own_words

BUILT = Path(__file__).resolve().parents[2] / "var" / "word_lists"
NAMES_OF_LISTS = ("dutch", "proper", "first_names", "surnames", "places", "streets")

_LINKS = ("", "s", "en", "e")
# Shortest first and last part of a compound. Shorter ones make Dutch words of names: tar-ak, bal-en-dra.
_SHORTEST_PARTS = ((5, 3), (4, 4), (3, 5))


@dataclass(frozen=True)
class Words:
    """What is known of words: `dutch` in small letters, all others as they are written."""

    dutch: frozenset[str] = frozenset()
    proper: frozenset[str] = frozenset()
    first_names: frozenset[str] = frozenset()
    surnames: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    streets: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    usual_first_names: frozenset[str] = frozenset()
    usual_surnames: frozenset[str] = frozenset()

    @property
    def is_complete(self) -> bool:
        """Whether the lists of set-up are there. Without them unknown words prove nothing."""
        return bool(self.dutch)

    def is_dutch(self, lower: str) -> bool:
        """Whether a word in small letters is Dutch, as it stands or as a compound of two Dutch words."""
        if lower in self.dutch:
            return True
        if "-" in lower:
            return all(part in self.dutch for part in lower.split("-"))
        return any(self._is_compound(lower, cut) for cut in range(3, len(lower) - 2))

    def _is_compound(self, lower: str, cut: int) -> bool:
        last = lower[cut:]
        return last in self.dutch and any(
            len(first) >= at_least and len(last) >= then and first in self.dutch
            for first in {lower[:cut].removesuffix(link) for link in _LINKS}
            for at_least, then in _SHORTEST_PARTS
        )


@lru_cache(maxsize=1)
def words() -> Words:
    """The lists, read once per process at the first text (about half a second)."""
    return read_words(BUILT)


def read_words(folder: Path) -> Words:
    """The lists that set-up built in a folder, as far as they are there, and our own."""
    built = {name: _read(folder / f"{name}.txt") for name in NAMES_OF_LISTS}
    usual_first_names, usual_surnames = own_words("first_names"), own_words("surnames")
    return Words(
        dutch=built["dutch"],
        proper=built["proper"],
        first_names=built["first_names"] | usual_first_names,
        surnames=built["surnames"] | usual_surnames,
        places=built["places"],
        streets=built["streets"],
        organisations=own_names("organisations"),
        usual_first_names=usual_first_names,
        usual_surnames=usual_surnames,
    )


def _read(path: Path) -> frozenset[str]:
    """A built list, one entry a line; empty where set-up did not make it."""
    return frozenset(path.read_text(encoding="utf-8").split("\n")) if path.exists() else frozenset()
