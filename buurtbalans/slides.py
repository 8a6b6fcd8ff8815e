"""Papers to show on a screen (PPTX). The only import of python-pptx, on first use."""

import copy
import re
from collections.abc import Callable, Sequence
from io import BytesIO
from math import ceil
from typing import Any
from unicodedata import east_asian_width

from django.http import HttpResponse
from django.utils import timezone
from django.utils.text import slugify

from buurtbalans.assets.paper import paper
from buurtbalans.direction import direction

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
FONT = "Arial"  # on every machine; the font of the theme is not
LOCALE = "nl-NL"
# In points: a wide screen, and where the title, what it is about and the foot stand on it.
SHEET = (960, 540)
TITLE, BODY = (44, 26, 872, 66), (44, 102, 872, 372)
FOOT, NUMBER = (44, 498, 780, 26), (844, 498, 72, 26)
COVER_TITLE, COVER_SUBTITLE = (64, 120, 832, 170), (64, 306, 832, 120)
LAYOUTS = {0: "Omslag", 1: "Titel en tekst", 5: "Titel en tabel"}
SIZES = (22, 20, 18, 16, 14)
CELL_SIZES, CELL_LETTERS, CELL_SPACE = (16, 14, 12), 230, 5
LINE_LETTERS, MOST_LINES = 600, 16
NOTE_HEIGHT = 30
# XML has no place for these, and a program for slides refuses a file that has them.
UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
COLOUR = re.compile(r"<a:(dk2|accent1)><a:srgbClr val=\"[0-9A-F]{6}\"/>")
FACE = re.compile(r"<a:(major|minor)Font><a:latin typeface=\"[^\"]*\"/>")

Line = tuple[str, str]
"""A line of text: what begins it in bold, and the rest."""


