"""Rows of the plan's pages by filling in one pattern for all of them: asking for each piece is most of the work."""

import html
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
    return format_html("{}", _Filled(pattern, words))


class _Filled:
    """A pattern with words as `format_html` takes it: as one piece, where it would look at each word again."""

    def __init__(self, pattern: str, words: Iterable[Any]) -> None:
        self._pattern, self._words = pattern, words

    def __html__(self) -> str:
        """The pattern, its words escaped where they are not yet."""
        words = [one if isinstance(one, SafeString) else html.escape(str(one)) for one in self._words]
        return self._pattern.format(*words)


def listed(rows: Iterable[Sequence[Any]]) -> SafeString | str:
    """A list of names, each with something quiet beside it; "" without rows."""
    found = repeated(ROW, rows)
    return format_html('<ul class="bb-rows bb-sm">{}</ul>', found) if found else ""
