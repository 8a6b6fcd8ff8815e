"""Files that people bring: what may come in, and how it goes out again."""

from pathlib import PurePath
from typing import Any

import puremagic
from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404

# Allowed endings, each with the content it must really have. Office files are zip archives inside.
ALLOWED: dict[str, tuple[str, ...]] = {
    ".pdf": (".pdf",),
    ".docx": (".docx", ".zip", ".xlsx", ".pptx"),
    ".xlsx": (".docx", ".zip", ".xlsx", ".pptx"),
    ".pptx": (".docx", ".zip", ".xlsx", ".pptx"),
    ".png": (".png",),
    ".jpg": (".jpg", ".jpeg", ".jfif"),
    ".jpeg": (".jpg", ".jpeg", ".jfif"),
    ".txt": (),
    ".csv": (),
}
TOO_LARGE = "Dit bestand is groter dan 10 MB. Kies een kleiner bestand."
WRONG_KIND = "Dit soort bestand kan niet. Kies een PDF, Word, Excel, PowerPoint, PNG, JPG, TXT of CSV."
WRONG_CONTENT = "De inhoud van dit bestand past niet bij de naam. Sla het opnieuw op en probeer het nog eens."
HINT = "PDF, Word, Excel, PowerPoint, afbeelding of tekst, hooguit 10 MB."


class UploadField(forms.FileField):
    """One file of at most 10 MB whose content is what its name says."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", HINT)
        kwargs.setdefault("max_length", 200)
        super().__init__(**kwargs)
        self.error_messages["max_length"] = "De naam van het bestand is te lang. Kort hem in tot 200 tekens."
        self.error_messages["empty"] = "Dit bestand is leeg."

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The file, or a Dutch message that says what to do."""
        file = super().clean(data, initial)
        if isinstance(file, UploadedFile):
            _check(file)
        return file


def as_attachment(file: FieldFile, filename: str) -> FileResponse:
    """A stored file as a download: never opened inside the site, whatever is in it."""
    try:
        content = file.open("rb")
    except FileNotFoundError:  # taken away by somebody else at this very moment
        raise Http404 from None
    response = FileResponse(content, as_attachment=True, filename=filename)
    response["Content-Type"] = "application/octet-stream"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _check(file: "UploadedFile[Any]") -> None:
    if (file.size or 0) > settings.UPLOAD_MAX_BYTES:
        raise forms.ValidationError(TOO_LARGE)
    ending = PurePath(file.name or "").suffix.lower()
    if ending not in ALLOWED:
        raise forms.ValidationError(WRONG_KIND)
    head = file.read(8192)
    file.seek(0)
    if not (_is_text(head) if not ALLOWED[ending] else _found(head) & set(ALLOWED[ending])):
        raise forms.ValidationError(WRONG_CONTENT)


def _is_text(head: bytes) -> bool:
    return b"\x00" not in head and not head.lstrip().lower().startswith((b"<!doctype", b"<html", b"<svg", b"<?xml"))


def _found(head: bytes) -> set[str]:
    try:
        return {match.extension for match in puremagic.magic_string(head)}
    except puremagic.PureError:
        return set()
