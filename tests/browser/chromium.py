"""The Chromium of the browser tests, which is ended and started anew when it does not let go of a window."""

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

from playwright.sync_api import Browser, BrowserContext, Error, Playwright

PROGRAM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Seconds; closing takes less than one.
PATIENCE = 60


class Chromium:
    """One Chromium at a time, with a profile for each person of a test.

    Once in hundreds of times Chromium never answers that it closed a profile, whatever stood on its pages, and
    Playwright waits for that without an end (docs/adr/0040-pytest-timeout.md). What the test says is known by then.
    """

    def __init__(self, playwright: Playwright) -> None:
        self._playwright = playwright
        self._running = self._start()

    def new_context(self, **options: Any) -> BrowserContext:
        """A profile of its own, in a Chromium that runs."""
        if not self._running.is_connected():
            self._running = self._start()
        return self._running.new_context(**options)

    def close(self, context: BrowserContext) -> None:
        """Close a profile with all its pages."""
        with self._ended_if_it_hangs():
            context.close()

    def stop(self) -> None:
        """End it."""
        with self._ended_if_it_hangs():
            self._running.close()

    def _start(self) -> Browser:
        self._name = f"--buurtbalans-tests={uuid4()}"
        return self._playwright.chromium.launch(executable_path=PROGRAM, args=[*FLAGS, self._name])

    @contextmanager
    def _ended_if_it_hangs(self) -> Iterator[None]:
        watch = threading.Timer(PATIENCE, self._kill)
        watch.start()
        try:
            yield
        except Error:
            # Of a Chromium that was ended nothing needs to be closed.
            if self._running.is_connected():
                raise
        finally:
            watch.cancel()

    def _kill(self) -> None:
        subprocess.run(["pkill", "-KILL", "-f", "--", self._name], check=False)