class Deck:
    """One paper as slides of text and tables in the layouts of the file; no picture of text, no notes.

    At the foot of each slide stand `foot` (which version, for whom and when, V7) and its number. What does not fit on
    a slide is left out, and the slide says so.
    """

    def __init__(self, title: str, subtitle: str, foot: str) -> None:
        """`title` and `subtitle` make the first slide."""
        from pptx import Presentation  # noqa: TID251  this module is the one place

        self._presentation = Presentation()
        self._foot = _printable(foot)
        self._dress()
        self._describe(title, subtitle)
        cover = self._slide(0, title)
        cover.placeholders[1].text_frame.text = _printable(subtitle)

    def text(self, title: str, lines: Sequence[Line], *, more: str) -> None:
        """A slide of lines, each a bullet, as large as they fit; `more` is the last line where they do not all fit."""
        slide = self._slide(1, title)
        size, kept = _fitting(lines, more)
        frame = slide.placeholders[1].text_frame
        for number, (strong, rest) in enumerate(kept):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            for words, bold in ((strong, True), (rest, False)):
                if words:
                    run = paragraph.add_run()
                    run.text, run.font.bold, run.font.size = words, bold, _points(size)

    def table(
        self,
        title: str,
        head: Sequence[str],
        rows: Sequence[Sequence[str]],
        widths: Sequence[int],
        *,
        most: int,
        more: Callable[[int], str],
    ) -> None:
        """A table over at most `most` slides, its head on each. `widths` are shares of the slide.

        `more` says in words how many rows are left out.
        """
        texts = [[_clipped(_printable(cell), CELL_LETTERS) for cell in row] for row in rows]
        columns = [BODY[2] * width / sum(widths) for width in widths]
        # As large as all rows fit, else the smallest.
        laid_out = ((size, _pages(texts, columns, size)) for size in CELL_SIZES)
        size, pages = next((found for found in laid_out if len(found[1]) <= most), (0, []))
        if not pages:
            size, pages = CELL_SIZES[-1], _pages(texts, columns, CELL_SIZES[-1])
        shown = pages[:most]
        left_out = sum(len(page) for page in pages[most:])
        for number, page in enumerate(shown, start=1):
            suffix = f" ({number} van {len(shown)})" if len(shown) > 1 else ""
            slide = self._slide(5, f"{title}{suffix}")
            self._grid(slide, title, [head, *page], columns, size)
            if left_out and number == len(shown):
                self._note(slide, more(left_out))

    def __len__(self) -> int:
        """How many slides there are."""
        return len(self._presentation.slides)

    def as_bytes(self) -> bytes:
        """The file."""
        for part in (self._presentation, self._presentation.slide_master, *self._presentation.slide_layouts):
            _speak(part._element)
        for slide in self._presentation.slides:
            _speak(slide._element)
            _turn(slide._element)
        stream = BytesIO()
        self._presentation.save(stream)
        return stream.getvalue()

    def _slide(self, layout: int, title: str) -> Any:
        """A new slide with its title, foot and number."""
        slide = self._presentation.slides.add_slide(self._layouts[layout])
        slide.shapes.title.text_frame.text = _clipped(_printable(title), 110)
        for shape in slide.slide_layout.placeholders:
            kind = shape.placeholder_format.type
            if kind == self._kinds.FOOTER or (kind == self._kinds.SLIDE_NUMBER and layout):
                slide.shapes._spTree.append(copy.deepcopy(shape._element))
                if kind == self._kinds.FOOTER:
                    slide.placeholders[shape.placeholder_format.idx].text_frame.text = self._foot
        return slide

    def _grid(self, slide: Any, title: str, rows: Sequence[Sequence[str]], columns: Sequence[float], size: int) -> None:
        """A table of which the first row is the head."""
        box = (_points(side) for side in (*BODY[:3], 20 * len(rows)))
        frame = slide.shapes.add_table(len(rows), len(columns), *box)
        frame.name = "Tabel"
        # What a screen reader says of the table as a whole.
        frame._element.nvGraphicFramePr.cNvPr.set("descr", f"Tabel: {_printable(title)}. {len(rows) - 1} rijen.")
        for column, width in zip(frame.table.columns, columns, strict=True):
            column.width = _points(width)
        for row, texts in zip(frame.table.rows, rows, strict=True):
            row.height = _points(20)
            for cell, words in zip(row.cells, texts, strict=True):
                cell.margin_top = cell.margin_bottom = _points(3)
                cell.text_frame.text = words
                for paragraph in cell.text_frame.paragraphs:
                    paragraph.font.size = _points(size)

    def _note(self, slide: Any, words: str) -> None:
        """A line under the table."""
        top = BODY[1] + BODY[3] - NOTE_HEIGHT + 16
        box = slide.shapes.add_textbox(*(_points(side) for side in (BODY[0], top, BODY[2], NOTE_HEIGHT)))
        box.name = "Wat hier niet staat"
        box.text_frame.word_wrap, box.text_frame.text = True, words
        box.text_frame.paragraphs[0].font.size = _points(14)

    def _dress(self) -> None:
        """A wide screen, three layouts, the colour of the theme and a letter that is everywhere."""
        from pptx.enum.shapes import PP_PLACEHOLDER as KINDS  # noqa: TID251  a name of the library

        self._kinds = KINDS
        show = self._presentation
        show.slide_width, show.slide_height = (_points(side) for side in SHEET)
        self._layouts = {number: show.slide_layouts[number] for number in LAYOUTS}
        for layout in list(show.slide_layouts):
            if layout not in self._layouts.values():
                show.slide_layouts.remove(layout)
        for number, name in LAYOUTS.items():
            self._layouts[number].name = name
        places = {KINDS.TITLE: TITLE, KINDS.BODY: BODY, KINDS.OBJECT: BODY, KINDS.FOOTER: FOOT}
        places |= {KINDS.SLIDE_NUMBER: NUMBER, KINDS.CENTER_TITLE: COVER_TITLE, KINDS.SUBTITLE: COVER_SUBTITLE}
        for sheet in (show.slide_master, *show.slide_layouts):
            for shape in list(sheet.placeholders):
                if place := places.get(shape.placeholder_format.type):
                    shape.left, shape.top, shape.width, shape.height = (_points(side) for side in place)
                else:
                    shape._element.getparent().remove(shape._element)  # the date: it stands in the foot
        _style(show, self._layouts[0])

    def _describe(self, title: str, subtitle: str) -> None:
        core = self._presentation.core_properties
        core.author = core.last_modified_by = "Buurtbalans"
        core.title, core.subject = (_printable(words)[:255] for words in (title, subtitle))
        core.comments, core.language, core.keywords, core.category = self._foot[:255], LOCALE, "", ""
        core.created = core.modified = timezone.now().replace(tzinfo=None)
        for owner in (self._presentation.part.package._rels, self._presentation.part.rels):
            for key in [key for key, one in owner.items() if one.reltype.endswith(("/thumbnail", "/printerSettings"))]:
                owner.pop(key)  # of the library's example, not of this paper


def download(deck: Deck, *, name: str) -> HttpResponse:
    """The slides as a file called `name`."""
    response = HttpResponse(deck.as_bytes(), content_type=PPTX)
    response["Content-Disposition"] = f'attachment; filename="{slugify(name)}.pptx"'
    return response


