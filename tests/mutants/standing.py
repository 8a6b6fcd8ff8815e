"""What the tests begin with, built once with every condition in place: a database for each way to begin.

As tests/stage.py, but committed, so that a fork finds it; and a condition that goes is asked of the test alone, not of
what it begins with.
"""

import sys
from collections.abc import Iterable
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from django.core import mail
from django.db import connection, connections, transaction
from django.test import override_settings

from tests.stage import Cast, Stage

# What was made "just now" grows old; a test that minds is asked again without any change (forks.py).
SECONDS_TO_STAND = 600


class Standing:
    """The databases, and what is known of each by name; takes the place of the layers of a Stage."""

    def __init__(self, builders, beginnings: Iterable[tuple[str, ...]], blocker) -> None:
        self._builders, self._beginnings, self._blocker = builders, sorted({(), *beginnings}), blocker
        self._bare = ""
        self._known: dict[tuple[str, ...], tuple[str, Cast]] = {}
        self._since = 0.0
        Stage.ready = lambda stage, names: self.ready(tuple(names))

    def refresh(self) -> None:
        """Build everything anew when it has stood too long."""
        if self._known and monotonic() - self._since < SECONDS_TO_STAND:
            return
        self._since = monotonic()
        self._bare = self._bare or connection.settings_dict["NAME"]
        with self._blocker.unblock(), override_settings(MFA_REQUIRED=False):
            self._build()
        print(f"{len(self._known)} beginnings in {monotonic() - self._since:.0f} s", file=sys.stderr, flush=True)

    def _build(self) -> None:
        for number, names in enumerate(self._beginnings):
            self._known[names] = self._built(f"{self._bare}_{number}", names) if names else (self._bare, self._empty())
        self._go_to(self._bare)

    def ready(self, names: tuple[str, ...]) -> Cast:
        """A cast of one's own, with the connection at the database in which these things are.

        The test that runs before anything stands builds everything itself.
        """
        if not self._known:
            return self._empty()
        database, cast = self._known[names]
        self._go_to(database)
        return deepcopy(cast)

    def clear(self) -> None:
        """Take the databases away."""
        self._go_to(self._bare)
        with self._blocker.unblock(), connection._nodb_cursor() as cursor:
            for database, _ in self._known.values():
                if database != self._bare:
                    cursor.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')

    def _empty(self) -> Cast:
        return Cast(self._builders)

    def _built(self, database: str, names: tuple[str, ...]) -> tuple[str, Cast]:
        self._go_to(self._bare)
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{database}" TEMPLATE "{self._bare}"')
        self._go_to(database)
        cast = self._empty()
        atomic = transaction.atomic()
        # As around a test: code may ask for the outermost transaction, and what waits for the commit does not run.
        atomic._from_testcase = True
        with atomic, TemporaryDirectory() as folder, override_settings(MEDIA_ROOT=folder):
            for name in names:
                cast.bring(name)
            cast.remember_files(Path(folder))
            connection.run_on_commit = []
        mail.outbox.clear()
        return database, cast

    def _go_to(self, database: str) -> None:
        connections.close_all()
        connection.settings_dict["NAME"] = database
