"""One file in on standard input, one out on standard output: a line of JSON, then the file's content.

`python -m buurtbalans.cleaning .docx`. The line holds `refused` (why not, in Dutch) or `text` (what it says). Any
other end than status 0 means that the file was too much for its reader.
"""

import contextlib
import json
import logging
import resource
import sys

from buurtbalans.cleaning.refusing import WRONG_CONTENT, Refused

MOST_TEXT = 200_000
MEMORY = 1024**3
SECONDS = 20


def clean(ending: str, data: bytes) -> tuple[bytes, str]:
    """A file made harmless, and its text. `ending` is what its name says it is. Raises Refused.

    Only the reader of this kind is loaded: each takes longer to load than to do its work.
    """
    if ending in {".docx", ".xlsx", ".pptx"}:
        from buurtbalans.cleaning import office

        return office.clean(data, ending, MOST_TEXT)
    if ending == ".pdf":
        from buurtbalans.cleaning import paper

        return paper.clean(data, MOST_TEXT)
    if ending in {".jpg", ".jpeg", ".png"}:
        from buurtbalans.cleaning import images

        return images.clean(data, images.PNG if ending == ".png" else images.JPEG), ""
    if ending in {".txt", ".csv"}:
        from buurtbalans.cleaning import plain

        return data, plain.decoded(data)[:MOST_TEXT]
    raise Refused(WRONG_CONTENT)


def main() -> None:
    """Clean the file on standard input."""
    _limit_this_process()
    logging.disable(logging.CRITICAL)
    content = b""
    try:
        content, text = clean(sys.argv[1], sys.stdin.buffer.read())
        answer = {"text": text}
    except Refused as reason:
        answer = {"refused": str(reason)}
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + content)


def _limit_this_process() -> None:
    """Little memory, little time, and no file to write; where the system knows no such limit it is left out."""
    for kind, limit in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (limit, limit))


if __name__ == "__main__":
    main()
