"""The text of an answer in whatever form it comes: page, PDF, spreadsheet, calendar or download."""

import io
import zipfile
from functools import lru_cache

from pypdf import PdfReader

OFFICE = "application/vnd.openxmlformats"


def text_of(response) -> str:
    """All words in an answer in lower case, with what its headers say and what its file hides."""
    kind = response.headers.get("Content-Type", "")
    content = b"".join(response.streaming_content) if response.streaming else response.content
    text = " ".join(f"{name}: {value}" for name, value in response.headers.items())
    if kind == "application/pdf":
        text += pdf_text(content)
    elif kind.startswith(OFFICE):
        text += zip_text(content)
    else:
        text += content.decode("utf-8", "replace")
    return text.lower()


@lru_cache(maxsize=64)
def pdf_text(content: bytes) -> str:
    """Words, properties and attachments of a PDF; of the very same paper they are looked up once."""
    reader = PdfReader(io.BytesIO(content))
    pages = " ".join(page.extract_text() for page in reader.pages)
    return f"{pages} {dict(reader.metadata or {})} {list(reader.attachments)}"


def zip_text(content: bytes) -> str:
    """Every part inside an office file: sheets, hidden ones too, and properties."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return " ".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
