"""In which direction a text reads: Arabic and Hebrew from the right. The one place that knows, for page and paper."""

from typing import Literal
from unicodedata import bidirectional

Direction = Literal["ltr", "rtl"]
FROM_RIGHT, FROM_LEFT = {"R", "AL"}, "L"
# Marks that nobody sees: what stands between is read from the right, and what follows it is not drawn in.
AS_FROM_RIGHT, AS_FROM_LEFT = "\u200f", "\u200e"


def direction(text: str) -> Direction:
    """As its first letter that has a direction, which is what a browser does with dir="auto"; else from the left."""
    if text.isascii():
        return "ltr"
    for letter in text:
        kind = bidirectional(letter)
        if kind == FROM_LEFT:
            return "ltr"
        if kind in FROM_RIGHT:
            return "rtl"
    return "ltr"


def in_line(text: str) -> str:
    """The text for behind or between words that read from the left, where there is no element around it."""
    return f"{text}{AS_FROM_RIGHT}{AS_FROM_LEFT}" if direction(text) == "rtl" else text
