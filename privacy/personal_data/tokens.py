"""The words of a sentence, with what matters to tell a name: capitals, initials, where a sentence begins."""

import re
from dataclasses import dataclass

_TOKEN = re.compile(r"(?:'[tsn](?=[ ])|(?:[^\W\d_]\.){1,5}(?!\w)|[^\W\d_]+(?:['-][^\W\d_]+)*\.?)")
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?){1,5}|(?:Th|Ch|Chr|Ph|Fr|Joh|St|IJ|Kh|Sj|Ij)\.")
_OPENS = re.compile(r"(?:^|[:;\"(\[>•*|/])\s*[-'\"(•*]*\s*$|(?:^|\n)\s*(?:\d{1,3}[.)]|[-•*])\s*$| - $")


@dataclass(slots=True)
class Token:
    """A word with its place. `base` is the name in it: without genitive -s, and with one capital when all are.

    `mark` is what follows at once.
    """

    text: str
    start: int
    end: int
    base: str
    is_capital: bool
    is_initials: bool
    is_all_capitals: bool
    opens: bool
    glued: bool = False
    mark: str = ""

    @property
    def lower(self) -> str:
        """The word in small letters."""
        return self.text.lower()


def tokens(sentence: str) -> list[Token]:
    """Cut a sentence into words; a word is `glued` when no more than spaces stand between it and the one before."""
    found: list[Token] = []
    for match in _TOKEN.finditer(sentence):
        text = match[0]
        is_initials = text[0].isupper() and text.endswith(".") and _INITIALS.fullmatch(text) is not None
        if text.endswith(".") and not is_initials and text.count(".") == 1:
            text = text[:-1]
        between = sentence[found[-1].end : match.start()] if found else ""
        is_all = len(text) > 2 and text.isupper() and not is_initials
        found.append(
            Token(
                text=text,
                start=match.start(),
                end=match.start() + len(text),
                base=_base(text, is_all),
                is_capital=text[0].isupper() or (len(text) > 3 and text[1] == "'" and text[2].isupper()),
                is_initials=is_initials,
                is_all_capitals=is_all,
                opens=_OPENS.search(sentence[max(0, match.start() - 8) : match.start()]) is not None,
                glued=bool(found) and between in ("", " ", "  "),
                mark=sentence[match.start() + len(text) : match.start() + len(text) + 6],
            )
        )
    return found


def _base(text: str, is_all_capitals: bool) -> str:
    base = text.removesuffix("'s").removesuffix("'S").removesuffix("'")
    if not is_all_capitals:
        return base
    return re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), base)
