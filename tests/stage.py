"""What many tests begin with is built once and stands ready, each test on a savepoint above it.

The layers lie on each other in one open transaction: the people, on top of them their traject, and so on. A test
gets the layers that it asks for and copies of their objects; what lies in its way is taken down first, and what it
does is taken back by its own savepoint. A test that is marked `afresh` builds everything itself.
"""

from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from django.conf import settings
from django.core import mail
from django.db import connection, transaction
from django.test import override_settings

# What was made "just now" must not grow old while the tests go by.
SECONDS_TO_STAND = 60


class Cast:
    """Who and what is there, by name, and how to make the others."""

    def __init__(self, builders):
        self.builders, self.present, self.files = builders, {}, {}

    def __getitem__(self, name):
        """What is known by this name, which is made when it is not there yet."""
        self.bring(name)
        return self.present[name]

    def bring(self, name):
        """Make what is known by this name, unless it is there."""
        if name not in self.present:
            self.present[name] = self.builders[name](self)

    def remember_files(self, folder):
        """Keep the files of this folder, which does not last."""
        for file in folder.rglob("*"):
            if file.is_file():
                self.files[file.relative_to(folder)] = file.read_bytes()

    def lay_files(self):
        """Put every file where the test of now looks for it, also when the test before took it away."""
        for name, content in self.files.items():
            file = Path(settings.MEDIA_ROOT) / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)


class Stage:
    """The layers that stand, the lowest first, each with everything that is there from it down."""

    def __init__(self, builders):
        self._builders, self._layers, self._since = builders, [], 0.0

    def wanted(self, names):
        """Those of these names that a layer can be made of, the lowest first."""
        return [name for name in self._builders if name in names]

    def ready(self, names):
        """A cast of one's own with these layers under it and no other."""
        if monotonic() - self._since > SECONDS_TO_STAND:
            self.clear()
        while [name for name, *_ in self._layers] != names[: len(self._layers)]:
            self._take_down()
        for name in names[len(self._layers) :]:
            self._put_up(name)
        return self._copy()

    def clear(self):
        """Take every layer down, before something else opens a transaction or looks at the tables."""
        while self._layers:
            self._take_down()
        self._since = monotonic()

    def _copy(self):
        return deepcopy(self._layers[-1][1]) if self._layers else Cast(self._builders)

    def _put_up(self, name):
        atomic = transaction.atomic()
        # As Django marks its own around a test, so that code may ask for a transaction that is the outermost.
        atomic._from_testcase = True
        atomic.__enter__()
        cast = self._copy()
        self._layers.append((name, cast, atomic))
        with TemporaryDirectory() as folder, override_settings(MEDIA_ROOT=folder):
            cast.bring(name)
            cast.remember_files(Path(folder))
        # Now, else the check at the end of every test does it again.
        connection.check_constraints()
        mail.outbox.clear()

    def _take_down(self):
        _, _, atomic = self._layers.pop()
        transaction.set_rollback(True)
        atomic.__exit__(None, None, None)
