"""What is different between two texts, word for word (L3). Knows nothing of a plan.

By difflib of Python itself: first which lines stay, then the words within lines that changed. Two steps keep lists
together, and a text of 20,000 characters costs hundredths of a second.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Literal

from buurtbalans.direction import Direction, direction
from trajects.plan.text import blocks

Change = Literal["", "new", "gone"]
Written = tuple[bool, str]
"""A line as it was typed: whether it is an item of a list, and its words."""
# Part of a word: accents, the vowels of Hebrew and of Arabic, and what holds letters together or apart.
MARKS = (
    "\u0300-\u036f"
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u200c\u200d"
)
# An amount or a date in numbers is one word.
WORD = re.compile(rf"(\d[\d.,:-]*\d|\w[\w{MARKS}]*|[^\w\s])\s*")
# Two lines with less in common than this are read sooner one after the other than mixed.
ALIKE = 0.4
# As far is looked for a line that a new one is alike to: others came or went before it.
AHEAD = 4
# Above this many words in one line the words are not compared: the old line is gone, the new one is new.
MOST_WORDS = 4_000


@dataclass(frozen=True)
class Piece:
    """Some words that stayed (""), that are new, or that are gone."""

    text: str
    change: Change = ""

    @property
    def words(self) -> str:
        """Without the space behind it, which is not to be marked."""
        return self.text.rstrip()

    @property
    def gap(self) -> str:
        """The space behind it."""
        return self.text[len(self.words) :]


@dataclass(frozen=True)
class Line:
    """A paragraph, or one item of a list."""

    is_item: bool
    pieces: Sequence[Piece]

    @property
    def direction(self) -> Direction:
        """In which direction it reads: as it reads now, or read when it was there."""
        return reads(self.pieces)


def changed_text(old: str, new: str) -> list[Line]:
    """Both texts as one: every line of the new one, with what is gone where it stood."""
    before, after = _lines(old), _lines(new)
    found: list[Line] = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after).get_opcodes():
        if tag == "equal":
            found += [Line(is_item, [Piece(text)]) for is_item, text in after[k:m]]
        else:
            found += _changed_lines(before[i:j], after[k:m])
    return found


def changed_words(old: str, new: str) -> list[Piece]:
    """Two short texts as one, with what is gone before what is new."""
    before, after = _words(old), _words(new)
    if max(len(before), len(after)) > MOST_WORDS:
        return _whole(old, new)
    found: list[Piece] = []
    for tag, i, j, k, m in SequenceMatcher(None, [one[0] for one in before], [one[0] for one in after]).get_opcodes():
        then, now = "".join(text for _, text in before[i:j]), "".join(text for _, text in after[k:m])
        found += [Piece(now)] if tag == "equal" else _whole(then, now)
    return found


def is_changed(pieces: Sequence[Piece]) -> bool:
    """Is anything in it new or gone?"""
    return any(piece.change for piece in pieces)


def reads(pieces: Sequence[Piece]) -> Direction:
    """In which direction words read that may have changed: as they read now, or read when they were there."""
    now = "".join(piece.text for piece in pieces if piece.change != "gone")
    return direction(now or "".join(piece.text for piece in pieces))


def _lines(text: str) -> list[Written]:
    return [(block.is_list, line) for block in blocks(text) for line in block.lines]


def _words(text: str) -> list[tuple[str, str]]:
    """Each word or mark, and the same with the space behind it: a space alone is no difference."""
    return [(match[1], match[0]) for match in WORD.finditer(text)]


def _changed_lines(before: Sequence[Written], after: Sequence[Written]) -> Iterator[Line]:
    """Line beside line where they are alike; what is left over is gone or new as a whole, in between."""
    then = now = 0
    for place, new in enumerate(after):
        for other in range(then, min(then + AHEAD, len(before))):
            if before[other][0] == new[0] and (pieces := _alike(before[other][1], new[1])):
                yield from _left_over(before[then:other], after[now:place])
                yield Line(new[0], pieces)
                then, now = other + 1, place + 1
                break
    yield from _left_over(before[then:], after[now:])


def _left_over(before: Sequence[Written], after: Sequence[Written]) -> Iterator[Line]:
    for old, new in zip_longest(before, after):
        if old:
            yield Line(old[0], [Piece(old[1], "gone")])
        if new:
            yield Line(new[0], [Piece(new[1], "new")])


def _alike(old: str, new: str) -> list[Piece]:
    """The words of both lines, nothing when they have too little in common."""
    pieces = changed_words(old, new)
    same = sum(len(piece.text.strip()) for piece in pieces if not piece.change)
    return pieces if same >= ALIKE * min(len(old), len(new)) else []


def _whole(old: str, new: str) -> list[Piece]:
    # What is gone and what is new do not stick together.
    gone = f"{old.rstrip()} " if old and new else old
    return [piece for piece in (Piece(gone, "gone"), Piece(new, "new")) if piece.text]
