"""What the log would show: the lines as the handler of the settings writes them."""

import io
import logging
from contextlib import contextmanager

from buurtbalans.log_lines import LineFormatter


@contextmanager
def log_lines():
    """A list that holds, at the end, every line that was logged in between."""
    stream, lines = io.StringIO(), []
    handler = logging.StreamHandler(stream)
    handler.setFormatter(LineFormatter())
    logging.getLogger().addHandler(handler)
    try:
        yield lines
    finally:
        logging.getLogger().removeHandler(handler)
        lines += stream.getvalue().splitlines()
