"""What may be named: the members, organisations, streets and buurten of a traject."""

import re
from collections.abc import Iterable

from privacy.personal_data.reading import plain
from privacy.personal_data.spans import Span

_WORD = re.compile(r"[^\W_]+(?:['.-][^\W_]+)*")


class Allowed:
    """The names that are no find, looked up without regard to capitals."""

    def __init__(self, names: Iterable[str]) -> None:
        self.by_first_word: dict[str, set[tuple[str, ...]]] = {}
        self.whole: set[str] = set()
        for name in names:
            self.whole.add(_folded(name))
            told = tuple(word[0].casefold() for word in _WORD.finditer(plain(name)[0]))
            if told:
                self.by_first_word.setdefault(told[0], set()).add(told)

    def covers(self, sentence: str, span: Span) -> bool:
        """Whether a find is, whole, one of the allowed names or addresses."""
        return _folded(sentence[span.start : span.end]) in self.whole

    def places(self, sentence: str) -> list[tuple[int, int]]:
        """Where in a sentence an allowed name stands."""
        if not self.by_first_word:
            return []
        found = list(_WORD.finditer(sentence))
        read = [_without_genitive(word[0].casefold()) for word in found]
        return [
            (found[place].start(), found[place + len(told) - 1].end())
            for place, word in enumerate(read)
            for told in self.by_first_word.get(word, ())
            if tuple(read[place : place + len(told)]) == told
        ]


def _folded(name: str) -> str:
    return " ".join(plain(name)[0].casefold().split())


def _without_genitive(word: str) -> str:
    return word.removesuffix("'s")
