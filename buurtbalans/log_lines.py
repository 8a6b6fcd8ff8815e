"""The lines in the log: fixed fields, one line each, and nothing that anybody typed (ASVS 16.2, 16.4, 16.5)."""

import logging
import re
import traceback
from datetime import UTC, datetime
from itertools import islice

QUERY = re.compile(r"(/[^\s?'\"]*)\?[^\s'\"]*")
SEGMENT = re.compile(r"(?<=/)[A-Za-z0-9_-]{20,}")
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
WORDS = re.compile(r"[a-z-]+")
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
FRAMES = 12
CAUSES = 5

# The setting of Django's that makes every line go through the formatter below.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "buurtbalans.log_lines.LineFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "privacy": {"level": "INFO"},
        # Its own handler would write whole addresses.
        "gunicorn.error": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}


class LineFormatter(logging.Formatter):
    """Moment, level, logger and message; of an exception its kind and where it happened, never what it says.

    The text of an exception may hold a whole row (PostgreSQL tells which one it refused) and a stack the
    values of variables, so neither is written.
    """

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = f"{moment} {record.levelname} {record.name} {_shown(record.getMessage())}"
        error = record.exc_info[1] if record.exc_info else None
        return f"{line} [{_where(error)}]" if error else line


def without_secrets(text: str) -> str:
    """The same text, its addresses without what was asked after `?` and without the secrets of mailed links."""
    return SEGMENT.sub(_masked, QUERY.sub(r"\1", text))


def _masked(segment: re.Match[str]) -> str:
    # An address of ours holds words, numbers and the UUIDs of rows; anything else as long as this is a secret.
    known = UUID.fullmatch(segment[0]) or WORDS.fullmatch(segment[0])
    return segment[0] if known else "***"


def _shown(text: str) -> str:
    return UNPRINTABLE.sub(lambda found: f"\\x{ord(found[0]):02x}", without_secrets(text))


def _where(error: BaseException) -> str:
    """The kinds of an exception and of what caused it, each with the lines of code it came through."""
    return " from ".join(_one(each) for each in islice(_chain(error), CAUSES))


def _chain(error: BaseException | None) -> list[BaseException]:
    chain: list[BaseException] = []
    while error is not None and error not in chain:
        chain.append(error)
        error = error.__cause__ or error.__context__
    return chain


def _one(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    places = " > ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames)
    return f"{type(error).__name__} at {places}" if places else type(error).__name__
