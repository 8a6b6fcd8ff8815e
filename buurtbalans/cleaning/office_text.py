"""The words in Word, Excel and PowerPoint, wherever they stand: also in notes, hidden sheets and alternative texts."""

import re
from collections.abc import Mapping

from buurtbalans.cleaning.xml_parts import Attributes, read

WORDS = re.compile(r"(word|xl|ppt|customxml)/.*\.xml")
NOT_WORDS = re.compile(r".*/(theme|styles|fonttable|websettings|settings|slidelayouts|slidemasters|_rels)\b.*")
# Elements whose text is read, and those after which a line, or a cell, ends.
TEXT = {"t", "v", "f", "instrText", "definedName"}
LINE_ENDS = {"p", "row", "br", "si", "tr", "definedName"}
CELL_ENDS = {"c", "tc", "tab"}
TOLD = ("descr", "title", "alt", "name")
TOLD_AT = {"docPr", "cNvPr", "sheet", "shape"}
LINK = "hyperlink"


def text_of(parts: Mapping[str, bytes], most: int) -> str:
    """Everything that people can read in these parts, in their order, up to so many characters."""
    found: list[str] = []
    for name in sorted(parts, key=_in_order):
        lowered = name.lower()
        if sum(map(len, found)) >= most:
            break
        if lowered.endswith(".rels"):
            read(parts[name], start=_Reader(found).link)
        elif WORDS.fullmatch(lowered) and not NOT_WORDS.fullmatch(lowered):
            reader = _Reader(found)
            read(parts[name], start=reader.start, end=reader.end, text=reader.text)
            found.append("\n")
    return "".join(found)[:most].strip()


def _in_order(name: str) -> tuple[object, ...]:
    """slide2 before slide10."""
    return tuple((0, int(piece), "") if piece.isdigit() else (1, 0, piece) for piece in re.split(r"(\d+)", name))


class _Reader:
    """Gathers text while walking through one part."""

    def __init__(self, found: list[str]) -> None:
        self.found = found
        self.depth = 0
        self.is_index = False

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        if name == "c":
            # A cell with a number that points into the list of shared texts, which is read itself.
            self.is_index = attributes.get("t") == "s"
        if name in TEXT and not (name == "v" and self.is_index):
            self.depth += 1
        if name in TOLD_AT:
            self.found.extend(f"{attributes[key]}\n" for key in TOLD if attributes.get(key))

    def end(self, name: str) -> None:
        """An element ends."""
        if name in TEXT and not (name == "v" and self.is_index):
            self.depth -= 1
        if name in LINE_ENDS:
            self.found.append("\n")
        elif name in CELL_ENDS:
            self.found.append("\t")

    def text(self, words: str) -> None:
        """Characters between elements."""
        if self.depth > 0:
            self.found.append(words)

    def link(self, _: str, attributes: Attributes) -> None:
        """Where a link leads."""
        if attributes.get("Type", "").endswith(f"/{LINK}"):
            self.found.append(f"{attributes.get('Target', '')}\n")
