"""The word lists: Dutch words and names. Built at set-up from two packages, next to short lists of our own."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from privacy.personal_data.sections import own_lines, own_words

BUILT = Path(__file__).resolve().parents[2] / "var" / "word_lists"
NAMES_OF_LISTS = ("dutch", "proper", "first_names", "surnames", "places", "streets")

_LINKS = ("", "s", "en", "e", "-")
_SHORTEST_PART = 3


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
        return len(lower) > 2 * _SHORTEST_PART and self._is_compound(lower)

    def _is_compound(self, lower: str) -> bool:
        for cut in range(_SHORTEST_PART + 1, len(lower) - _SHORTEST_PART + 1):
            if lower[cut:] not in self.dutch:
                continue
            if any(
                link == "" or lower[:cut].endswith(link) for link in _LINKS if self._is_first_part(lower[:cut], link)
            ):
                return True
        return False

    def _is_first_part(self, part: str, link: str) -> bool:
        bare = part[: len(part) - len(link)] if link and part.endswith(link) else part
        return len(bare) > _SHORTEST_PART and bare in self.dutch


@lru_cache(maxsize=1)
def words() -> Words:
    """The lists, read once per process at the first text (about half a second)."""
    built = {name: _read(BUILT / f"{name}.txt") for name in NAMES_OF_LISTS}
    own_first_names = own_words("first_names")
    own_surnames = own_words("surnames")
    return Words(
        dutch=built["dutch"],
        proper=built["proper"],
        first_names=built["first_names"] | own_first_names,
        surnames=built["surnames"] | own_surnames,
        places=built["places"],
        streets=built["streets"],
        organisations=frozenset(own_lines("organisations")),
        usual_first_names=own_first_names,
        usual_surnames=own_surnames,
    )


def _read(path: Path) -> frozenset[str]:
    """A built list, one entry a line; empty where set-up did not make it."""
    return frozenset(path.read_text(encoding="utf-8").split("\n")) if path.exists() else frozenset()
