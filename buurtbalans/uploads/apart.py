"""Has a file cleaned in a process of its own (buurtbalans.cleaning), and waits for it no longer than a moment."""

import json
import subprocess
import sys
from dataclasses import dataclass

from django.conf import settings

from buurtbalans.uploads.refusing import UNREADABLE, Refused

SECONDS = 25


@dataclass(frozen=True)
class Cleaned:
    """A file made harmless, and what it says."""

    content: bytes
    text: str


def clean(ending: str, content: bytes) -> Cleaned:
    """The file as it may be kept. `ending` is one that uploads allow, with its dot.

    Raises Refused, also when its reader crashes over it, needs too much memory or does not finish.
    """
    try:
        answer = subprocess.run(  # noqa: S603  our own module, and an ending from our own list
            [sys.executable, "-m", "buurtbalans.cleaning", ending],
            input=content,
            capture_output=True,
            cwd=settings.BASE_DIR,
            env={"PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"},
            timeout=SECONDS,
            check=True,
        ).stdout
        head, _, cleaned = answer.partition(b"\n")
        said = json.loads(head)
    except (subprocess.SubprocessError, OSError, ValueError):
        raise Refused(UNREADABLE) from None
    if "refused" in said:
        raise Refused(said["refused"])
    return Cleaned(cleaned, said["text"])
