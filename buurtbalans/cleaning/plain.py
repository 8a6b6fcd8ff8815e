"""Plain text: TXT and CSV. It stays as it was written; it only has to be text, and no page in disguise."""

import re

from buurtbalans.cleaning.refusing import NOT_TEXT, WRONG_CONTENT, Refused

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_PAGE = re.compile(r"<\s*(?:!doctype|html|head|body|script|svg|iframe|object|embed|\?xml|\?php)\b", re.IGNORECASE)
_OTHER_KINDS = ("%PDF-", "PK\x03\x04", "GIF8", "{\\rtf", "#!", "MZ")
LOOKED_AT = 64 * 1024


def decoded(data: bytes) -> str:
    """Text as Dutch office programs write it. Raises Refused when it is none, or a web page or another kind of file."""
    text = _text(data)
    if _CONTROLS.search(text):
        raise Refused(NOT_TEXT)
    start = text[:LOOKED_AT].lstrip("\ufeff \t\r\n")
    if start.startswith(_OTHER_KINDS) or _PAGE.search(start):
        raise Refused(WRONG_CONTENT)
    return text


def _text(data: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused(NOT_TEXT)
