"""The word lists: Dutch words and names. Built at set-up from two packages, next to short lists of our own."""

from array import array
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path

from privacy.personal_data.sections import own_names, own_words

BUILT = Path(__file__).resolve().parents[2] / "var" / "word_lists"
NAMES_OF_LISTS = ("dutch", "proper", "first_names", "surnames", "places", "streets")

_LINKS = ("", "s", "en", "e")
# Shortest first and last part of a compound. Shorter ones make Dutch words of names: tar-ak, bal-en-dra.
_SHORTEST_PARTS = ((5, 3), (4, 4), (3, 5))


_SHELVES = 256


class WordSet:
    """Many words of which one only asks whether a word is among them: kept as numbers of eight bytes.

    A set of texts would take ten times the memory, in every web process. Two words share a number as good as never.
    """

    def __init__(self, words: Iterable[str]) -> None:
        shelves: list[array[int]] = [array("q") for _ in range(_SHELVES)]
        for word in words:
            number = hash(word)
            shelves[number % _SHELVES].append(number)
        self._shelves = [array("q", sorted(shelf)) for shelf in shelves]

    def __contains__(self, word: object) -> bool:
        number = hash(word)
        shelf = self._shelves[number % _SHELVES]
        place = bisect_left(shelf, number)
        return place < len(shelf) and shelf[place] == number

    def __len__(self) -> int:
        return sum(map(len, self._shelves))


@dataclass(frozen=True)
class Words:
    """What is known of words: `dutch` in small letters, all others as they are written."""

    dutch: Container[str] = frozenset()
    proper: Container[str] = frozenset()
    first_names: Container[str] = frozenset()
    surnames: Container[str] = frozenset()
    places: Container[str] = frozenset()
    streets: Container[str] = frozenset()
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
    usual_first_names, usual_surnames = own_words("first_names"), own_words("surnames")
    own = {"first_names": usual_first_names, "surnames": usual_surnames}
    return Words(
        **{name: WordSet(chain(_read(folder / f"{name}.txt"), own.get(name, ()))) for name in NAMES_OF_LISTS},
        organisations=own_names("organisations"),
        usual_first_names=usual_first_names,
        usual_surnames=usual_surnames,
    )


def _read(path: Path) -> Iterator[str]:
    """A built list, one entry a line; nothing where set-up did not make it."""
    if path.exists():
        with path.open(encoding="utf-8") as lines:
            yield from (line.removesuffix("\n") for line in lines)
