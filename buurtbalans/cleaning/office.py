"""Word, Excel and PowerPoint, packed anew: what runs, fetches or hides is refused, who made it is forgotten."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from buurtbalans.cleaning import images, office_text
from buurtbalans.cleaning.archive import pack, unpack
from buurtbalans.cleaning.refusing import ACTIVE, COMMENTS, EMBEDDED, LINKED, UNREADABLE, WRONG_CONTENT, Refused
from buurtbalans.cleaning.xml_parts import Attributes, emptied, read

Parts = dict[str, bytes]
CONTENT_TYPES = "[Content_Types].xml"
MAIN = "application/vnd.openxmlformats-officedocument.{}.main+xml"
PROPERTIES = "http://schemas.openxmlformats.org"


@dataclass(frozen=True)
class Kind:
    """A kind of office file: where its content stands and what that part says it is."""

    folder: str
    main_type: str


KINDS: Mapping[str, Kind] = {
    ".docx": Kind("word", MAIN.format("wordprocessingml.document")),
    ".xlsx": Kind("xl", MAIN.format("spreadsheetml.sheet")),
    ".pptx": Kind("ppt", MAIN.format("presentationml.presentation")),
}
PICTURES = {".png", ".jpg", ".jpeg", ".jfif", ".tif", ".tiff", ".bmp", ".gif", ".webp"}
# Drawings that programs make beside a picture, fonts, printer settings: they stay as they are.
KEPT = {".emf", ".wmf", ".wdp", ".svg", ".odttf", ".fntdata", ".bin"}
RUNS = ("vba", "macrosheet", "dialogsheet", "activex", "customui", "webextension", "ribbon")
EMBEDS = ("/embeddings/", "oleobject", "/media/video", "/media/audio", "/model/", "/slicercaches/")
FETCHES = ("externallinks/", "connections.xml", "querytables/", "ddelink")
REVISES = ("xl/revisions/",)
AUTHOR_LISTS = re.compile(
    r"word/people\.xml|xl/persons/.*\.xml|ppt/(commentauthors|authors)\.xml|customxml/item\d+\.xml|docmetadata/.*\.xml"
)
NOTE_PARTS = re.compile(r".*comments?[^/]*\.xml|.*threadedcomments/.*\.xml|ppt/comments/.*\.xml")
NOTES = {"comment", "cm", "threadedComment"}
FETCHING_FIELD = re.compile(r"^\s*(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|DATABASE|LINK)\b", re.I | re.M)
SAFE_LINK = re.compile(r"(https?|mailto|tel):|#", re.IGNORECASE)
# What tells on which computer, in which folder or by whom it was made, at places that mean nothing to a reader.
TOLD_BESIDE = {
    "word/settings.xml": re.compile(rb"<w:attachedTemplate\b[^>]*/>"),
    "word/_rels/settings.xml.rels": re.compile(rb"<Relationship\b[^>]*/attachedTemplate\"[^>]*/>"),
    "xl/workbook.xml": re.compile(rb"<(?:\w+:)?(?:absPath|fileSharing)\b[^>]*/>"),
}
BLANK = {
    "docprops/core.xml": f'<cp:coreProperties xmlns:cp="{PROPERTIES}/package/2006/metadata/core-properties"/>',
    "docprops/app.xml": f'<Properties xmlns="{PROPERTIES}/officeDocument/2006/extended-properties"/>',
    "docprops/custom.xml": f'<Properties xmlns="{PROPERTIES}/officeDocument/2006/custom-properties"/>',
}


def clean(data: bytes, ending: str, most_text: int) -> tuple[bytes, str]:
    """The file packed anew, and its text up to so many characters. Raises Refused."""
    parts = unpack(data)
    _check_kind(parts, KINDS[ending])
    for name in parts:
        _check_name(name.lower())
    cleaned = {name: _cleaned(name.lower(), content) for name, content in parts.items()}
    for name, content in cleaned.items():
        _check_content(name.lower(), content)
    return pack(cleaned), office_text.text_of(cleaned, most_text)


def _check_kind(parts: Parts, kind: Kind) -> None:
    """It is really what its name says: the content types name the main part, and that part is there."""
    if CONTENT_TYPES not in parts:
        raise Refused(WRONG_CONTENT)
    found: dict[str, str] = {}

    def type_of(_: str, attributes: Attributes) -> None:
        name = attributes.get("PartName", attributes.get("Extension", ""))
        found[name.lstrip("/").lower()] = attributes.get("ContentType", "").lower()

    read(parts[CONTENT_TYPES], start=type_of)
    types = list(found.values())
    if any(word in each for each in types for word in ("macroenabled", "vba", "activex")):
        raise Refused(ACTIVE)
    mains = {name for name, each in found.items() if each == kind.main_type}
    if not any(name in mains and name.startswith(f"{kind.folder}/") for name in map(str.lower, parts)):
        raise Refused(WRONG_CONTENT)


def _check_name(name: str) -> None:
    if any(word in name for word in RUNS):
        raise Refused(ACTIVE)
    if any(word in f"/{name}" for word in EMBEDS):
        raise Refused(EMBEDDED)
    if any(word in name for word in FETCHES):
        raise Refused(LINKED)
    if name.startswith(REVISES):
        raise Refused(COMMENTS)
    ending = _ending(name)
    if ending == ".bin" and "printersettings" not in name:
        raise Refused(EMBEDDED)
    if ending not in {".xml", ".rels", ".vml"} | PICTURES | KEPT:
        raise Refused(EMBEDDED)


def _ending(name: str) -> str:
    """Also that of a part of which the whole name is an ending, such as _rels/.rels."""
    _, dot, ending = name.rpartition("/")[2].rpartition(".")
    return dot + ending


def _cleaned(name: str, content: bytes) -> bytes:
    if name in BLANK:
        return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{BLANK[name]}'.encode()
    if AUTHOR_LISTS.fullmatch(name):
        return emptied(content)
    if name in TOLD_BESIDE:
        return TOLD_BESIDE[name].sub(b"", content)
    if _ending(name) in PICTURES:
        return images.clean(content, images.IN_OFFICE)
    return content


def _check_content(name: str, content: bytes) -> None:
    if name.endswith(".rels"):
        read(content, start=_check_relationship)
    elif name.startswith("word/") and name.endswith(".xml"):
        _check_words(content)
    elif NOTE_PARTS.fullmatch(name):
        read(content, start=_check_note)
    elif name.endswith(".xml"):
        read(content)


def _check_relationship(_: str, attributes: Attributes) -> None:
    kind, target = attributes.get("Type", ""), attributes.get("Target", "").strip()
    if attributes.get("TargetMode", "").lower() == "external":
        if not (kind.endswith("/hyperlink") and SAFE_LINK.match(target)):
            raise Refused(LINKED)
    elif "://" in target or target.startswith("\\") or target.lower().startswith("file:"):
        raise Refused(UNREADABLE)


def _check_note(name: str, _: Attributes) -> None:
    if name in NOTES:
        raise Refused(COMMENTS)


def _check_words(content: bytes) -> None:
    """A Word part: nobody's name at a comment or change, and no field that fetches."""
    fields: list[str] = []  # the words of all fields, each on a line of its own
    is_open = [False]

    def start(name: str, attributes: Attributes) -> None:
        if "w:author" in attributes:
            raise Refused(COMMENTS)
        if "w:instr" in attributes:
            fields.append("\n" + attributes["w:instr"])
        if attributes.get("w:fldCharType") == "begin":
            fields.append("\n")
        is_open[0] = name == "instrText"

    def text(words: str) -> None:
        if is_open[0]:
            fields.append(words.replace("\n", " "))

    read(content, start=start, text=text)
    if FETCHING_FIELD.search("".join(fields)):
        raise Refused(LINKED)
