"""How a text is read: odd characters made plain, and cut into sentences, with the way back to the offsets as typed."""

import re
import unicodedata
from collections.abc import Iterator

LONGEST_SENTENCE = 600

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d", "-"),
        **dict.fromkeys(
            "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t", " "
        ),
        **dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'"),
        **dict.fromkeys("\u2028\u2029\r\x0b\x0c\x85", "\n"),
    }
)
# Characters that show nothing, and so could hide a number: soft hyphen, joiners, direction marks, byte order mark.
_INVISIBLE = frozenset("\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufe0e\ufe0f\ufeff")
_END = re.compile(r"[.!?]['\")]?\s+(?=['\"(]?[A-Z\u00c0-\u00de0-9])|\n+")
_NO_END = re.compile(
    r"(?:\b(?:dhr|mevr|mej|mw|mr|mrs|ms|dr|drs|ds|ir|ing|prof|fam|nr|no|tel|geb|gebr|st|burg|jhr|wed|bijv|bv|ca|resp|o\.a|evt"
    r"|incl|excl|m\.b\.t|i\.v\.m|t\.a\.v|p\.a|fa|past|wijkag|mob|postc|adr|v|d|kent)|(?:^|[\s.(])[^\W\d_])\.$",
    re.IGNORECASE,
)


def plain(text: str) -> tuple[str, list[int] | None]:
    """The text with composed letters, plain spaces, hyphens and digits and nothing invisible.

    Returns it with, for each of its characters and for its end, the offset in the text as typed; None for
    the list where every character stayed in its place.
    """
    if text.isascii():
        return text.translate(_PLAIN), None
    if unicodedata.is_normalized("NFC", text) and _INVISIBLE.isdisjoint(text):
        return "".join(map(_plain_digit, text.translate(_PLAIN))), None
    read: list[str] = []
    offsets: list[int] = []
    for start, cluster in _clusters(text):
        composed = unicodedata.normalize("NFC", cluster)
        read.extend(map(_plain_digit, composed))
        offsets.extend([start] * len(composed))
    return "".join(read).translate(_PLAIN), [*offsets, len(text)]


def _plain_digit(character: str) -> str:
    if character > "\u007f" and character.isdecimal():
        return str(unicodedata.decimal(character))
    return character


def _clusters(text: str) -> Iterator[tuple[int, str]]:
    """Each letter with the marks that follow it, at most eight; what is invisible is left out."""
    start, cluster = 0, ""
    for place, character in enumerate(text):
        if character in _INVISIBLE:
            continue
        if cluster and unicodedata.combining(character) and len(cluster) < 9:
            cluster += character
            continue
        if cluster:
            yield start, cluster
        start, cluster = place, character
    if cluster:
        yield start, cluster


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Cut a plain text into sentences of a bounded length, each with where it starts."""
    start = 0
    for end in _END.finditer(text):
        before = text[max(start, end.start() - 8) : end.start() + 1]
        if text[end.start()] == "." and _NO_END.search(before):
            continue
        yield from _pieces(text, start, end.end())
        start = end.end()
    yield from _pieces(text, start, len(text))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """One sentence, in pieces where it is too long; a cut falls between words if it can."""
    while end - start > LONGEST_SENTENCE:
        cut = text.rfind(" ", start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE)
        cut = start + LONGEST_SENTENCE if cut < 0 else cut
        yield start, text[start:cut]
        start = cut
    if start < end:
        yield start, text[start:end]
