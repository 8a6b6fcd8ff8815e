"""Runs the collected tests for each condition, in a fork in which the gate goes without it."""

import gc
import os
import signal
import sys
import time
import traceback
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from itertools import zip_longest
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol
from django.conf import settings
from django.db import connections
from pytest_django.plugin import blocking_manager_key

from privacy import policy
from tests.conftest import BUILDERS
from tests.mutants.conditions import Mutant
from tests.mutants.order import Order, told
from tests.mutants.standing import SECONDS_TO_STAND, Standing
from tests.mutants.trace import places, telling

# A condition may also keep something from ending.
SECONDS_A_TEST = 300
POLICY = "privacy/policy.py"


class Forks:
    """A plugin of pytest; what the tests say is in `order` afterwards."""

    def __init__(
        self, root: Path, files: tuple[str, ...], todo: list[tuple[str, Mutant]], order: Order, most_seconds: float
    ) -> None:
        self.root, self.files, self.todo = root, files, todo
        self.order, self.most_seconds = order, most_seconds
        self.has_run = False

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """In place of running the tests: the first one makes the database, then each condition has its fork."""
        # What commits for real would leave its rows to the next fork.
        items = {item.nodeid: item for item in session.items if not _commits(item)}
        self.standing = Standing(BUILDERS, map(_beginning, items.values()), session.config.stash[blocking_manager_key])
        # One that wants the database: what wants none comes before.
        first, second, *_ = [item for item in items.values() if "db" in item.fixturenames]
        if any(report.failed for report in runtestprotocol(first, log=False, nextitem=second)):
            return True
        import_module(settings.ROOT_URLCONF)
        try:
            self._learn(items)
            self._take_out(items)
        finally:
            self.standing.clear()
        self.has_run = True
        return True

    def _learn(self, items: dict[str, pytest.Item]) -> None:
        """Where each test comes that is not known yet."""
        while unknown := [item for name, item in items.items() if name not in self.order.known]:
            before = len(self.order.known)
            self.standing.refresh()
            self._fork(lambda tell, unknown=unknown: self._trace(unknown, tell), self.order.learn)
            if len(self.order.known) == before:
                raise RuntimeError(f"{unknown[0].nodeid} ended the process")
        print(f"{len(items)} tests; left out: {self.order.unfit}", file=sys.stderr, flush=True)

    def _take_out(self, items: dict[str, pytest.Item]) -> None:
        for path, mutant in self.todo:
            coming = [name for name in self.order.of(path, mutant) if name in items]
            names, by = coming, ""
            while names:
                self.standing.refresh()
                by = self._without(self.root / path, mutant, [items[name] for name in names])
                if by not in names or not self._fails_anyway(items[by]):
                    break
                names, by = names[names.index(by) + 1 :], ""
            self.order.noticed(path, mutant, by)
            print(f"{path} {mutant.name}: {by or 'NOT NOTICED'} ({len(coming)} tests)", file=sys.stderr, flush=True)

    def _fails_anyway(self, item: pytest.Item) -> bool:
        """Does this test fail with every condition in place too, by itself or for what it began with grew old?"""
        failed: list[str] = []

        def run(tell) -> None:
            forget_sql()
            if any(
                report.failed for _ in _in_turn([item]) for report in runtestprotocol(item, log=False, nextitem=item)
            ):
                tell(item.nodeid)

        return bool(self._fork(run, failed.append) or failed)

    def _trace(self, items, tell) -> None:
        """With every condition in place: where each test comes. What fails now says nothing later."""
        for file in self.files:
            path = self.root / file
            put(path, telling(file, path.read_text()))
        until = time.monotonic() + SECONDS_TO_STAND
        for item, following in _in_turn(items):
            if time.monotonic() > until:
                return
            forget_sql()
            places.clear()
            began = time.monotonic()
            reports = runtestprotocol(item, log=False, nextitem=following)
            failed = any(report.failed for report in reports)
            tell(told(item.nodeid, time.monotonic() - began, failed, places))

    def _without(self, path: Path, mutant: Mutant, items: list[pytest.Item]) -> str:
        """The first test that fails without this condition; "" when none does."""
        by: list[str] = []

        def run(tell) -> None:
            change(path, mutant)
            until = time.monotonic() + self.most_seconds
            for item, following in _in_turn(items):
                signal.alarm(SECONDS_A_TEST)
                if any(report.failed for report in runtestprotocol(item, log=False, nextitem=following)):
                    tell(item.nodeid)
                    return
                if time.monotonic() > until:
                    return

        ended_by = self._fork(run, by.append)
        return by[0] if by else (f"ended by signal {ended_by}" if ended_by else "")

    def _fork(self, run, hear) -> int:
        """Run something in a fork that changes nothing here; `hear` gets each line that it tells.

        Returns the signal that ended it, 0 when it came to its end.
        """
        read, write = os.pipe()
        connections.close_all()
        child = os.fork()
        if child == 0:
            shown = os.dup(2)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            os.dup2(1, 2)
            try:
                run(lambda line: os.write(write, f"{line}\n".encode()))
            except BaseException:
                os.write(shown, traceback.format_exc().encode())
                os._exit(1)
            os._exit(0)
        os.close(write)
        with os.fdopen(read) as told:
            for line in told:
                hear(line.rstrip("\n"))
        return os.WTERMSIG(os.waitpid(child, 0)[1])


def _in_turn(items: list[pytest.Item]) -> Iterator[tuple[pytest.Item, pytest.Item]]:
    """Each test with the next one, by which pytest knows what to keep; at the end the database stays as it is."""
    if items:
        items[0].session._setupstate.teardown_exact(items[0])
    yield from zip_longest(items, items[1:], fillvalue=items[-1] if items else None)


def change(path: Path, mutant: Mutant) -> None:
    """Give a loaded module what the source without the condition says: its functions, of the policy its rows."""
    forget_sql()
    if path.as_posix().endswith(POLICY):
        told = {"__name__": policy.__name__}
        exec(compile(mutant.source, str(path), "exec"), told)
        for name in ("ROADS", "OWN_ROWS_ONLY", "CONFIRMED_ONLY"):
            setattr(policy, name, told[name])
        return
    put(path, mutant.source)


def put(path: Path, source: str) -> None:
    """Give the functions of a loaded file the code of another source of it."""
    codes = dict(_codes(compile(source, str(path), "exec")))
    for function in gc.get_objects():
        if type(function) is FunctionType and function.__code__.co_filename == str(path):
            name = function.__code__.co_qualname
            if "<lambda>" not in name:
                function.__code__ = codes[name]


def forget_sql() -> None:
    """Let every question be written anew: what was written before would keep the condition that goes."""
    for question in _questions():
        question._written = question._alone = None


@cache
def _questions() -> list[Any]:
    # They need the settings, which pytest reads after it has this plugin.
    from privacy.questions import Question
    from privacy.written import Kept

    # Asked of the type: what stands in for something else would become it when it is asked itself.
    return [each for each in gc.get_objects() if type(each) in (Kept, Question)]


def _codes(code: CodeType) -> Iterator[tuple[str, CodeType]]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant.co_qualname, constant
            yield from _codes(constant)


def _beginning(item: pytest.Item) -> tuple[str, ...]:
    """What a test begins with, as `cast` of tests/conftest.py asks for it."""
    is_bare = item.get_closest_marker("afresh") is not None
    return () if is_bare else tuple(name for name in BUILDERS if name in item.fixturenames)


def _commits(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    return marker is not None and bool(marker.kwargs.get("transaction"))