def _style(show: Any, cover: Any) -> None:
    """The theme's colour and letter; titles to the left, and the cover in the colour itself."""
    from pptx.dml.color import RGBColor  # noqa: TID251  the same
    from pptx.oxml import parse_xml  # noqa: TID251  the same
    from pptx.oxml.ns import nsdecls, qn  # noqa: TID251  the same

    primary = paper().primary.lstrip("#").upper()
    theme = next(one.target_part for one in show.slide_master.part.rels.values() if one.reltype.endswith("/theme"))
    drawn = COLOUR.sub(rf'<a:\1><a:srgbClr val="{primary}"/>', theme.blob.decode())
    theme._blob = FACE.sub(rf'<a:\1Font><a:latin typeface="{FONT}"/>', drawn).encode()
    styles = show.slide_master._element.find(qn("p:txStyles"))
    title = styles.find(f"{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    title.set("algn", "l")
    letter = title.find(qn("a:defRPr"))
    letter.set("sz", "2800")
    letter.set("b", "1")
    letter.find(f"{qn('a:solidFill')}/{qn('a:schemeClr')}").set("val", "tx2")
    for shape in [*show.slide_master.placeholders, *(s for one in show.slide_layouts for s in one.placeholders)]:
        if str(shape.placeholder_format.type).startswith("FOOTER"):
            shape._element.txBody.find(qn("a:lstStyle")).clear()
            shape._element.txBody.find(qn("a:lstStyle")).append(_first_level(parse_xml, nsdecls, "tx1", 900, ""))
    cover.background.fill.solid()
    cover.background.fill.fore_color.rgb = RGBColor.from_string(primary)  # type: ignore[no-untyped-call]  # python-pptx has few types
    for shape, size, bold in zip(cover.placeholders, (4000, 2000, 900, 900), ("1", "", "", ""), strict=False):
        places = shape._element.txBody.find(qn("a:lstStyle"))
        places.clear()
        places.append(_first_level(parse_xml, nsdecls, "bg1", size, bold))


def _first_level(parse: Callable[[str], Any], spaces: Callable[..., str], colour: str, size: int, bold: str) -> Any:
    weight = f' b="{bold}"' if bold else ""
    return parse(
        f'<a:lvl1pPr {spaces("a")} marL="0" indent="0" algn="l"><a:buNone/><a:defRPr sz="{size}"{weight}>'
        f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill></a:defRPr></a:lvl1pPr>'
    )


def _speak(element: Any) -> None:
    """Say of every text in which language it is, for screen readers and spelling."""
    from pptx.oxml.ns import qn  # noqa: TID251  the same

    for run in element.iter(qn("a:r")):
        run.get_or_add_rPr()
    for tag in ("a:rPr", "a:endParaRPr", "a:defRPr"):
        for found in element.iter(qn(tag)):
            found.set("lang", LOCALE)


def _turn(element: Any) -> None:
    """Let each paragraph run in the direction of its own letters, its bullet with it."""
    from pptx.oxml.ns import qn  # noqa: TID251  the same

    for paragraph in element.iter(qn("a:p")):
        if direction("".join(words.text or "" for words in paragraph.iter(qn("a:t")))) == "rtl":
            place = paragraph.get_or_add_pPr()
            place.set("rtl", "1")
            place.set("algn", "r")


def _fitting(lines: Sequence[Line], more: str) -> tuple[int, list[Line]]:
    """The largest size at which these lines fit, else as many as fit in the smallest, and `more`."""
    clean = [(_printable(strong), _printable(rest)) for strong, rest in lines]
    short = [(_clipped(strong, 300), _clipped(rest, LINE_LETTERS)) for strong, rest in clean]
    for found in (clean, [*short[:MOST_LINES], ("", more)]):
        for size in SIZES:
            if _room_left(found, size) >= 0:
                return size, found
    kept = short[:MOST_LINES]
    while kept and _room_left([*kept, ("", more)], SIZES[-1]) < 0:
        kept.pop()
    return SIZES[-1], [*kept, ("", more)]


def _room_left(lines: Sequence[Line], size: int) -> float:
    return BODY[3] - sum(_height(f"{strong} {rest}", size, BODY[2] - 30) for strong, rest in lines)


def _pages(rows: Sequence[Sequence[str]], columns: Sequence[float], size: int) -> list[list[Sequence[str]]]:
    """Rows by slide, as high as they are expected to be."""
    pages: list[list[Sequence[str]]] = []
    room = 0.0
    for row in rows:
        cells = zip(row, columns, strict=True)
        height = max(_height(text, size, width - 15) for text, width in cells) + CELL_SPACE
        if not pages or height > room:
            pages.append([])
            room = BODY[3] - size * 1.5 - CELL_SPACE - NOTE_HEIGHT
        pages[-1].append(row)
        room -= height
    return pages


def _height(text: str, size: int, width: float) -> float:
    """How high a text will be about, in points: the program that shows it breaks the lines."""
    letters = width / (size * 0.48)
    lines = sum(max(1, ceil(_length(line) / letters)) for line in text.split("\n"))
    return lines * size * 1.2 + size * 0.25


def _length(text: str) -> float:
    return sum(2.0 if east_asian_width(one) in "WF" else 1.35 if one.isupper() else 1.0 for one in text)


def _clipped(text: str, letters: int) -> str:
    if len(text) <= letters:
        return text
    cut = text[:letters]
    word = cut.rfind(" ")
    # In the middle of a word only where that word is most of it.
    return f"{cut[:word] if word > letters // 2 else cut}…"


def _printable(text: str) -> str:
    return UNPRINTABLE.sub("", text).replace("\r\n", "\n").replace("\v", " ")


def _points(number: float) -> Any:
    from pptx.util import Pt  # noqa: TID251  the same

    return Pt(number)
