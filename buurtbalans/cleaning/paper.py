"""PDF made anew from what its pages need: no script, no attachment, no author, no earlier version underneath."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject

from buurtbalans.cleaning.refusing import (
    ACTIVE_PDF,
    EMBEDDED_PDF,
    LOCKED,
    UNREADABLE,
    WRONG_CONTENT,
    Refused,
)

MOST_PAGES = 2000
ACTIVE_KEYS = {"/JS", "/JavaScript", "/XFA"}
ACTIVE_KINDS = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition", "/Movie", "/Sound", "/GoToE"}
EMBEDDED_KEYS = {"/EmbeddedFiles", "/EF", "/AF"}
EMBEDDED_KINDS = {"/EmbeddedFile", "/FileAttachment", "/RichMedia", "/3D", "/Screen"}
# Who wrote or made something, and when; at the paper itself and at each picture in it.
TOLD_BESIDE = ("/Metadata", "/PieceInfo", "/LastModified")
NOTES = {
    "/Text", "/FreeText", "/Highlight", "/Underline", "/StrikeOut", "/Squiggly", "/Ink", "/Stamp", "/Caret", "/Line",
    "/Square", "/Circle", "/Polygon", "/PolyLine", "/Popup",
}  # fmt: skip


def clean(data: bytes, most_text: int) -> tuple[bytes, str]:
    """The paper, and its text up to so many characters. Raises Refused."""
    _check_outside(data)
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            raise Refused(LOCKED)
        if not 0 < len(reader.pages) <= MOST_PAGES:
            raise Refused(UNREADABLE)
        writer = PdfWriter(clone_from=reader)
        for found in _objects(writer):
            _check(found)
            _forget(found)
        writer.metadata = None
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue(), _text(reader, most_text)
    except (PyPdfError, OSError, ValueError, TypeError, AttributeError, LookupError, RecursionError):
        raise Refused(UNREADABLE) from None


def _check_outside(data: bytes) -> None:
    """It is a PDF from its first to its last byte, and no web page or archive at the same time."""
    if not data.startswith(b"%PDF-"):
        raise Refused(WRONG_CONTENT)
    head = data[:1024].lower()
    if any(sign in head for sign in (b"<html", b"<script", b"<!doctype", b"<svg", b"<?xml", b"<?php")):
        raise Refused(WRONG_CONTENT)
    if zipfile.is_zipfile(io.BytesIO(data)):
        raise Refused(WRONG_CONTENT)


def _objects(writer: PdfWriter) -> Iterator[DictionaryObject]:
    """Every dictionary in the paper, also those inside others."""
    waiting: list[Any] = [writer.root_object, *writer._objects]
    seen: set[int] = set()
    while waiting:
        found = waiting.pop()
        if isinstance(found, IndirectObject) or found is None or id(found) in seen:
            continue  # what is referred to stands in the list of objects itself
        seen.add(id(found))
        if isinstance(found, DictionaryObject):
            waiting.extend(_inside(found))
            yield found
        elif isinstance(found, ArrayObject):
            waiting.extend(found)


def _inside(found: DictionaryObject) -> list[PdfObject]:
    return [found.raw_get(key) for key in found]


def _check(found: DictionaryObject) -> None:
    kinds = {str(found.raw_get(key)) for key in ("/S", "/Type", "/Subtype") if key in found}
    if ACTIVE_KEYS & found.keys() or ACTIVE_KINDS & kinds:
        raise Refused(ACTIVE_PDF)
    if EMBEDDED_KEYS & found.keys() or EMBEDDED_KINDS & kinds:
        raise Refused(EMBEDDED_PDF)


def _forget(found: DictionaryObject) -> None:
    for key in TOLD_BESIDE:
        found.pop(key, None)
    # At a note /T is its author; at a field of a form it is the field's name.
    if str(found.get("/Subtype")) in NOTES:
        found.pop("/T", None)


def _text(reader: PdfReader, most: int) -> str:
    parts, length = [], 0
    for page in reader.pages:
        if length >= most:
            break
        parts.append(page.extract_text())
        length += len(parts[-1])
    return "\n".join(parts)[:most]
