"""The zip archive that an office file is: unpacked within limits, packed again with nothing beside its parts."""

import io
import zipfile
import zlib

from buurtbalans.cleaning.refusing import LOCKED, TOO_MUCH_INSIDE, UNREADABLE, WRONG_CONTENT, Refused

MOST_PARTS = 2000
MOST_BYTES = 80 * 1024 * 1024
# Text in a file for people hardly ever gets a hundred times smaller.
MOST_TIMES_SMALLER = 200
SMALL = 1024 * 1024
COMPOUND_FILE = b"\xd0\xcf\x11\xe0"
MADE = (1980, 1, 1, 0, 0, 0)


def unpack(data: bytes) -> dict[str, bytes]:
    """Every part by its name. Raises Refused; what the archive says about sizes is not believed."""
    if data.startswith(COMPOUND_FILE):  # an old kind of office file, or one with a password
        raise Refused(LOCKED)
    if not data.startswith(b"PK\x03\x04"):
        raise Refused(WRONG_CONTENT)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _parts(archive)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise Refused(UNREADABLE) from None


def _parts(archive: zipfile.ZipFile) -> dict[str, bytes]:
    found = archive.infolist()
    if len(found) > MOST_PARTS:
        raise Refused(TOO_MUCH_INSIDE)
    parts: dict[str, bytes] = {}
    left = MOST_BYTES
    for info in found:
        _check_entry(info)
        if info.is_dir():
            continue
        with archive.open(info) as entry:
            content = entry.read(left + 1)
        left -= len(content)
        if left < 0 or (len(content) > SMALL and len(content) > MOST_TIMES_SMALLER * info.compress_size):
            raise Refused(TOO_MUCH_INSIDE)
        parts[info.filename] = content
    if len({name.lower() for name in parts}) != sum(not info.is_dir() for info in found):
        raise Refused(UNREADABLE)  # two parts by one name: programs would read different ones
    return parts


def _check_entry(info: zipfile.ZipInfo) -> None:
    name = info.orig_filename
    if info.flag_bits & 0x1:
        raise Refused(LOCKED)
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused(UNREADABLE)
    if name.startswith("/") or "\\" in name or "\x00" in name or ":" in name or ".." in name.split("/"):
        raise Refused(UNREADABLE)


def pack(parts: dict[str, bytes]) -> bytes:
    """An archive of these parts and nothing else: no comment, no times, nothing before or after."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, MADE), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
