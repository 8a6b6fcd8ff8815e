"""The form field that takes a file: allowed kinds only, scanned, and made harmless before anything is kept."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.base import File
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile

from buurtbalans.uploads import apart, scanning
from buurtbalans.uploads.refusing import TOO_LARGE, WRONG_KIND, Refused

ALLOWED = frozenset({".pdf", ".docx", ".xlsx", ".pptx", ".png", ".jpg", ".jpeg", ".txt", ".csv"})
HINT = "PDF, Word, Excel, PowerPoint, afbeelding of tekst, hooguit 10 MB."


class CleanFile(SimpleUploadedFile):
    """An uploaded file made harmless, with the words that stand in it."""

    def __init__(self, name: str, cleaned: apart.Cleaned) -> None:
        super().__init__(name, cleaned.content, content_type="application/octet-stream")
        self.text = cleaned.text


class UploadField(forms.FileField):
    """One file of at most 10 MB, given on as it may be kept: a CleanFile."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", HINT)
        kwargs.setdefault("max_length", 200)
        super().__init__(**kwargs)
        self.error_messages["max_length"] = "De naam van het bestand is te lang. Kort hem in tot 200 tekens."
        self.error_messages["empty"] = "Dit bestand is leeg."

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The file, or a Dutch message that says what to do."""
        file = super().clean(data, initial)
        if not isinstance(file, UploadedFile) or isinstance(file, CleanFile):
            return file
        try:
            return _taken_in(file)
        except Refused as reason:
            raise forms.ValidationError(str(reason)) from None


def text_of(file: "File[Any]", filename: str = "") -> str:
    """The words in a file, at most 200,000 characters; "" for a picture, or for what cannot be read.

    Of a new upload, or of one that was stored: `filename` is then how its bringer called it.
    """
    if isinstance(file, CleanFile):
        return file.text
    try:
        file.seek(0)
        return apart.clean(_ending(filename or file.name), file.read()).text
    except Refused:
        return ""


def _taken_in(file: "UploadedFile[Any]") -> CleanFile:
    if (file.size or 0) > settings.UPLOAD_MAX_BYTES:
        raise Refused(TOO_LARGE)
    ending = _ending(file.name)
    if ending not in ALLOWED:
        raise Refused(WRONG_KIND)
    content = file.read()
    scanning.scan(content)
    return CleanFile(file.name or "", apart.clean(ending, content))


def _ending(name: str | None) -> str:
    return PurePath(name or "").suffix.lower()
