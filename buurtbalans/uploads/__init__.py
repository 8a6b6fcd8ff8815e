"""Files that people bring: what may come in, and how it goes out again."""

from buurtbalans.uploads.fields import HINT, CleanFile, UploadField, text_of
from buurtbalans.uploads.serving import as_attachment

__all__ = ["HINT", "CleanFile", "UploadField", "as_attachment", "text_of"]
