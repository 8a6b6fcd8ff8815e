"""Papers to go on with in a word processor (DOCX). The only import of python-docx, on first use."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify

from buurtbalans.assets.paper import paper
from buurtbalans.direction import direction

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FONT = "Arial"  # on every machine; the font of the theme is not
PAGE = (210, 297)  # A4 in mm; the library's own sheet is American
MARGINS = {"top": 24, "right": 20, "bottom": 22, "left": 20}
LOCALES = {"nl": "nl-NL"}
# XML has no place for these, and a word processor refuses a file that has them.
UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Letter:
    """One paper as DOCX: a title, and then headings, paragraphs, lists and tables in real styles, in order.

    At the foot of each page stand `audience` ("Voor: …"), when it was made and for which organisation (`made_for`),
    and the number of the page (V7).
    """

    def __init__(self, title: str, subtitle: str, audience: str, lang: str = "nl", *, made_for: str = "") -> None:
        """`title` and `subtitle` head the first page; `lang` is a key of LOCALES, the language of all its text."""
        import docx  # noqa: TID251  this module is the one place

        self._now = timezone.localtime()
        self._document = docx.Document()
        self._dress(LOCALES[lang])
        self._describe(title, subtitle, audience, LOCALES[lang], made_for)
        self._foot(audience, made_for)
        self._document.add_paragraph(_printable(title), style="Title")
        if subtitle:
            self._document.add_paragraph(_printable(subtitle), style="Subtitle")

    def heading(self, text: str, level: int = 1) -> None:
        """A heading of `level` 1 to 4; the word processor makes its table of contents of these."""
        self._document.add_paragraph(_printable(text), style=f"Heading {level}")

    def paragraph(self, text: str) -> None:
        """A paragraph for each block of text; lines within a block stay lines."""
        for block in re.split(r"\n\s*\n", _printable(text).replace("\r\n", "\n")):
            if block.strip():
                self._document.add_paragraph(block.strip("\n"), style="Normal")

    def bullets(self, lines: Iterable[str]) -> None:
        """A list, one line each."""
        for line in lines:
            self._document.add_paragraph(_printable(line), style="List Bullet")

    def table(self, head: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float]) -> None:
        """A table whose `head` comes back on every page. `widths` are in mm, one for each column; 170 fill the page."""
        from docx.shared import Mm  # noqa: TID251  the same

        table = self._document.add_table(rows=1, cols=len(head), style="Table Grid")
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        self._fill(table.rows[0], head, widths)
        _mark(table.rows[0], "w:tblHeader")
        for cell in table.rows[0].cells:
            cell.paragraphs[0].runs[0].bold = True
        for row in rows:
            self._fill(table.add_row(), row, widths)
        self._document.add_paragraph(style="Normal")

    def as_bytes(self) -> bytes:
        """The file, each paragraph in the direction of its own letters."""
        _turn(self._document.element.body)
        stream = BytesIO()
        self._document.save(stream)
        return stream.getvalue()

    def _fill(self, row: Any, texts: Sequence[str], widths: Sequence[float]) -> None:
        from docx.shared import Mm  # noqa: TID251  the same

        _mark(row, "w:cantSplit")
        for cell, text, width in zip(row.cells, texts, widths, strict=True):
            cell.width = Mm(width)
            cell.paragraphs[0].add_run(_printable(text))

    def _dress(self, locale: str) -> None:
        """The sheet, the letter and the colours of the theme, and the language of every style."""
        from docx.oxml.ns import qn  # noqa: TID251  the same
        from docx.shared import Mm, Pt, RGBColor  # noqa: TID251  the same

        section = self._document.sections[0]
        section.page_width, section.page_height = (Mm(side) for side in PAGE)
        for side, margin in MARGINS.items():
            setattr(section, f"{side}_margin", Mm(margin))
        look = paper()
        for style in self._document.styles:
            fonts = style.element.find(f"./{qn('w:rPr')}/{qn('w:rFonts')}")
            if fonts is not None:
                fonts.attrib.clear()
                for way in ("w:ascii", "w:hAnsi", "w:cs"):
                    fonts.set(qn(way), FONT)
        styles = self._document.styles
        styles["Normal"].font.name, styles["Normal"].font.size = FONT, Pt(10)
        # What reads from the right has a size of its own; the other styles come with it.
        styles["Normal"].element.rPr.append(_new("w:szCs", "20"))
        styles["Normal"].paragraph_format.space_after = Pt(6)
        for name in ("Title", *(f"Heading {level}" for level in range(1, 5))):
            styles[name].font.color.rgb = RGBColor.from_string(look.primary.lstrip("#").upper())
        styles["Subtitle"].font.color.rgb = RGBColor.from_string(look.muted.lstrip("#").upper())
        for language in self._document.styles.element.iter(qn("w:lang")):
            language.set(qn("w:val"), locale)

    def _describe(self, title: str, subtitle: str, audience: str, locale: str, made_for: str) -> None:
        core = self._document.core_properties
        core.author = core.last_modified_by = "Buurtbalans"
        core.title, core.subject = (_printable(text)[:255] for text in (title, subtitle))
        core.comments = _printable(f"{audience}. {_made(self._now, made_for)}")[:255]
        core.language, core.keywords, core.category = locale, "", ""
        core.created = core.modified = self._now
        package = self._document.part.package.rels
        for key in [key for key, relation in package.items() if relation.reltype.endswith("/thumbnail")]:
            del package[key]  # a picture of the library's example, not of this paper

    def _foot(self, audience: str, made_for: str) -> None:
        from docx.enum.text import WD_TAB_ALIGNMENT  # noqa: TID251  the same
        from docx.shared import Mm  # noqa: TID251  the same

        line = self._document.sections[0].footer.paragraphs[0]
        line.paragraph_format.tab_stops.clear_all()
        line.paragraph_format.tab_stops.add_tab_stop(Mm(PAGE[0] - 40), WD_TAB_ALIGNMENT.RIGHT)
        line.add_run(f"{_printable(audience)}\tPagina ")
        _field(line, "PAGE")
        line.add_run(" van ")
        _field(line, "NUMPAGES")
        self._document.sections[0].footer.add_paragraph(_printable(_made(self._now, made_for)), style="Footer")


def download(letter: Letter, *, name: str) -> HttpResponse:
    """The letter as a file called `name`."""
    response = HttpResponse(letter.as_bytes(), content_type=DOCX)
    response["Content-Disposition"] = f'attachment; filename="{slugify(name)}.docx"'
    return response


def _made(now: datetime, made_for: str) -> str:
    made = f"Gemaakt op {date_format(now, 'j F Y')} om {date_format(now, 'H.i')} uur"
    return f"{made} voor {made_for}" if made_for else made


def _printable(text: str) -> str:
    return UNPRINTABLE.sub("", text)


def _turn(body: Any) -> None:
    """Say of each paragraph that reads from the right that it does, and of its words."""
    from docx.oxml.ns import qn  # noqa: TID251  the same

    for paragraph in body.iter(qn("w:p")):
        if direction("".join(words.text or "" for words in paragraph.iter(qn("w:t")))) == "rtl":
            paragraph.get_or_add_pPr().insert_element_before(_new("w:bidi"), "w:spacing", "w:ind", "w:jc", "w:rPr")
            for run in paragraph.r_lst:
                run.get_or_add_rPr().append(_new("w:rtl"))


def _new(tag: str, value: str = "") -> Any:
    from docx.oxml import OxmlElement  # noqa: TID251  the same
    from docx.oxml.ns import qn  # noqa: TID251  the same

    return OxmlElement(tag, {qn("w:val"): value} if value else None)


def _mark(row: Any, tag: str) -> None:
    row._tr.get_or_add_trPr().append(_new(tag))


def _field(line: Any, instruction: str) -> None:
    """A number that the word processor fills in: which page this is, or how many there are."""
    from docx.oxml import OxmlElement  # noqa: TID251  the same
    from docx.oxml.ns import qn  # noqa: TID251  the same

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    field.append(OxmlElement("w:r"))
    field[0].append(OxmlElement("w:t"))
    field[0][0].text = "1"
    line._p.append(field)
