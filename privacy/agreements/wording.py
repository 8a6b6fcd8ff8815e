"""The text of an agreement as pieces of a page: headings, paragraphs and lists.

The kernteam, or the guide of the residents, types plain text: a line that begins with ## is a heading, lines that
begin with - are a list. Nothing else has a meaning, and everything is escaped by the template.
"""

from dataclasses import dataclass

HEADING, ITEM = "## ", "- "
HOW_TO_WRITE = (
    "Schrijf een gewone tekst. Een regel die begint met ## wordt een kop, regels die beginnen met - een lijst."
)


@dataclass(frozen=True)
class Block:
    """One piece: `kind` is "heading", "text" or "list"; a list has `items`, the others have `text`."""

    kind: str
    text: str = ""
    items: tuple[str, ...] = ()


def blocks(text: str) -> list[Block]:
    """The pieces in order; lines that follow each other belong together, an empty line separates."""
    found: list[Block] = []
    together: list[str] = []
    for line in [*text.splitlines(), ""]:
        stripped = line.strip()
        kind = _kind(stripped)
        if together and (kind != _kind(together[0]) or kind == "heading"):
            found.append(_block(together))
            together = []
        if stripped:
            together.append(stripped)
    return found


def _kind(line: str) -> str:
    if line.startswith(HEADING):
        return "heading"
    if line.startswith(ITEM):
        return "list"
    return "text" if line else ""


def _block(lines: list[str]) -> Block:
    kind = _kind(lines[0])
    if kind == "list":
        return Block(kind, items=tuple(line.removeprefix(ITEM) for line in lines))
    return Block(kind, " ".join(lines).removeprefix(HEADING))
