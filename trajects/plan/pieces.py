"""Rows of the plan's pages by filling in one pattern for all of them: asking for each piece is most of the work."""

import inspect
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

ROW = '<li><span>{}</span><span class="bb-2">{}</span></li>'

escape_now: Any = inspect.unwrap(escape)
"""Django's own `escape` without its wrapper for texts that are translated later, which takes three times as long."""


def repeated(pattern: str, rows: Iterable[Sequence[Any]]) -> SafeString:
    """A pattern as often as there are rows, filled in at once; "" without rows."""
    found = list(rows)
    return filled(pattern * len(found), chain.from_iterable(found))


def filled(pattern: str, words: Iterable[Any]) -> SafeString:
    """A pattern with these words in it, escaped where they are not yet."""
    if not pattern:
        return format_html("{}", "")
    return format_html(pattern, *[one if isinstance(one, SafeString) else escape_now(one) for one in words])


def listed(rows: Iterable[Sequence[Any]]) -> SafeString | str:
    """A list of names, each with something quiet beside it; "" without rows."""
    found = repeated(ROW, rows)
    return format_html('<ul class="bb-rows bb-sm">{}</ul>', found) if found else ""
