"""Reading XML out of files of strangers: no document type, so no entities and nothing fetched."""

from collections.abc import Callable, Mapping
from typing import NoReturn
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from buurtbalans.cleaning.refusing import UNREADABLE, Refused

Attributes = Mapping[str, str]


def local(name: str) -> str:
    """A name without its prefix: `t` for `w:t`."""
    return name.rpartition(":")[2]


def read(
    data: bytes,
    start: Callable[[str, Attributes], None] | None = None,
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Walk through XML, with names without prefix. Raises Refused when it is none, or has a document type."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    if start is not None:
        parser.StartElementHandler = lambda name, attributes: start(local(name), attributes)
    if end is not None:
        parser.EndElementHandler = lambda name: end(local(name))
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError):
        raise Refused(UNREADABLE) from None


def emptied(data: bytes) -> bytes:
    """The same root element with nothing in it."""
    root: list[str] = []

    def begins(name: str, attributes: Attributes) -> None:
        if not root:
            names = "".join(
                f" {key}={quoteattr(value)}" for key, value in attributes.items() if key.startswith("xmlns")
            )
            root.append(f'<?xml version="1.0" encoding="UTF-8"?><{name}{names}/>')

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = begins
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError):
        raise Refused(UNREADABLE) from None
    return root[0].encode()


def _refuse(*_: object) -> NoReturn:
    raise Refused(UNREADABLE)
