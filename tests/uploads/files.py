"""Files that people bring, good and hostile, built here so that nobody's own file is ever in the repository."""

import io
import struct
import zipfile
import zlib

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MAIN = "application/vnd.openxmlformats-officedocument.{}.main+xml"
GPS = {1: "N", 2: (52.0, 22.0, 12.0), 3: "E", 4: (4.0, 53.0, 1.0)}
PLANTED = "Planmaker Fictief"


def picture(kind="PNG", size=(8, 6), *, exif=None, **more):
    """A small picture whose left top is red; with a place in it when `exif` is given."""
    image = Image.new("RGB", size, "white")
    image.paste("red", (0, 0, size[0] // 2, size[1] // 2))
    out = io.BytesIO()
    if exif is not None:
        more["exif"] = exif
    image.save(out, kind, **more)
    return out.getvalue()


def exif(orientation=1):
    """What a telephone writes along: place, maker, which way is up."""
    found = Image.Exif()
    found[0x0112], found[0x013B], found[0x010F] = orientation, PLANTED, "Telefoon"
    found.get_ifd(0x8825).update(GPS)
    return found


PNG = picture()
JPEG = picture("JPEG")


def png_of(width, height):
    """A PNG that says it has so many pixels, and holds nearly none: a bomb for who unpacks before looking."""

    def chunk(kind, data):
        return struct.pack("!L", len(data)) + kind + data + struct.pack("!L", zlib.crc32(kind + data))

    head = struct.pack("!LLBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\x00" * 100)) + chunk(b"IEND", b"")
    )


def zipped(parts, *, comment=b""):
    """An archive of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        archive.comment = comment
    return out.getvalue()


def relationships(*found):
    """A .rels part: tuples of kind, target and, for what lies elsewhere, "External"."""
    rows = "".join(
        f'<Relationship Id="r{n}" Type="{KIND}/{kind}" Target="{target}"'
        + (f' TargetMode="{mode[0]}"/>' if mode else "/>")
        for n, (kind, target, *mode) in enumerate(found)
    )
    return f'<?xml version="1.0"?><Relationships xmlns="{RELS}">{rows}</Relationships>'


def content_types(main, part, more=""):
    return (
        f'<?xml version="1.0"?><Types xmlns="{TYPES}"><Default Extension="rels" ContentType="application/vnd.open'
        f'xmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{part}" ContentType="{main}"/>{more}</Types>'
    )


def word_part(body, root="document"):
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {W}><w:body>{body}</w:body></w:{root}>'


def paragraph(*runs):
    return "<w:p>" + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


BODY = paragraph("Wij zien de ", "roodborst")


def docx_parts(body=BODY):
    """A Word file as programs make it, with its maker in the properties."""
    return {
        "[Content_Types].xml": content_types(MAIN.format("wordprocessingml.document"), "word/document.xml"),
        "_rels/.rels": relationships(("officeDocument", "word/document.xml")),
        "word/document.xml": word_part(body),
        "docProps/core.xml": f'<c:core xmlns:c="x" xmlns:d="y"><d:creator>{PLANTED}</d:creator></c:core>',
        "docProps/app.xml": f'<Properties xmlns="z"><Company>{PLANTED}</Company></Properties>',
        "docProps/custom.xml": f'<Properties xmlns="z"><p>{PLANTED}</p></Properties>',
    }


def docx(body=BODY):
    """A Word file."""
    return zipped(docx_parts(body))


def xlsx_parts():
    sheet = (
        '<worksheet xmlns="m"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>999912345</v></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t>merel</t></is></c></row></sheetData></worksheet>'
    )
    return {
        "[Content_Types].xml": content_types(MAIN.format("spreadsheetml.sheet"), "xl/workbook.xml"),
        "_rels/.rels": relationships(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": '<workbook xmlns="m" xmlns:x="a"><x:absPath url="C:\\Users\\fictief\\"/><sheets>'
        '<sheet name="Blad kievit" sheetId="1" state="hidden"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": sheet,
        "xl/sharedStrings.xml": '<sst xmlns="m"><si><t>ijsvogel</t></si></sst>',
        "docProps/core.xml": f"<c><d>{PLANTED}</d></c>",
    }


def pptx_parts():
    def words(text):
        return (
            f'<p:sld xmlns:p="p" xmlns:a="a"><p:cNvPr descr="foto van een fuut"/><a:p><a:t>{text}</a:t></a:p></p:sld>'
        )

    return {
        "[Content_Types].xml": content_types(MAIN.format("presentationml.presentation"), "ppt/presentation.xml"),
        "_rels/.rels": relationships(("officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": '<p:presentation xmlns:p="p"/>',
        "ppt/slides/slide1.xml": words("grutto"),
        "ppt/notesSlides/notesSlide1.xml": words("tureluur"),
        "ppt/commentAuthors.xml": f'<p:cmAuthorLst xmlns:p="p"><p:cmAuthor name="{PLANTED}"/></p:cmAuthorLst>',
    }


def pdf(text="Wielewaal", *, extra=None, catalog=None):
    """A PDF with one page; `catalog` adds to its root, `extra` changes the writer before it is written."""
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): writer._add_object(font)})}
    )
    stream = DecodedStreamObject()
    stream.set_data(f"BT /F1 12 Tf 20 100 Td ({text}) Tj ET".encode())
    page[NameObject("/Contents")] = writer._add_object(stream)
    writer.add_metadata({"/Author": PLANTED, "/Title": PLANTED})
    for key, value in (catalog or {}).items():
        writer.root_object[NameObject(key)] = value
    if extra:
        extra(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def action(kind, **more):
    """A PDF action of this kind."""
    found = DictionaryObject({NameObject("/S"): NameObject(kind)})
    for key, value in more.items():
        found[NameObject(f"/{key}")] = TextStringObject(value)
    return found


def note(author):
    """A remark in the margin of a page, with who made it."""

    def add(writer):
        rectangle = ArrayObject([NumberObject(n) for n in (0, 0, 20, 20)])
        found = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject("/Text"),
                NameObject("/Rect"): rectangle,
                NameObject("/T"): TextStringObject(author),
                NameObject("/Contents"): TextStringObject("let op"),
            }
        )
        writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(found)])

    return add
