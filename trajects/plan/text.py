"""Typed text as paragraphs and lists: the whole of the formatting a plan needs.

A blank line starts a new paragraph. Lines that begin with "- " or "* " become a list. Nothing else has a
meaning, and everything is escaped.
"""

import re
from dataclasses import dataclass, field

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

BULLETS = ("- ", "* ", "• ")
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
    """The text as real paragraphs and lists, for page and paper alike."""
    return format_html_join("", "{}", ((_block(block),) for block in blocks(text)))


def _block(block: Block) -> SafeString:
    if block.is_list:
        items = format_html_join("", '<li class="ams-unordered-list__item">{}</li>', ((line,) for line in block.lines))
        return format_html('<ul class="ams-unordered-list">{}</ul>', items)
    *before, last = block.lines
    return format_html(
        '<p class="ams-paragraph">{}{}</p>',
        format_html_join("", "{}<br>", ((line,) for line in before)),
        last,
    )
