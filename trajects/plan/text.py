"""Typed text as paragraphs and lists: the whole of the formatting a plan needs.

A blank line starts a new paragraph. Lines that begin with "- " or "* " become a list. Nothing else has a
meaning, and everything is escaped.
"""

import re
from dataclasses import dataclass, field
from itertools import chain

from django.utils.safestring import SafeString

from buurtbalans.direction import direction
from trajects.plan.pieces import filled

BULLETS = ("- ", "* ", "• ")
ITEM = '<li class="ams-unordered-list__item">{}</li>'
LONG_WORD = re.compile(r"(\S{60})(?=\S)")


@dataclass
class Block:
    """A paragraph or a list, line by line."""

    is_list: bool
    lines: list[str] = field(default_factory=list)


def blocks(text: str) -> list[Block]:
    """The paragraphs and lists of a typed text, in order."""
    found: list[Block] = []
    after_blank = True
    for line in (raw.strip() for raw in text.splitlines()):
        if not line:
            after_blank = True
            continue
        is_list = line.startswith(BULLETS)
        # A blank line between two items does not break a list: people put them there for air.
        if not found or found[-1].is_list != is_list or (after_blank and not is_list):
            found.append(Block(is_list))
        found[-1].lines.append(line[2:].strip() if is_list else line)
        after_blank = False
    return found


def breakable(text: str) -> str:
    """The text with an invisible place to break (U+200B) in very long words, such as a pasted address.

    Without it the layout of a paper takes minutes over a word of 20,000 letters.
    """
    return LONG_WORD.sub("\\1\u200b", text)


def as_html(text: str) -> SafeString:
    """The text as real paragraphs and lists, for page and paper alike; each in the direction of its first letter."""
    found = blocks(text)
    return filled("".join(map(_pattern, found)), chain.from_iterable(block.lines for block in found))


def _pattern(block: Block) -> str:
    """What stands around the lines of one block."""
    # Not dir="auto": what makes the PDF does not know it.
    reads = f'dir="{direction(" ".join(block.lines))}"'
    if block.is_list:
        return f'<ul class="ams-unordered-list" {reads}>{ITEM * len(block.lines)}</ul>'
    return f'<p class="ams-paragraph" {reads}>{"<br>".join(["{}"] * len(block.lines))}</p>'
